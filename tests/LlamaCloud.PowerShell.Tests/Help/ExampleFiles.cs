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
            Directory.CreateDirectory(folder);
            File.Copy(Path.Combine(Places.Repository, "src", "LlamaCloud.Demo", "jobs.csv"), Path.Combine(folder, "jobs.csv"));
            File.WriteAllLines(Path.Combine(folder, "ids.txt"), [SeedJobs.Invoice, SeedJobs.Receipt]);
            File.WriteAllText(Path.Combine(folder, "report.pdf"), "%PDF-1.4 A report.");
        }

        return folder;
    }
}
