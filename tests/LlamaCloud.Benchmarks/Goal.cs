using System.Collections.Generic;
using System.Globalization;
using System.Linq;

namespace LlamaCloud.Benchmarks;

/// <summary>Something to reach.</summary>
/// <param name="Text">What.</param>
/// <param name="Limit">The most that it may be.</param>
/// <param name="Measured">What it is; null when it could not be measured.</param>
/// <param name="Format">How both are written.</param>
internal sealed record Goal(string Text, double Limit, double? Measured, string Format = "0.00")
{
    /// <summary>1 is just reached, less is better.</summary>
    public double? Ratio => Measured / Limit;

    public string Verdict => Measured is not double measured ? "not measured" : measured <= Limit ? "met" : "**not met**";

    /// <summary>All of them. The names say the sizes of the full plan; a quick one has smaller ones.</summary>
    public static IEnumerable<Goal> Of(Results results)
    {
        Plan plan = results.Plan;
        string ids = Count(plan.Ids), many = Count(plan.ManyIds);
        Scenario grouped = results.Find(ScenarioRuns.Grouped, 8, plan.Ids)!;
        Scenario groupedMany = results.Find(ScenarioRuns.Grouped, 8, plan.ManyIds)!;
        Scenario? parallel = results.Find(ScenarioRuns.Parallel, 8, plan.Ids);

        yield return new($"{ids} ids: requests", 12, grouped.Requests, "0");
        yield return new(
            $"{ids} ids: time, in units of `ForEach-Object -Parallel -ThrottleLimit 8`",
            1 / 20.0,
            grouped.Seconds / parallel?.Seconds,
            "0.000");
        foreach (Scenario single in results.Scenarios)
        {
            if (single.Runner.Name == ScenarioRuns.Single)
            {
                yield return new(
                    $"{Count(single.Ids)} ids without grouping, {single.Concurrency} in flight: time, in units of the hand-written loop",
                    1.15,
                    results.TimesFloor(single));
            }
        }

        yield return new($"{many} ids: time, in units of {ids} ids", 11, groupedMany.Seconds / grouped.Seconds, "0.0");
        yield return new(
            $"{many} ids: peak memory above that of {plan.BaseIds} ids, MB", 30, results.PeakAboveBase(groupedMany) / 1e6, "0.0");
        foreach (Goal goal in ManyIdsReport.Goals(results))
        {
            yield return goal;
        }

        yield return new($"Waiting for {WaitRun.Jobs} jobs that take {WaitRun.Seconds} s: requests", 10, results.Wait?.Requests, "0");
        double loop = results.Parsing.Single(one => one.Way.Name == ParseRuns.Loop).Seconds;
        foreach (ParseScenario module in results.Parsing.Where(one => one.Way.Name == ParseRuns.Module))
        {
            yield return new(
                $"{plan.Documents} documents to Markdown on the disk, {module.Way.InFlight} in flight: time, in units of the least that "
                    + "takes by the hand-written loop",
                1.1,
                module.Seconds / (loop * ParseRuns.Share(module.Way.Limit)));
        }

        foreach (ParseMemory memory in results.Memory.Where(one => one.Name is ParseRuns.Module or ParseRuns.Paged))
        {
            yield return new(
                $"A document of {Count(plan.BigPages)} pages, {memory.Name}: peak memory above that of one page, MB",
                50,
                memory.Grown / 1e6,
                "0.0");
        }

        yield return new(
            $"{Count(plan.ManyDocuments)} documents: requests for looks and results, for each document",
            1.1,
            results.Requests.Where(
                one =>
                    one.For is ParseRuns.Looks or ParseRuns.Answers or ParseRuns.Others).Sum(one => one.Count) / (double)plan.ManyDocuments,
            "0.000");
        foreach (Goal goal in PaceReport.Goals(results))
        {
            yield return goal;
        }

        yield return new("Import: time, in units of an empty module of the same shape", 1.3, results.Import.Module / results.Import.Empty);
    }

    private static string Count(int number) => number.ToString("#,0", CultureInfo.InvariantCulture);
}
