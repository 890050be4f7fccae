using System;
using System.IO;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using LlamaCloud.Benchmarks;
using LlamaCloud.Benchmarks.Runners;
using LlamaCloud.Benchmarks.Sessions;

// dotnet run -c Release --project tests/LlamaCloud.Benchmarks [-- --quick]
// Prints the report and writes it to docs/performance.md; --quick only tries everything with small numbers and writes nothing. With
// --only ids, import, wait, pace or parse it measures that part alone and prints as it goes.
switch (args)
{
    case ["--http-client-loop", string idsFile, string concurrency]:
        await HttpClientLoop.RunAsync(idsFile, concurrency);
        return 0;
    case ["--grouped-loop", string idsFile, string concurrency]:
        await GroupedLoop.RunAsync(idsFile, concurrency);
        return 0;
    case ["--parse-loop", string warmUp, string documents, string destination, string inFlight]:
        await ParseLoop.RunAsync(warmUp, documents, destination, inFlight);
        return 0;
}

Plan plan = args.Contains("--quick") ? Plan.Quick : Plan.Full;
// Whatever hangs, this ends; the children end with it, because they are killed or watch their input.
using CancellationTokenSource end = new(TimeSpan.FromMinutes(25));
using TemporaryFolder folder = new();
using BenchmarkService service = await BenchmarkService.StartAsync(plan.Delay, plan.ManyIds, end.Token);
Session session = new(folder, service, end.Token);
NpmPackage npm = await NpmPackage.InstallAsync(folder, end.Token);

Results results = new(plan, await session.DescribeAsync(), npm);
string? only = args.SkipWhile(argument => argument != "--only").Skip(1).FirstOrDefault();
foreach ((string part, Func<Task> run) in ((string, Func<Task>)[])
[
    ("ids", () => new ScenarioRuns(folder, service, session, plan).RunAsync(results, end.Token)),
    ("import", () => new ImportRuns(folder, session, plan).RunAsync(results, end.Token)),
    ("many", () => new ManyIdsRun(folder, session, plan).RunAsync(results, end.Token)),
    ("wait", () => WaitRun.RunAsync(folder, service, session, results, end.Token)),
    ("pace", () => new PaceRuns(folder, service, session, plan).RunAsync(results, end.Token)),
    ("parse", () => new ParseRuns(folder, service, session, plan).RunAsync(results, end.Token)),
])
{
    if (only is null || only == part)
    {
        await run();
    }
}

if (only is not null)
{
    return 0;
}

string report = Report.Write(results);
Console.WriteLine(report);
if (plan == Plan.Full)
{
    string page = Path.Combine(Places.Root, "docs", "performance.md");
    await File.WriteAllTextAsync(page, report, end.Token);
    Console.WriteLine($"Written to {page}");
}

return 0;
