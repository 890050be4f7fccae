using System;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using Xunit;

namespace LlamaCloud.PowerShell.Tests;

/// <summary>The scripts and manifests of the repository are what PSScriptAnalyzer wants them to be, in every edition.</summary>
[Trait("Runs", "elsewhere")]
public sealed class ScriptTests
{
    private static readonly string[] s_built = ["bin", "obj", "out", "node_modules", ".git"];

    [Fact]
    public async Task The_script_analyzer_finds_nothing()
    {
        string[] scripts =
        [
            .. ((string[])["*.ps1", "*.psm1", "*.psd1"]).SelectMany(pattern => Directory.GetFiles(Places.Repository, pattern, SearchOption.AllDirectories))
                .Where(file => !Path.GetRelativePath(Places.Repository, file).Split(Path.DirectorySeparatorChar).Intersect(s_built).Any()),
            // What is published, beside what it is made from.
            Places.Manifest,
        ];
        (int exitCode, string output) = await ChildProcess.RunAsync(Places.Pwsh, ["-NoProfile", "-NonInteractive", "-Command", $$"""
            if (-not (Get-Module PSScriptAnalyzer -ListAvailable)) { 'there is none'; return }
            foreach ($file in '{{string.Join("', '", scripts)}}') {
                Invoke-ScriptAnalyzer -Path $file -Settings '{{Path.Combine(Places.Repository, "PSScriptAnalyzerSettings.psd1")}}' -ErrorAction Stop |
                    ForEach-Object { "$($file):$($_.Line) $($_.RuleName): $($_.Message)" }
            }
            'done'
            """]);

        Assert.SkipWhen(output.StartsWith("there is none", StringComparison.Ordinal), "PSScriptAnalyzer is not installed (Install-Module PSScriptAnalyzer).");
        Assert.True(exitCode == 0, output);
        Assert.Equal("done", output.Trim());
    }
}
