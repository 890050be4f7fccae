using System.Collections.Generic;
using System.Text;

namespace LlamaCloud.Benchmarks;

/// <summary>The part of the page about very many ids, and what is to be reached for reading.</summary>
internal static class ManyIdsReport
{
    /// <summary>What is to be reached for reading jobs by their ids, beside the numbers of requests.</summary>
    public static IEnumerable<Goal> Goals(Results results)
    {
        Plan plan = results.Plan;
        string many = $"{Report.Number(plan.ManyIds, "#,0")} ids", most = $"{Report.Number(plan.MostIds, "#,0")} ids in one pipeline";
        Scenario grouped = results.Find(ScenarioRuns.Grouped, 8, plan.ManyIds)!;
        yield return new($"{many}: time, in units of a hand-written loop with 100 ids to a request", 1.3, results.TimesFloor(grouped));
        yield return new($"{many}: allocated for each job, kB", 8, grouped.BytesPerJob / 1e3, "0.0");
        yield return new($"{most}: processor time, s", 40, results.Many?.Cpu, "0.0");
        yield return new(
            $"{most}: peak memory above that of {Report.Number(plan.FewIds, "#,0")} ids, MB", 60, results.Many?.PeakGrown / 1e6, "0.0");
        yield return new($"{most}: allocated for each job, kB", 8, results.Many?.BytesPerJob / 1e3, "0.0");
        yield return new(
            "The first `Get-ClassifyJob` of a session: time, in units of the first `Invoke-RestMethod`",
            1,
            results.Import.FirstCall / results.Import.FirstRestMethod);
    }

    public static void Write(StringBuilder page, Results results)
    {
        if (results.Many is not ManyIdsResult many)
        {
            return;
        }

        Plan plan = results.Plan;
        Report.Line(page, $"""

            ## {plan.MostIds:#,0} ids in one pipeline

            `[System.IO.File]::ReadLines($file) | Get-ClassifyJob -ThrottleLimit {ManyIdsRun.InFlight} | ForEach-Object` over a file with the ids of {plan.ManyIds:#,0} jobs again and again,
            in {many.Seconds:0.0} s. The second line is the same pipeline with a command that takes the same parameters from the pipeline and only hands
            the ids on: what the engine of PowerShell itself takes for each record, and no command can do without.

            """);
        Report.Table(page, ["Command", "Processor time", "Allocated per job", "Memory"],
        [
            ["`Get-ClassifyJob`", Time(many.Cpu), Size(many.BytesPerJob), Report.Number(many.PeakGrown / 1e6, "+0.0 MB;-0.0 MB")],
            ["A command that hands on", Time(many.EngineCpu), Size(many.EngineBytes), "-"],
        ]);
    }

    private static string Time(double? seconds) => Report.Number(seconds, "0.0 s");

    private static string Size(double? bytes) => Report.Number(bytes / 1e3, "0.0 kB");
}
