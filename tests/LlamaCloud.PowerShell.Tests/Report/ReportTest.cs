using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Net;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using System.Threading.Tasks;
using LlamaCloud.Emulator.Classify;

namespace LlamaCloud.PowerShell.Tests.Report;

/// <summary>A test that exports a report into its folder, which is the current location, and reads it.</summary>
public abstract partial class ReportTest : ModuleTest
{
    /// <summary>The report that a test writes.</summary>
    protected string Report => Path.Combine(Folder, "report.html");

    protected string Html => File.ReadAllText(Report);

    /// <summary>The texts in the cells of each row of a table, by the place of the table in the page.</summary>
    protected string[][] Table(int number) =>
        [.. RowPattern().Matches(Html.Split("<tbody>")[number + 1].Split("</tbody>")[0]).Select(row => CellPattern().Matches(row.Value).Select(Text).ToArray())];

    /// <summary>The rows of jobs, records and values, each by the names of the columns.</summary>
    protected ReportLine[] Lines()
    {
        string[][] rows = Table(Regex.Count(Html, "<tbody>") - 1);
        return [.. rows.Select(cells => new ReportLine(cells[0], cells[1], cells[2], cells[3], cells[4], cells[5], cells[6], cells[7], cells[8]))];
    }

    /// <summary>The counts at the head of the page.</summary>
    protected Dictionary<string, string> Totals() =>
        Regex.Matches(Html, "<div><dt>(.*?)</dt><dd.*?>(.*?)</dd></div>").ToDictionary(one => one.Groups[1].Value, one => one.Groups[2].Value);

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        Engine.Run($"$null = $ExecutionContext.SessionState.Path.SetLocation('{Folder}')").OrThrow();
        Engine.Run("function global:Clone($it) { [Management.Automation.PSSerializer]::Deserialize([Management.Automation.PSSerializer]::Serialize($it)) }").OrThrow();
    }

    /// <summary>Gives the service a completed job whose document, type and reasoning are a text, and an id that is a number.</summary>
    protected void PutJob(int number, string text, double confidence = 0.5)
    {
        LeaveDescription();
        JsonObject job = SeedJobs.Completed(SeedJobs.NumberedId(number), 1, text, confidence, text);
        job["file_input"] = text;
        Emulator.Jobs.Put(job);
    }

    private static string Text(Match cell) => WebUtility.HtmlDecode(Regex.Replace(cell.Groups[1].Value, "</?bdi>|<svg.*?</svg>", string.Empty));

    [GeneratedRegex("<tr.*?</tr>", RegexOptions.Singleline)]
    private static partial Regex RowPattern();

    [GeneratedRegex("<t[dh][^>]*>(.*?)</t[dh]>", RegexOptions.Singleline)]
    private static partial Regex CellPattern();
}

/// <summary>What a row of a report shows.</summary>
public sealed record ReportLine(string Outcome, string File, string What, string Status, string Found, string Confidence, string Pages, string Why, string Job);
