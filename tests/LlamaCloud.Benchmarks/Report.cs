using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text;

namespace LlamaCloud.Benchmarks;

/// <summary>The page with what was measured.</summary>
internal static class Report
{
    public static string Write(Results results)
    {
        Plan plan = results.Plan;
        StringBuilder page = new();
        Line(page, $"""
            # Performance

            Written by `dotnet run -c Release --project tests/LlamaCloud.Benchmarks`; do not edit.

            - Date: {DateTime.UtcNow:yyyy-MM-dd}
            - Machine: {Machine.Description}
            - Versions: module {results.Session.Module}, PowerShell {results.Session.PowerShell} on .NET {results.Session.Runtime}, hand-written loop on .NET {Environment.Version}
            - npm package: {results.Npm.Description}
            - Service: the emulator in a process of its own on the same machine, {plan.Delay.TotalMilliseconds} ms before each answer

            ## Goals

            "Of the limit" is measured / to reach: 1 is just reached, less is better.

            """);
        Table(page, ["Goal", "To reach, at most", "Measured", "Of the limit", ""], Goal.Of(results).Select(GoalRow));

        Line(page, $"""

            ## Reading jobs by their ids

            Time is that of the work alone, measured inside a fresh process after a warm-up call for two ids, the best of up to {plan.Rounds}
            rounds in which all clients take turns. "Against the loop" is the time for each id in units of the hand-written loop with as
            many requests in flight, and with as many ids to a request. Memory is the peak of the process above its peak with {plan.BaseIds} ids, of each the lowest of the rounds;
            requests are the most of the rounds. One request after another is
            measured with {plan.SequentialIds} ids, because it only repeats itself.

            """);
        Table(
            page,
            ["Client", "In flight", "Ids", "Requests", "Time", "Against the loop", "Memory", "Allocated per job"],
            results.Scenarios.Select(one => Row(results, one)));
        if (results.Npm.Script is null)
        {
            Line(page, $"\nThe npm package was {results.Npm.Description}.");
        }

        ManyIdsReport.Write(page, results);
        ParseReport.Write(page, results);
        PaceReport.Write(page, results);
        ImportResult import = results.Import;
        Line(page, $"""

            ## The first commands of a session

            The best of {plan.ImportRounds} fresh processes each, which take turns. A call reads one job, {plan.Delay.TotalMilliseconds} ms of the service included.

            """);
        Table(page, ["", "Import", "First call", "Second call"],
        [
            [
                "LlamaCloud, views included; `Get-ClassifyJob`",
                Milliseconds(import.Module),
                Milliseconds(import.FirstCall),
                Milliseconds(import.SecondCall),
            ],
            [
                "An empty module, psd1 to psm1 to dll; `Invoke-RestMethod`",
                Milliseconds(import.Empty),
                Milliseconds(import.FirstRestMethod),
                Milliseconds(import.SecondRestMethod),
            ],
            .. import.Without.Select(part => (string[])[part.Name, Milliseconds(part.Milliseconds), "-", "-"]),
        ]);
        return page.ToString();
    }

    private static string[] GoalRow(Goal goal) =>
        [goal.Text, Number(goal.Limit, goal.Format), Number(goal.Measured, goal.Format), Number(goal.Ratio, "0.00"), goal.Verdict];

    private static string[] Row(Results results, Scenario one) =>
    [
        one.Runner.Name,
        Number(one.Concurrency, "0"),
        Number(one.Ids, "#,0"),
        Number(one.Requests, "#,0"),
        Number(one.Seconds, "0.000 s"),
        Number(results.TimesFloor(one), "0.000"),
        Number(results.PeakAboveBase(one) / 1e6, "+0.0 MB;-0.0 MB"),
        Number(one.BytesPerJob / 1e3, "0.0 kB"),
    ];

    internal static void Table(StringBuilder page, string[] heads, IEnumerable<string[]> rows)
    {
        Line(page, $"| {string.Join(" | ", heads)} |");
        // What comes after the first column is numbers.
        Line(page, $"|---|{string.Concat(heads.Skip(1).Select(_ => "---:|"))}");
        foreach (string[] row in rows)
        {
            Line(page, $"| {string.Join(" | ", row)} |");
        }
    }

    private static string Milliseconds(double? value) => Number(value, "0.0 ms");

    internal static string Number(double? value, string format) => value?.ToString(format, CultureInfo.InvariantCulture) ?? "-";

    // The same line ends on every system, as the repository keeps them.
    internal static void Line(StringBuilder page, FormattableString text) =>
        page.Append(text.ToString(CultureInfo.InvariantCulture).ReplaceLineEndings("\n")).Append('\n');
}
