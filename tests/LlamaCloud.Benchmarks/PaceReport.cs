using System.Collections.Generic;
using System.Linq;
using System.Text;

namespace LlamaCloud.Benchmarks;

/// <summary>The part of the page about what the time of the service decides.</summary>
internal static class PaceReport
{
    public static IEnumerable<Goal> Goals(Results results)
    {
        if (results.Pace is not PaceResult pace)
        {
            yield break;
        }

        Plan plan = results.Plan;
        foreach (WaitResult wait in pace.Waits)
        {
            string what = $"Waiting for jobs of {plan.WaitSeconds} s, {wait.Name}";
            // With fewer jobs in the quick plan the limit is that of the full one.
            yield return new($"{what}: requests", 120, wait.Requests, "0");
            yield return new($"{what}: seconds from an end until it is seen, in the median", 2, wait.Median);
        }

        foreach (LimitResult limit in pace.Limits)
        {
            yield return new(
                $"{plan.LimitedDocuments} documents uploaded and started, {Name(limit)}: time, in units of what the limits allow",
                1.1,
                limit.Seconds / PaceRuns.FloorOf(plan.LimitedDocuments));
        }
    }

    public static void Write(StringBuilder page, Results results)
    {
        if (results.Pace is not PaceResult pace)
        {
            return;
        }

        Plan plan = results.Plan;
        Report.Line(page, $"""

            ## Waiting for jobs

            Jobs run for {plan.WaitSeconds} s. A look at 100 jobs is one request. How late an end is seen is counted from the end at the service until the
            job has come out.

            """);
        Report.Table(page, ["Jobs", "Requests", "In the median", "The last"], pace.Waits.Select(wait => (string[])
            [wait.Name, Report.Number(wait.Requests, "0"), Report.Number(wait.Median, "0.00 s"), Report.Number(wait.Last, "0.00 s")]));
        Report.Line(page, $"""

            ## At the limits of the service

            `Start-ClassifyJob` with {plan.LimitedDocuments} documents, and a service that takes what it publishes: 50 uploads in 5 s and 40 jobs made in a second. The
            limits allow the first 50 uploads at once and the rest in {PaceRuns.FloorOf(plan.LimitedDocuments):0} s. Each document is uploaded once and started once.

            """);
        Report.Table(page, ["A 429", "Requests refused", "Time", "Against the limits"], pace.Limits.Select(limit => (string[])
        [
            Name(limit),
            Report.Number(limit.Refused, "0"),
            Report.Number(limit.Seconds, "0.0 s"),
            Report.Number(limit.Seconds / PaceRuns.FloorOf(plan.LimitedDocuments), "0.00"),
        ]));
    }

    private static string Name(LimitResult limit) => limit.SaysWhen ? "with `Retry-After`" : "without `Retry-After`";
}
