using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using LlamaCloud.Benchmarks.Sessions;
using LlamaCloud.Demo.Engine;
using LlamaCloud.Emulator.Classify;

namespace LlamaCloud.Benchmarks;

/// <summary>
/// What the time of the service decides: how late an end is seen, and what its limits on requests leave of a machine's speed.
/// </summary>
internal sealed class PaceRuns(TemporaryFolder folder, BenchmarkService service, Session session, Plan plan)
{
    // 50 uploads in 5 seconds, the first 50 of them at once.
    private const int UploadsAtOnce = 50;
    private const double UploadSeconds = 5;

    private static readonly string[] s_counts = ["started", "files", "jobs"];

    private const string Rules = "-Rule @{ invoice = 'an invoice'; other = 'something else' }";

    private const string Setup = """
        $http = [System.Net.Http.HttpClient]::new()
        function Set-Service($method, $path) {
            $request = [System.Net.Http.HttpRequestMessage]::new($method, "$env:LLAMA_CLOUD_BASE_URL/_emulator/$path")
            $http.SendAsync($request).GetAwaiter().GetResult().EnsureSuccessStatusCode().Content.ReadAsStringAsync().GetAwaiter().GetResult()
        }
        """;

    // A job that ended says when in UpdatedAt.
    private const string Median = """
        $sorted = @($lags | Sort-Object)
        "measured: median=$($sorted[[int][Math]::Floor($sorted.Count / 2)]) last=$($sorted[-1]) seen=$($sorted.Count)"
        """;

    /// <summary>How long the limits alone make this many uploads take.</summary>
    public static double FloorOf(int documents) => UploadSeconds * ((documents - 1) / UploadsAtOnce);

    public async Task RunAsync(Results results, CancellationToken end)
    {
        string jobTime = string.Create(CultureInfo.InvariantCulture, $"job-time?seconds={plan.WaitSeconds}");
        WaitResult[] waits =
        [
            await WaitAsync($"{plan.WaitJobs:#,0} that began at once", $$"""
                $null = Set-Service PUT 'running-jobs?count={{plan.WaitJobs}}&seconds={{plan.WaitSeconds}}'
                $ended = [System.DateTime]::UtcNow.AddSeconds({{plan.WaitSeconds}})
                [System.IO.File]::ReadAllLines({{ConsolePrograms.Quote(folder.Ids(plan.WaitJobs, RunningJobs.FirstNumber))}}) | Wait-ClassifyJob |
                    ForEach-Object { $lags.Add(([System.DateTime]::UtcNow - $ended).TotalSeconds) }
                """, end),
            await WaitAsync($"{plan.WaitJobs:#,0} that `Start-ClassifyJob -Wait` starts, 40 a second", $$"""
                $null = Set-Service PUT '{{jobTime}}'
                $null = Set-Service PUT 'limits?saysWhen=true'
                Start-ClassifyJob -FileInput (, $file * {{plan.WaitJobs}}) {{Rules}} -ThrottleLimit 16 -Wait |
                    ForEach-Object { $lags.Add(([System.DateTimeOffset]::UtcNow - $_.UpdatedAt).TotalSeconds) }
                $null = Set-Service DELETE limits
                $null = Set-Service PUT 'job-time?seconds=0'
                """, end),
        ];
        results.Pace = new PaceResult(waits, [await LimitAsync(true, end), await LimitAsync(false, end)]);
    }

    private async Task<WaitResult> WaitAsync(string name, string wait, CancellationToken end)
    {
        string printed = await session.Script($$"""
            {{Session.ImportModule}}
            {{Setup}}
            $file = (Get-ChildItem -LiteralPath {{ConsolePrograms.Quote(folder.Documents(2, 1, 100))}} -File |
                Select-Object -First 1 | Send-LlamaCloudFile -Purpose classify).Id
            $null = Set-Service DELETE requests
            $lags = [System.Collections.Generic.List[double]]::new()
            {{wait}}
            {{Median}}
            """).RunAsync(service.Environment, end);
        IReadOnlyList<string> targets = await service.TargetsAsync(end);
        int looks = targets.Count(target => target.StartsWith("/api/v2/classify?", StringComparison.Ordinal)
            ? target.Contains("job_ids=", StringComparison.Ordinal)
            : target.StartsWith("/api/v2/classify/", StringComparison.Ordinal));
        Measurement measured = Measurement.Read(printed, looks);
        if (measured["seen"] != plan.WaitJobs)
        {
            throw new InvalidOperationException($"{measured["seen"]} of {plan.WaitJobs} jobs were seen: {printed}");
        }

        Console.WriteLine($"waiting for {name}: {looks} requests, {measured["median"]:0.00} s after the end in the median");
        return new WaitResult(name, measured);
    }

    private async Task<LimitResult> LimitAsync(bool saysWhen, CancellationToken end)
    {
        string printed = await session.Script($$"""
            {{Session.ImportModule}}
            {{Setup}}
            [System.IO.Directory]::GetFiles({{ConsolePrograms.Quote(folder.Documents(2, 1, 100))}}) | Start-ClassifyJob {{Rules}} | ForEach-Object { }
            $files = [int](Set-Service GET files/count)
            $jobs = [int](Set-Service GET jobs/count)
            $null = Set-Service PUT 'limits?saysWhen={{(saysWhen ? "true" : "false")}}'
            $watch = [System.Diagnostics.Stopwatch]::StartNew()
            $started = @([System.IO.Directory]::GetFiles({{ConsolePrograms.Quote(folder.Documents(plan.LimitedDocuments, 1, 100))}}) | Start-ClassifyJob {{Rules}})
            $seconds = $watch.Elapsed.TotalSeconds
            $refused = Set-Service GET limits/refused
            $null = Set-Service DELETE limits
            $files = [int](Set-Service GET files/count) - $files
            $jobs = [int](Set-Service GET jobs/count) - $jobs
            "measured: seconds=$seconds refused=$refused started=$($started.Count) files=$files jobs=$jobs"
            """).RunAsync(service.Environment, end);
        Measurement measured = Measurement.Read(printed);
        if (s_counts.Any(count => measured[count] != plan.LimitedDocuments))
        {
            throw new InvalidOperationException($"Not each document was uploaded and started once: {printed}");
        }

        Console.WriteLine(
            $"{plan.LimitedDocuments} documents at the limits, Retry-After {saysWhen}: {measured["seconds"]:0.0} s, "
                + $"{measured["refused"]} refused");
        return new LimitResult(saysWhen, measured);
    }
}
