using System.Collections.Generic;
using System.IO;
using System.Linq;
using LlamaCloud.Emulator.Classify;

namespace LlamaCloud.PowerShell.Tests.Help;

/// <summary>The files that examples speak of.</summary>
internal static class ExampleFiles
{
    /// <summary>Puts them into a folder, and answers it.</summary>
    public static string CreateIn(string folder)
    {
        if (!Directory.Exists(folder))
        {
            string demo = Path.Combine(Places.Repository, "src", "LlamaCloud.Demo");
            string inbox = Directory.CreateDirectory(Path.Combine(folder, "inbox")).FullName;
            foreach (string document in Directory.GetFiles(Path.Combine(demo, "inbox")))
            {
                File.Copy(document, Path.Combine(inbox, Path.GetFileName(document)));
            }

            File.Copy(Path.Combine(demo, "jobs.csv"), Path.Combine(folder, "jobs.csv"));
            File.Copy(Path.Combine(demo, "rules.csv"), Path.Combine(folder, "rules.csv"));
            File.WriteAllLines(
                Path.Combine(folder, "documents.csv"),
                ["Path,TransactionId", "./inbox/2026-0142.pdf,ledger-17", "./inbox/taxi.txt,ledger-18", "./inbox/parking.pdf,ledger-19"]);
            File.WriteAllLines(
                Path.Combine(folder, "night.csv"),
                ["Path,TransactionId", "./inbox/2026-0142.pdf,night-1", "./inbox/lease.txt,night-2", "./inbox/taxi.txt,night-3"]);
            File.WriteAllLines(Path.Combine(folder, "ids.txt"), [SeedJobs.Invoice, SeedJobs.Receipt]);
            File.WriteAllText(Path.Combine(folder, "report.pdf"), "%PDF-1.4 A report.");
            File.WriteAllText(Path.Combine(folder, "post.pdf"), Pdf(Post()));
        }

        return folder;
    }

    // A scanned post of 40 pages: invoices, contracts, and what is neither.
    private static IEnumerable<string[]> Post() =>
    [
        ["INVOICE", "Invoice number: 2026-0201", "Line items: 40 boxes of paper", "Total amount: 318.00 EUR"],
        ["Line items of the invoice, continued"],
        ["CONTRACT", "Tenant: Ada Lovelace", "Monthly rent: 940.00 EUR", "Terms, conditions, signatures"],
        .. Enumerable.Repeat<string[]>(["Terms and conditions of the contract"], 11),
        ["Merchant: City Cabs", "Paid by card: 31.50 EUR"],
        ["CONTRACT", "Tenant: Charles Babbage", "Monthly rent: 1120.00 EUR"],
        .. Enumerable.Repeat<string[]>(["Terms and conditions of the contract"], 14),
        ["INVOICE", "Invoice number: 2026-0202", "Line items: 7 lamps", "Total amount: 74.90 EUR"],
        .. Enumerable.Repeat<string[]>(["Further line items of the invoice"], 2),
        .. Enumerable.Repeat<string[]>(["Happy holidays to all of you"], 7),
    ];

    // As much of a PDF as the emulator reads: what each page shows.
    private static string Pdf(IEnumerable<string[]> pages) =>
        "%PDF-1.4\n" + string.Concat(pages.Select(lines => $"stream\nBT {string.Join(' ', lines.Select(line => $"({line}) Tj"))} ET\nendstream\n")) + "%%EOF\n";
}
