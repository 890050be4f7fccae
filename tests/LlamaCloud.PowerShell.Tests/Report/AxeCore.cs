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

        (int exitCode, string output) = await ChildProcess.RunAsync(npm, ["install", "--ignore-scripts", "--no-audit", "--no-fund", "--prefix", folder, $"axe-core@{Version}"]);
        string script = Path.Combine(folder, "node_modules", "axe-core", "axe.min.js");
        return exitCode == 0 && File.Exists(script) ? (await File.ReadAllTextAsync(script), string.Empty) : (null, $"npm could not install axe-core {Version}: {output}");
    }
}
