using System;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using LlamaCloud.Benchmarks.Sessions;
using LlamaCloud.Demo.Engine;
using LlamaCloud.Emulator.Classify;

namespace LlamaCloud.Benchmarks;

/// <summary>Very many ids in one pipeline, read from a file as they are wanted, and how much of it is the engine's own.</summary>
internal sealed class ManyIdsRun(TemporaryFolder folder, Session session, Plan plan)
{
    public const int InFlight = 16;

    // What PowerShell does for every record of a command with these parameters, whatever the command does.
    private const string Passing = """
        using System.Management.Automation;

        [Cmdlet(VerbsCommon.Get, "Passed", DefaultParameterSetName = "Id")]
        public sealed class GetPassedCommand : PSCmdlet
        {
            [Parameter(ParameterSetName = "Id", Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
            [Alias("Id", "job_id")]
            public string[] JobId { get; set; }

            [Parameter(ValueFromPipelineByPropertyName = true)]
            [Alias("project_id")]
            public string ProjectId { get; set; }

            [Parameter(ValueFromPipelineByPropertyName = true)]
            [Alias("organization_id")]
            public string OrganizationId { get; set; }

            [Parameter(ParameterSetName = "List")]
            public string Status { get; set; }

            protected override void ProcessRecord() { WriteObject(JobId[0]); }
        }
        """;

    public async Task RunAsync(Results results, CancellationToken end)
    {
        string many = IdsFile(plan.MostIds);
        string command = $"Get-ClassifyJob -ThrottleLimit {InFlight.ToString(CultureInfo.InvariantCulture)}";
        Measurement few = await session.MeasureAsync(Script(Session.ImportModule, command, IdsFile(plan.FewIds), plan.FewIds));
        Measurement all = await session.MeasureAsync(Script(Session.ImportModule, command, many, plan.MostIds));
        Measurement passing = await session.MeasureAsync(Script(
            $"Add-Type -PassThru -TypeDefinition {ConsolePrograms.Quote(Passing)} | ForEach-Object {{ Import-Module $_.Assembly }}",
            "Get-Passed",
            many,
            plan.MostIds));
        end.ThrowIfCancellationRequested();
        results.Many = new ManyIdsResult(
            all["cpu"]!.Value,
            all["allocated"]!.Value / plan.MostIds,
            all["peak"]!.Value - few["peak"]!.Value,
            all["seconds"]!.Value,
            passing["cpu"],
            passing["allocated"] / plan.MostIds);
        Console.WriteLine($"{plan.MostIds} ids: {results.Many.Cpu:0.0} s of CPU in {results.Many.Seconds:0.0} s");
    }

    // The ids of all jobs that there are, again and again: a million jobs would be too many for the service's memory.
    private string IdsFile(int count) => folder.File(
        FormattableString.Invariant($"many-{count}.txt"),
        string.Join('\n', Enumerable.Range(0, count).Select(number => SeedJobs.NumberedId((number % plan.ManyIds) + 1))));

    private static string Script(string import, string command, string file, int count) =>
        $$"""
        {{import}}
        $read = 0
        $file = {{ConsolePrograms.Quote(file)}}
        [System.IO.File]::ReadLines($file) | Select-Object -First 2 | {{command}} | ForEach-Object { $read++ }
        $self = [System.Diagnostics.Process]::GetCurrentProcess()
        $read = 0
        $allocated = [System.GC]::GetTotalAllocatedBytes($true)
        $cpu = $self.TotalProcessorTime.TotalSeconds
        $watch = [System.Diagnostics.Stopwatch]::StartNew()
        [System.IO.File]::ReadLines($file) | {{command}} | ForEach-Object { $read++ }
        $seconds = $watch.Elapsed.TotalSeconds
        $allocated = [System.GC]::GetTotalAllocatedBytes($true) - $allocated
        $self.Refresh()
        $cpu = $self.TotalProcessorTime.TotalSeconds - $cpu
        if ($read -ne {{count.ToString(CultureInfo.InvariantCulture)}}) { throw "$read jobs came." }
        "measured: seconds=$seconds cpu=$cpu allocated=$allocated peak=$($self.PeakWorkingSet64)"
        """;
}

/// <summary>What very many ids took.</summary>
/// <param name="Cpu">Processor time of the process, in seconds.</param>
/// <param name="BytesPerJob">What was allocated for each job.</param>
/// <param name="PeakGrown">The peak memory above that of a few ids.</param>
/// <param name="Seconds">How long it took.</param>
/// <param name="EngineCpu">Processor time of the same pipeline with a command that only hands on; null where there is no console.</param>
/// <param name="EngineBytes">What that allocates for each id; null where there is no console.</param>
internal sealed record ManyIdsResult(
    double Cpu, double BytesPerJob, double PeakGrown, double Seconds, double? EngineCpu, double? EngineBytes);
