using System.Collections.Generic;
using System.Linq;
using System.Text.RegularExpressions;

namespace LlamaCloud.Demo;

/// <summary>One command of the demo, and how to tell that it worked.</summary>
/// <param name="Title">What it shows.</param>
/// <param name="Cost">What it costs.</param>
/// <param name="Command">What a user types.</param>
/// <param name="Shown">Patterns that what it prints must have.</param>
/// <param name="NotShown">Patterns that it must not have.</param>
internal sealed record DemoStep(string Title, DemoCost Cost, string Command, string[] Shown, params string[] NotShown)
{
    private const string Batch = "Import-Csv ./jobs.csv | Get-ClassifyJob";

    /// <summary>The whole story: parse, extract, classify, split, and jobs that are there already.</summary>
    public static IReadOnlyList<DemoStep> All { get; } =
    [
        new("A folder of documents becomes Markdown",
            new(DemoWork.Parse, "./inbox/*"),
            """
            Get-ChildItem ./inbox | Start-ParseJob -Destination ./md -SkipExisting -Wait |
                Save-ParseJob -PassThru | Select-Object Name | Sort-Object Name
            """,
            ["2026-0142.md", "consulting.md", "holiday.md", "lease.md", "lunch.md", "taxi.md"]),
        new("Run again, it sends only what has changed: here nothing",
            DemoCost.Nothing,
            "@(Get-ChildItem ./inbox | Start-ParseJob -Destination ./md -SkipExisting).Count",
            ["(?m)^0\\s*$"]),
        new("Documents become records with the fields that you name",
            new(DemoWork.Extract, "./inbox/*-*.pdf"),
            """
            $schema = [ordered]@{ InvoiceNumber = 'as printed'; TotalAmount = [decimal] }
            Get-ChildItem ./inbox -Filter *-*.pdf | Start-ExtractJob -Schema $schema -Wait |
                Receive-ExtractJob -RecordOnly
            """,
            ["2026-0142 +135.00"]),
        new("Documents get a type, by rules in plain words",
            new(DemoWork.Classify),
            """
            $rules = Import-Csv ./rules.csv
            Get-ChildItem ./inbox | Start-ClassifyJob -Rule $rules -Wait |
                Select-Object FileName, Type, Confidence | Sort-Object FileName
            """,
            [
                "2026-0142.pdf +invoice +0", "consulting.pdf +contract +0", "lunch.pdf +receipt +0", "taxi.txt +receipt +0",
                "lease.txt +contract +0", "holiday.txt",
            ],
            "holiday.txt +(invoice|receipt|contract)"),
        new("And go into the folder of their type",
            new(DemoWork.Classify),
            """
            Get-ChildItem ./inbox | Start-ClassifyJob -Rule (Import-Csv ./rules.csv) -Wait | ForEach-Object {
                $type = if ($_.Type) { $_.Type } else { 'other' }
                $folder = New-Item -ItemType Directory -Force -Path "./sorted/$type"
                Copy-Item -LiteralPath $_.SourcePath -Destination $folder -PassThru
            } | Select-Object @{ Name = 'Folder'; Expression = { $_.Directory.Name } }, Name | Sort-Object Folder, Name
            """,
            [
                "contract +consulting.pdf", "contract +lease.txt", "invoice +2026-0142.pdf", "other +holiday.txt", "receipt +lunch.pdf",
                "receipt +taxi.txt",
            ]),
        new("A scanned post of 40 pages: which letters are in it?",
            new(DemoWork.Split),
            """
            $categories = [ordered]@{
                invoice  = 'an invoice number, line items and a total amount due'
                contract = 'a contract with terms and conditions and signatures'
            }
            Start-SplitJob ./post.pdf -Category $categories -Wait | Receive-SplitJob
            """,
            ["1 invoice +1-2 +high", "2 contract +3-14 +high", "4 contract +16-30", "5 invoice +31-33"]),
        new("And each invoice in it becomes a record: nothing is uploaded again, and only its pages are read",
            new(DemoWork.Extract, "./post.pdf", "invoice", DemoWork.Split),
            """
            $schema = [ordered]@{ InvoiceNumber = 'as printed'; TotalAmount = [decimal] }
            Start-SplitJob ./post.pdf -Category invoice, contract -Wait | Receive-SplitJob |
                Where-Object Category -eq invoice | Start-ExtractJob -Schema $schema -Wait |
                Receive-ExtractJob | Select-Object FileName, Segment, InvoiceNumber, TotalAmount | Sort-Object InvoiceNumber
            """,
            ["post.pdf invoice 1-2 +2026-0201 +318", "post.pdf invoice 31-33 +2026-0202 +74.90"]),
        new("Jobs that are there already: one by its id",
            DemoCost.Nothing,
            "Get-ClassifyJob clj-33333333-3333-4333-8333-333333333333 | Format-List",
            ["Reasoning +: Terms, conditions", "Configuration +: invoice: ", "ConfigurationId +: cfg-"]),
        new("Many from a CSV file, 100 to a request; one of these does not exist, and the others go on",
            DemoCost.Nothing,
            Batch,
            ["clj-11111111-", "clj-22222222-", "clj-33333333-", "clj-44444444-", "'clj-00000000-.*' was\\W+not\\W+found"]),
        new("Only what the service is sure of",
            DemoCost.Nothing,
            Batch + " -ErrorAction SilentlyContinue | Where-Object Confidence -gt .9",
            ["clj-11111111-", "clj-33333333-"],
            "clj-22222222-", "clj-44444444-", "not found"),
    ];

    /// <summary>What is missing in, or should not be in, what the command printed.</summary>
    public IEnumerable<string> Problems(string printed) =>
        Shown.Where(pattern => !Regex.IsMatch(printed, pattern)).Select(pattern => "not shown: " + pattern)
            .Concat(NotShown.Where(pattern => Regex.IsMatch(printed, pattern)).Select(pattern => "shown: " + pattern));
}
