using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text;

namespace LlamaCloud.PowerShell.Report;

/// <summary>The page: HTML that needs nothing from anywhere, and that a browser lets do nothing but sort and filter.</summary>
/// <param name="text">Makes texts harmless.</param>
/// <param name="title">The title.</param>
/// <param name="below">The confidence below which a person should look.</param>
internal sealed class ReportPage(ReportText text, string title, double below)
{
    private static readonly UTF8Encoding s_utf8 = new(encoderShouldEmitUTF8Identifier: false);

    /// <summary>A row of its table.</summary>
    public string Row(ReportRow row) =>
        $"<tr class=\"{Class(row.Outcome)}\"><td>{Word(row.Outcome)}</td><th scope=\"row\">{Isolated(row.FileName)}</th>"
        + $"<td>{text.Of(row.Kind)}</td><td>{text.Of(row.Status)}</td><td>{Isolated(row.Found)}</td>"
        + $"<td class=\"number\">{text.Of(row.Confidence)}</td><td>{text.Of(row.Pages)}</td><td>{Isolated(row.Reason)}</td>"
        + $"<td class=\"id\">{text.Of(row.JobId)}</td></tr>\n";

    /// <summary>Writes the page.</summary>
    /// <param name="stream">Where to.</param>
    /// <param name="totals">The counts of the rows.</param>
    /// <param name="rows">The rows.</param>
    public void Write(Stream stream, ReportTotals totals, ReportRows rows)
    {
        using StreamWriter page = new(stream, s_utf8, 4096, leaveOpen: true) { NewLine = "\n" };
        WriteHead(page);
        WriteTotals(page, totals);
        WriteGroups(page, totals);
        WriteTableHead(page, totals);
        page.Flush();
        rows.CopyTo(stream);
        page.Write($"</tbody>\n</table>\n</main>\n<script>{ReportAsset.Script.Text}</script>\n</body>\n</html>\n");
    }

    private void WriteHead(StreamWriter page)
    {
        string shown = text.Of(title);
        // The policy comes before everything that it is about.
        page.Write("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n");
        string policy = $"default-src 'none'; style-src {ReportAsset.Style.Hash}; script-src {ReportAsset.Script.Hash}; "
            + "base-uri 'none'; form-action 'none'";
        page.Write($"<meta http-equiv=\"Content-Security-Policy\" content=\"{policy}\">\n");
        page.Write("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n");
        page.Write("<meta name=\"referrer\" content=\"no-referrer\">\n<meta name=\"robots\" content=\"noindex\">\n");
        page.Write($"<title>{shown}</title>\n<style>{ReportAsset.Style.Text}</style>\n</head>\n");
        page.Write($"<body>\n<main>\n<h1><bdi>{shown}</bdi></h1>\n");
        DateTimeOffset now = DateTimeOffset.Now;
        string version = typeof(ReportPage).Assembly.GetName().Version!.ToString(3);
        page.Write(FormattableString.Invariant(
            $"<p class=\"quiet\">Made <time datetime=\"{now:yyyy-MM-dd'T'HH:mm:sszzz}\">{now:yyyy-MM-dd HH:mm zzz}</time> "));
        page.Write(FormattableString.Invariant(
            $"by LlamaCloud for PowerShell {version}. To check: a confidence below {below:0.####}, or pages that failed.</p>\n"));
    }

    private static void WriteTotals(StreamWriter page, ReportTotals totals)
    {
        page.Write($"<dl class=\"totals\">\n<div><dt>rows</dt><dd>{Number(totals.All)}</dd></div>\n");
        foreach (ReportOutcome outcome in ReportTotals.Outcomes)
        {
            long count = totals.Of(outcome);
            string look = count > 0 ? $" class=\"{Class(outcome)}\"" : string.Empty;
            page.Write($"<div><dt>{Word(outcome)}</dt><dd{look}>{Number(count)}</dd></div>\n");
        }

        page.Write("</dl>\n");
    }

