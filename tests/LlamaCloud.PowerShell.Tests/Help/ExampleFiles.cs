using System.IO;
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
            File.Copy(Path.Combine(demo, "post.pdf"), Path.Combine(folder, "post.pdf"));
        }

        return folder;
    }
}
