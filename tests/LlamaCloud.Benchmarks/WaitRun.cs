using System;
using System.Globalization;
using System.Threading;
using System.Threading.Tasks;
using LlamaCloud.Benchmarks.Runners;
using LlamaCloud.Benchmarks.Sessions;
using LlamaCloud.Emulator.Classify;

namespace LlamaCloud.Benchmarks;

/// <summary>Waiting for jobs that run for a while.</summary>
internal static class WaitRun
{
    public const int Jobs = 100;
    public const int Seconds = 5;

    public static async Task RunAsync(
        TemporaryFolder folder, BenchmarkService service, Session session, Results results, CancellationToken end)
    {
        // The warm-up only reads: waiting would use up the time that the jobs run.
        PowerShellRunner runner = new("Wait-ClassifyJob", session,
            string.Create(CultureInfo.InvariantCulture, $$"""
                {{Session.ImportModule}}
                $service = [System.Net.Http.HttpClient]::new()
                $null = $service.PutAsync("$env:LLAMA_CLOUD_BASE_URL/_emulator/running-jobs?count={{Jobs}}&seconds={{Seconds}}", $null).GetAwaiter().GetResult().EnsureSuccessStatusCode()
                """),
            _ => "Wait-ClassifyJob",
            _ => "Get-ClassifyJob");
        string printed = await runner.Start(1, folder.Ids(Jobs, RunningJobs.FirstNumber)).RunAsync(service.Environment, end);
        results.Wait = Measurement.Read(printed, await service.CountAsync(end));
        Console.WriteLine($"waiting for {Jobs} jobs of {Seconds} s: {results.Wait["seconds"]:0.0} s, {results.Wait.Requests} requests");
    }
}