    private void WriteGroups(StreamWriter page, ReportTotals totals)
    {
        page.Write("<div class=\"sums\">\n");
        WriteGroups(page, "By status", "Status", totals.Statuses);
        WriteGroups(page, "By type", "Type", totals.Types);
        page.Write("</div>\n");
    }

    private void WriteGroups(StreamWriter page, string title, string column, IReadOnlyList<ReportTotals.Group> groups)
    {
        if (groups.Count == 0)
        {
            return;
        }

        long most = groups.Max(group => group.Count);
        page.Write($"<section>\n<h2>{title}</h2>\n<table>\n");
        page.Write($"<caption>How many there are of each {column.ToLowerInvariant()}, and how many of them are to be checked</caption>\n");
        page.Write($"<thead><tr>{Head("What")}{Head(column)}{Head("Count", "number")}{Head("To check", "number")}");
        page.Write($"{Head("Bar", "share")}</tr></thead>\n<tbody>\n");
        foreach (ReportTotals.Group group in groups)
        {
            // Attributes of a drawing, since the policy lets no element have a style of its own; and a printer leaves no drawing out.
            string width = (100.0 * group.Count / most).ToString("0.##", CultureInfo.InvariantCulture);
            page.Write($"<tr><td>{text.Of(group.Kind)}</td><th scope=\"row\">{Isolated(group.Name)}</th>");
            page.Write($"<td class=\"number\">{Number(group.Count)}</td><td class=\"number\">{Number(group.ToCheck)}</td>");
            page.Write("<td class=\"share\"><svg aria-hidden=\"true\" focusable=\"false\">");
            page.Write($"<rect class=\"rail\" width=\"100%\" height=\"100%\"/><rect width=\"{width}%\" height=\"100%\"/>");
            page.Write("</svg></td></tr>\n");
        }

        page.Write("</tbody>\n</table>\n</section>\n");
    }

    private static void WriteTableHead(StreamWriter page, ReportTotals totals)
    {
        page.Write("<h2>Rows</h2>\n");
        page.Write("<form id=\"filter\" hidden>\n");
        page.Write("<label>Words <input type=\"search\" autocomplete=\"off\" spellcheck=\"false\"></label>\n");
        page.Write($"{Choice("Outcome", 0)}{Choice("What", 2)}{Choice("Status", 3)}<button type=\"reset\">Show all</button>\n</form>\n");
        page.Write($"<p id=\"shown\" class=\"quiet\" role=\"status\">{(totals.All == 0 ? "Nothing came." : string.Empty)}</p>\n");
        page.Write("<table id=\"items\">\n");
        page.Write("<caption>First what failed, then what is to be checked, the least certain first, then the rest</caption>\n");
        page.Write($"<thead><tr>{Head("Outcome")}{Head("File")}{Head("What")}{Head("Status")}{Head("Found")}");
        page.Write($"{Head("Confidence", "number")}{Head("Pages")}{Head("Why")}{Head("Job")}</tr></thead>\n<tbody>\n");
    }

    private static string Head(string name, string? look = null) =>
        $"<th scope=\"col\"{(look is null ? string.Empty : $" class=\"{look}\"")}>{name}</th>";

    // The script adds what there is to choose from.
    private static string Choice(string name, int column) =>
        $"<label>{name} <select data-column=\"{column}\"><option value=\"\">all</option></select></label>\n";

    // A name in a script that is read from the right turns nothing around it.
    private string Isolated(string? value) => text.Of(value) is { Length: > 0 } shown ? $"<bdi>{shown}</bdi>" : string.Empty;

    private static string Number(long count) => count.ToString("N0", CultureInfo.InvariantCulture);

    private static string Class(ReportOutcome outcome) =>
        outcome == ReportOutcome.NotEnded ? "running" : outcome.ToString().ToLowerInvariant();

    private static string Word(ReportOutcome outcome) => outcome switch
    {
        ReportOutcome.Check => "to check",
        ReportOutcome.NotEnded => "not ended",
        _ => outcome.ToString().ToLowerInvariant(),
    };
}
