using System.Collections.Generic;
using System.Linq;
using System.Text.RegularExpressions;

namespace LlamaCloud.Demo;

/// <summary>One command of the demo, and how to tell that it worked.</summary>
/// <param name="Title">What it shows.</param>
/// <param name="Command">What a user types.</param>
/// <param name="Shown">Patterns that what it prints must have.</param>
/// <param name="NotShown">Patterns that it must not have.</param>
internal sealed record DemoStep(string Title, string Command, string[] Shown, params string[] NotShown)
{
    // Below out/, which is the build's.
    public const string SortedFolder = "./out/sorted";
    public const string MarkdownFolder = "./out/md";

    private const string Inbox =
        "Get-ChildItem ./src/LlamaCloud.Demo/inbox | Start-ClassifyJob -Rule (Import-Csv ./src/LlamaCloud.Demo/rules.csv)";

    private const string Batch = "Import-Csv ./src/LlamaCloud.Demo/jobs.csv | Get-ClassifyJob";

    /// <summary>The main job of the module.</summary>
    public static IReadOnlyList<DemoStep> All { get; } =
    [
        new("One job by its id",
            "Get-ClassifyJob -JobId clj-11111111-1111-4111-8111-111111111111",
            ["clj-11111111-.* COMPLETED +invoice +98.7 ?%"]),
        new("A batch from a CSV file; one of its ids does not exist, and the others go on",
            Batch,
            ["clj-11111111-", "clj-22222222-", "clj-33333333-", "clj-44444444-", "'clj-00000000-.*' was\\W+not\\W+found"]),
        new("Everything about one job",
            "Get-ClassifyJob -JobId clj-33333333-3333-4333-8333-333333333333 | Format-List",
            ["Reasoning +: Terms, conditions", "Configuration +: invoice: ", "ConfigurationId +: cfg-"]),
        new("Only what the service is sure of",
            Batch + " -ErrorAction SilentlyContinue | Where-Object Confidence -gt .9",
            ["clj-11111111-", "clj-33333333-"],
            "clj-22222222-", "clj-44444444-", "not found"),
        new("From a folder of documents to a result per document",
            Inbox + " | Wait-ClassifyJob | Select-Object FileName, Type, Confidence",
            [
                "2026-0142.pdf +invoice +0", "consulting.pdf +contract +0", "lunch.pdf +receipt +0", "taxi.txt +receipt +0",
                "lease.txt +contract +0", "holiday.txt",
            ],
            "holiday.txt +(invoice|receipt|contract)"),
        new("And each document into the folder of its type",
            Inbox + """
             -Wait | ForEach-Object {
                $folder = New-Item -ItemType Directory -Force -Path "$SORTED/$(if ($_.Type) { $_.Type } else { 'other' })"
                Copy-Item -LiteralPath $_.SourcePath -Destination $folder -PassThru
            } | Select-Object @{ Name = 'Folder'; Expression = { $_.Directory.Name } }, Name | Sort-Object Folder, Name
            """.Replace("$SORTED", SortedFolder, System.StringComparison.Ordinal),
            [
                "contract +consulting.pdf", "contract +lease.txt", "invoice +2026-0142.pdf", "other +holiday.txt", "receipt +lunch.pdf",
                "receipt +taxi.txt",
            ]),
        new("What the documents say, at a glance",
            "Get-ChildItem ./src/LlamaCloud.Demo/inbox | Start-ParseJob -Wait | Receive-ParseJob | Sort-Object FileName",
            ["FileName +Pages +Failed +Length +FirstLine", "lease.txt +1 +201 # LEASE", "taxi.txt +1 "]),
        new("And as Markdown on the disk; run again, it uploads and parses only what has changed",
            $"Get-ChildItem ./src/LlamaCloud.Demo/inbox | Start-ParseJob -Destination {MarkdownFolder} -SkipExisting -Wait | "
                + "Save-ParseJob -PassThru | Select-Object Name | Sort-Object Name",
            ["2026-0142.md", "consulting.md", "holiday.md", "lease.md", "lunch.md", "taxi.md"]),
    ];

    /// <summary>What is missing in, or should not be in, what the command printed.</summary>
    public IEnumerable<string> Problems(string printed) =>
        Shown.Where(pattern => !Regex.IsMatch(printed, pattern)).Select(pattern => "not shown: " + pattern)
            .Concat(NotShown.Where(pattern => Regex.IsMatch(printed, pattern)).Select(pattern => "shown: " + pattern));
}
