using System.Linq;
using System.Text;
using LlamaCloud.Benchmarks.Runners;

namespace LlamaCloud.Benchmarks;

/// <summary>The part of the page about documents that become Markdown.</summary>
internal static class ParseReport
{
    public static void Write(StringBuilder page, Results results)
    {
        Plan plan = results.Plan;
        Report.Line(page, $"""

            ## From documents to Markdown on the disk

            {plan.Documents} documents of {plan.Pages} pages of {plan.PageLength} characters each are uploaded and parsed, and their Markdown is saved. The service answers uploads,
            creates and results after {plan.Delay.TotalMilliseconds} ms each, and works on a job for no time at all: none has to be looked at, and every client sends three
            requests for each document. Two commands of a pipeline have requests in flight each, and of the three requests the first has two: with 4 it
            cannot take less than 2/4 of a request's time for each document, where the loop with 8 takes 3/8. So the least for 4 + 4 is
            {ParseRuns.Share(ParseRuns.InFlight / 2):0.00} times the loop, and for 8 + 8 {ParseRuns.Share(ParseRuns.InFlight):0.00} times. Time as above. What is read and written is the same, but the module also retries, keeps the order, tells of pages
            that failed, and never leaves half a file.

            """);
        double? loop = results.Parsing.FirstOrDefault(one => one.Way.Name == ParseRuns.Loop)?.Seconds;
        Report.Table(page, [
            "Client", "In flight", "Documents", "Requests", "Time", "Against the loop",
        ], results.Parsing.Select(one => (string[])
        [
            one.Way.Name,
            one.Way.InFlight,
            Report.Number(plan.Documents, "#,0"),
            Report.Number(one.Requests, "#,0"),
            Report.Number(one.Seconds, "0.000 s"),
            Report.Number(one.Seconds / loop, "0.000"),
        ]));
        Missing(page, results);
        Report.Line(page, $"""

            The requests of `Start-ParseJob -Wait | Save-ParseJob` for {plan.ManyDocuments:#,0} documents whose jobs run for {ParseRuns.JobSeconds} s:

            """);
        Report.Table(page, ["For", "Requests"], results.Requests.Select(one => (string[])[one.For, Report.Number(one.Count, "#,0")]));
        Report.Line(page, $"""

            ## Memory for one document of {plan.BigPages:#,0} pages

            Its Markdown has {plan.BigPages * (double)plan.BigPageLength / 1e6:0} MB. Memory is the peak of the process, and how much that is above its peak with a document of one page.

            """);
        Report.Table(page, ["Client", "Peak", "Above one page"], results.Memory.Select(one => (string[])
            [one.Name, Report.Number(one.Big / 1e6, "0 MB"), Report.Number(one.Grown / 1e6, "+0.0 MB;-0.0 MB")]));
        Missing(page, results);
    }

    private static void Missing(StringBuilder page, Results results)
    {
        if (results.Npm.ParseScript is null)
        {
            Report.Line(page, $"\nThe npm package `{NpmPackage.Name}` was {results.Npm.Description}.");
        }
    }
}
