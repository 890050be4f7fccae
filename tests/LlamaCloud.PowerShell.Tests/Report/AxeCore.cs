using System.IO;
using System.Threading.Tasks;
using LlamaCloud.Demo.Engine;

namespace LlamaCloud.PowerShell.Tests.Report;

/// <summary>axe-core, which finds what keeps people from reading a page. npm installs it into a folder that goes with the test.</summary>
internal static class AxeCore
{
    private const string Version = "4.14.1";

    /// <summary>Its script; null, with the reason, where it cannot be had.</summary>
    public static async Task<(string? Script, string Reason)> InstallAsync(string folder)
    {
        if (ConsolePrograms.Find("npm") is not string npm || ConsolePrograms.Find("node") is null)
        {
            return (null, "There is no node, or no npm, on the PATH (Debian: nodejs and npm).");
        }

        Directory.CreateDirectory(folder);
        (int exitCode, string output) = await ChildProcess.RunAsync(
            npm, ["install", "--ignore-scripts", "--no-audit", "--no-fund", "--prefix", folder, $"axe-core@{Version}"]);
        return exitCode == 0
            ? (await File.ReadAllTextAsync(Path.Combine(folder, "node_modules", "axe-core", "axe.min.js")), string.Empty)
            : (null, $"npm could not install axe-core {Version}: {output}");
    }
}
