using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using LlamaCloud.Benchmarks.Runners;
using LlamaCloud.Benchmarks.Sessions;

namespace LlamaCloud.Benchmarks;

/// <summary>Every client, with every number of requests in flight.</summary>
internal sealed class ScenarioRuns(TemporaryFolder folder, BenchmarkService service, Session session, Plan plan)
{
    public const string Grouped = "`Get-ClassifyJob`";
    public const string Single = "`Get-ClassifyJob -NoGrouping`";
    public const string Parallel = "`ForEach-Object -Parallel { Invoke-RestMethod }`";

    private static readonly string s_restMethod = Session.RestMethod("$_");

    public async Task RunAsync(Results results, CancellationToken end)
    {
        results.Scenarios = [.. Scenarios(results.Npm)];
        results.Bases = [.. results.Scenarios
            .DistinctBy(one => (one.Runner, one.Concurrency))
            .Select(one => new Scenario(one.Runner, one.Concurrency, plan.BaseIds, one.Concurrency == 1 ? 1 : plan.Rounds))];

        // Side by side: what else the machine does in a minute meets all of them alike.
        Scenario[] all = [.. results.Bases, .. results.Scenarios];
        for (int round = 0; round < plan.Rounds; round++)
        {
            foreach (Scenario scenario in all.Where(one => round < one.Rounds))
            {
                await MeasureAsync(scenario, end);
            }
        }
    }

    private async Task MeasureAsync(Scenario scenario, CancellationToken end)
    {
        string printed = await scenario.Runner.Start(scenario.Concurrency, folder.Ids(scenario.Ids)).RunAsync(service.Environment, end);
        Measurement measured = Measurement.Read(printed, await service.CountAsync(end));
        scenario.Measured.Add(measured);
        Console.WriteLine($"{scenario.Title}: {measured["seconds"]:0.000} s, {measured.Requests} requests");
    }

    private IEnumerable<Scenario> Scenarios(NpmPackage npm)
    {
        PowerShellRunner grouped = new(Grouped, session, Session.ImportModule, limit => $"Get-ClassifyJob -ThrottleLimit {limit}");
        PowerShellRunner single = new(
            Single, session, Session.ImportModule, limit => $"Get-ClassifyJob -ThrottleLimit {limit} -NoGrouping");
        HttpClientRunner floor = new(isGrouped: false);
        HttpClientRunner groupedFloor = new(isGrouped: true);
        int rounds = plan.Rounds;
        foreach (int limit in (int[])[1, 8, 16])
        {
            yield return new Scenario(grouped, limit, plan.Ids, rounds);
        }

        foreach (Runner runner in (Runner[])[grouped, groupedFloor])
        {
            yield return new Scenario(runner, 8, plan.ManyIds, rounds);
            yield return new Scenario(runner, 16, plan.ManyIds, rounds);
        }

        foreach (Runner runner in (Runner[])[single, floor])
        {
            yield return new Scenario(runner, 1, plan.SequentialIds, 1);
            yield return new Scenario(runner, 8, plan.Ids, int.Min(rounds, 2));
            yield return new Scenario(runner, 16, plan.Ids, int.Min(rounds, 2));
            yield return new Scenario(runner, 16, plan.ManyIds, 1);
        }

        yield return new Scenario(
            new PowerShellRunner("`Invoke-RestMethod`", session, string.Empty, _ => $"ForEach-Object {{ {s_restMethod} }}"),
            1,
            plan.SequentialIds,
            1);
        yield return new Scenario(
            new PowerShellRunner(
                Parallel, session, string.Empty, limit => $"ForEach-Object -ThrottleLimit {limit} -Parallel {{ {s_restMethod} }}"),
            8,
            plan.Ids,
            2);

        if (npm.Script is not null)
        {
            yield return new Scenario(new NpmRunner(npm), 8, plan.Ids, 2);
        }
    }
}
