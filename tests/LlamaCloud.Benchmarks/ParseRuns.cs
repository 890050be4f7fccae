using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using LlamaCloud.Benchmarks.Runners;
using LlamaCloud.Benchmarks.Sessions;
using LlamaCloud.Demo.Engine;

namespace LlamaCloud.Benchmarks;

/// <summary>Documents that become Markdown on the disk, by every client.</summary>
internal sealed class ParseRuns(TemporaryFolder folder, BenchmarkService service, Session session, Plan plan)
{
    public const string Module = "`Start-ParseJob -Wait`, `Save-ParseJob`";
    public const string Paged = "`Receive-ParseJob -Page`";
    public const string Loop = "Hand-written `HttpClient` loop";
    public const int InFlight = 8;

    /// <summary>How long a job runs where requests are counted, so that it has to be looked at.</summary>
    public const int JobSeconds = 5;

    public const string Uploads = "uploads";
    public const string Created = "jobs made";
    public const string Looks = "looks at jobs, 100 by each";
    public const string Answers = "results";
    public const string Others = "others";

    /// <summary>
    /// What the module can do at best, in units of the loop, which has three requests for a document and <see cref="InFlight"/> at once:
    /// the command that starts the jobs has two of them, and the one that saves works meanwhile.
    /// </summary>
    public static double Share(int limit) => (2.0 / limit) / (3.0 / InFlight);

    private const string Save = "Save-ParseJob -Format Markdown -ThrottleLimit $limit";

    private int _runs;

    public async Task RunAsync(Results results, CancellationToken end)
    {
        ParseWay module = Way(Module, InFlight / 2, Save);
        ParseWay[] ways =
        [
            module,
            Way(Module, InFlight, Save),
            new(Loop, Text(InFlight), (warmUp, documents, destination) =>
                new Child("dotnet", Places.Self, "--parse-loop", warmUp, documents, destination, Text(InFlight))),
            .. results.Npm.ParseScript is null
                ? []
                : (ParseWay[])[new($"npm package `{NpmPackage.Name}`", Text(InFlight), (warmUp, documents, destination) =>
                NpmParsing.Start(results.Npm, warmUp, documents, destination, InFlight))],
        ];
        results.Parsing = [.. ways.Select(way => new ParseScenario(way))];
        string documents = folder.Documents(plan.Documents, plan.Pages, plan.PageLength);
        for (int round = 0; round < plan.Rounds; round++)
        {
            foreach (ParseScenario scenario in results.Parsing)
            {
                scenario.Measured.Add(await MeasureAsync(scenario.Way, documents, plan.Documents, end));
            }
        }

        await CountAsync(module, results, end);
        const string ReadPages = "Receive-ParseJob -Page -Include Markdown | ForEach-Object { $length += $_.Markdown.Length }";
        results.Memory = await MeasureMemoryAsync([module, Way(Paged, InFlight / 2, ReadPages), .. ways.Skip(2)], end);
    }

    private async Task CountAsync(ParseWay module, Results results, CancellationToken end)
    {
        string documents = folder.Documents(plan.ManyDocuments, 1, 100);
        await service.SetJobTimeAsync(JobSeconds, end);
        await MeasureAsync(module, documents, plan.ManyDocuments, end);
        await service.SetJobTimeAsync(0, end);
        IReadOnlyList<string> targets = await service.TargetsAsync(end);
        results.Requests = ((string[])[Uploads, Created, Looks, Answers, Others])
            .Select(kind => (kind, targets.Count(target => KindOf(target) == kind)))
            .ToArray();
    }

    private async Task<IReadOnlyList<ParseMemory>> MeasureMemoryAsync(ParseWay[] ways, CancellationToken end)
    {
        string small = folder.Documents(1, 1, plan.BigPageLength);
        string big = folder.Documents(1, plan.BigPages, plan.BigPageLength);
        List<ParseMemory> memory = [];
        foreach (ParseWay way in ways)
        {
            double before = (await MeasureAsync(way, small, 1, end))["peak"]!.Value;
            memory.Add(new ParseMemory(way.Name, before, (await MeasureAsync(way, big, 1, end))["peak"]!.Value));
        }

        return memory;
    }

    private async Task<Measurement> MeasureAsync(ParseWay way, string documents, int count, CancellationToken end)
    {
        string destination = folder.Folder(FormattableString.Invariant($"saved-{_runs++}"));
        string printed = await way.Start(folder.Documents(2, 1, 100), documents, destination).RunAsync(service.Environment, end);
        Measurement measured = Measurement.Read(printed, await service.CountAsync(end));
        int saved = Directory.GetFiles(destination, "*.md").Length;
        if (saved != (way.Name == Paged ? 0 : count))
        {
            throw new InvalidOperationException($"{way.Name} saved {saved} documents of {count}.");
        }

        Console.WriteLine(
            $"{way.Name}, {count} documents: {measured["seconds"]:0.000} s, {measured.Requests} requests, {measured["peak"] / 1e6:0} MB");
        // One large document a run would fill the disk.
        Directory.Delete(destination, recursive: true);
        return measured;
    }

    // The peak is the process's own: what waits in its pipeline is in it.
    private ParseWay Way(string name, int limit, string end) =>
        new(name, $"{Text(limit)} + {Text(limit)}", (warmUp, documents, destination) => session.Script(
        $$"""
        {{Session.ImportModule}}
        $limit = {{Text(limit)}}
        $length = 0
        $from = {{ConsolePrograms.Quote(documents)}}
        $to = {{ConsolePrograms.Quote(destination)}}
        [System.IO.Directory]::GetFiles({{ConsolePrograms.Quote(warmUp)}}) | Start-ParseJob -Destination "$to-first" -ThrottleLimit $limit -Wait | {{end}}
        $http = [System.Net.Http.HttpClient]::new()
        $null = $http.DeleteAsync("$env:LLAMA_CLOUD_BASE_URL/_emulator/requests").GetAwaiter().GetResult()

        $length = 0
        $watch = [System.Diagnostics.Stopwatch]::StartNew()
        [System.IO.Directory]::GetFiles($from) | Start-ParseJob -Destination $to -ThrottleLimit $limit -Wait | {{end}}
        $seconds = $watch.Elapsed.TotalSeconds
        $peak = [System.Diagnostics.Process]::GetCurrentProcess().PeakWorkingSet64
        "measured: seconds=$seconds length=$length peak=$peak"
        """), limit);

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static string KindOf(string target) =>
        target.StartsWith("/api/v1/beta/files", StringComparison.Ordinal) ? Uploads
        : !target.StartsWith("/api/v2/parse", StringComparison.Ordinal) ? Others
        : target.Contains("expand=", StringComparison.Ordinal) ? Answers
        : target.Contains("job_ids=", StringComparison.Ordinal) ? Looks
        : target.Split('?')[0] == "/api/v2/parse" ? Created
        : Others;
}
