using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Globalization;
using System.Net.Http;
using System.Text.Json;
using System.Threading;
using System.Threading.Tasks;
using LlamaCloud.Demo.Engine;
using LlamaCloud.Emulator;

namespace LlamaCloud.Benchmarks;

/// <summary>The emulator in a process of its own: what it allocates and computes is not measured with its clients.</summary>
internal sealed class BenchmarkService : IDisposable
{
    private static readonly Dictionary<string, string> s_nothing = [];

    private readonly Process _process;
    private readonly HttpClient _http = new();

    private BenchmarkService(Process process, string address)
    {
        _process = process;
        Address = address;
        Environment = new Dictionary<string, string>
        {
            ["LLAMA_CLOUD_API_KEY"] = ServiceEmulator.DefaultApiKey,
            ["LLAMA_CLOUD_BASE_URL"] = address,
            ["POWERSHELL_UPDATECHECK"] = "Off",
            ["POWERSHELL_TELEMETRY_OPTOUT"] = "1",
        };
    }

    /// <summary>Where it listens.</summary>
    public string Address { get; }

    /// <summary>What every client gets: the address and the key.</summary>
    public IReadOnlyDictionary<string, string> Environment { get; }

    /// <summary>Starts it with so many jobs; it waits so long before every answer about them.</summary>
    public static async Task<BenchmarkService> StartAsync(TimeSpan delay, int jobs, CancellationToken end)
    {
        // Every child has this process's variables but for those of the service that is measured.
        ModuleVariables.Clear();
        Child emulator = new("dotnet", Places.Emulator, "--stop-with-input", "--lifetime", "30",
            // How long the service works on a job is the same for every client.
            "--pending", "0", "--running", "0", "--jobs", Text(jobs), "--delay", Text((int)delay.TotalMilliseconds));
        Process process = emulator.Start(s_nothing);
        string? address = await process.StandardOutput.ReadLineAsync(end);
        return new BenchmarkService(process, address ?? throw new InvalidOperationException("The emulator did not start."));
    }

    /// <summary>How many requests came since the last client said that its work begins.</summary>
    public async Task<int> CountAsync(CancellationToken end) =>
        int.Parse(await _http.GetStringAsync(new Uri(Address + "/_emulator/requests/count"), end), CultureInfo.InvariantCulture);

    /// <summary>Lets every job that is made from now on run so long.</summary>
    public async Task SetJobTimeAsync(int seconds, CancellationToken end) =>
        (await _http.PutAsync(new Uri(Address + "/_emulator/job-time?seconds=" + Text(seconds)), null, end)).EnsureSuccessStatusCode();

    /// <summary>Where they went, path and query.</summary>
    public async Task<IReadOnlyList<string>> TargetsAsync(CancellationToken end) =>
        JsonSerializer.Deserialize<string[]>(await _http.GetStringAsync(new Uri(Address + "/_emulator/requests"), end))!;

    public void Dispose()
    {
        _http.Dispose();
        _process.StandardInput.Close();
        if (!_process.WaitForExit(10_000))
        {
            _process.Kill();
        }

        _process.Dispose();
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
