using System.IO;
using System.Threading.Tasks;
using LlamaCloud.Demo.Engine;

namespace LlamaCloud.PowerShell.Tests;

/// <summary>What tests take from npm, in the versions of <c>tests/npm/package.json</c>.</summary>
internal static class NpmPackages
{
    /// <summary>Installs them into a folder.</summary>
    /// <param name="folder">It gets <c>node_modules</c>.</param>
    /// <returns>Why they are not there; empty where they are.</returns>
    public static async Task<string> InstallAsync(string folder)
    {
        if (ConsolePrograms.Find("npm") is not string npm || ConsolePrograms.Find("node") is null)
        {
            return "There is no node, or no npm, on the PATH (Debian: nodejs and npm).";
        }

        Directory.CreateDirectory(folder);
        foreach (string file in Directory.GetFiles(Path.Combine(Places.Repository, "tests", "npm"), "package*.json"))
        {
            File.Copy(file, Path.Combine(folder, Path.GetFileName(file)));
        }

        (int exitCode, string output) = await ChildProcess.RunAsync(
            npm, ["ci", "--ignore-scripts", "--no-audit", "--no-fund", "--prefix", folder]);
        return exitCode == 0 ? string.Empty : $"npm could not install what the tests take from it: {output}";
    }
}
