using System;
using LlamaCloud.Benchmarks.Sessions;
using LlamaCloud.Demo.Engine;

namespace LlamaCloud.Benchmarks.Runners;

/// <summary>A pipeline of PowerShell that takes ids and emits jobs.</summary>
/// <param name="name">As the report names it.</param>
/// <param name="session">Where it runs.</param>
/// <param name="setup">What comes first: an import, variables.</param>
/// <param name="pipeline">The pipeline for so many requests in flight.</param>
/// <param name="warmUp">The same for the warm-up call, if that is another.</param>
internal sealed class PowerShellRunner(
    string name, Session session, string setup, Func<int, string> pipeline, Func<int, string>? warmUp = null)
    : Runner(name)
{
    public override bool IsGrouped { get; } = name == ScenarioRuns.Grouped;

    public override Child Start(int concurrency, string idsFile) => session.Script(
        $$"""
        {{setup}}
        $ids = [System.IO.File]::ReadAllLines({{ConsolePrograms.Quote(idsFile)}})
        $read = 0
        $ids[0..1] | {{(warmUp ?? pipeline)(concurrency)}} | ForEach-Object { $read++ }
        $http = [System.Net.Http.HttpClient]::new()
        $null = $http.DeleteAsync("$env:LLAMA_CLOUD_BASE_URL/_emulator/requests").GetAwaiter().GetResult()

        $read = 0
        $allocated = [System.GC]::GetTotalAllocatedBytes($true)
        $watch = [System.Diagnostics.Stopwatch]::StartNew()
        $ids | {{pipeline(concurrency)}} | ForEach-Object { $read++ }
        $seconds = $watch.Elapsed.TotalSeconds
        $allocated = [System.GC]::GetTotalAllocatedBytes($true) - $allocated
        if ($read -ne $ids.Count) { throw "$read of $($ids.Count) jobs came." }
        $peak = [System.Diagnostics.Process]::GetCurrentProcess().PeakWorkingSet64
        "measured: seconds=$seconds allocated=$allocated peak=$peak"
        """);
}
