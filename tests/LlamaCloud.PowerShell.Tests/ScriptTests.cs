using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.Json.Nodes;
using System.Threading.Tasks;
using Xunit;

namespace LlamaCloud.PowerShell.Tests;

/// <summary>The scripts, manifests and workflows of the repository.</summary>
public sealed class ScriptTests
{
    private static readonly string[] s_built = ["bin", "obj", "out", "node_modules", ".git"];

    [Fact]
    public void Actions_of_the_workflows_are_pinned_by_commit()
    {
        string[] used =
        [
            .. Directory.GetFiles(Path.Combine(Places.Repository, ".github", "workflows"), "*.yml")
                .SelectMany(File.ReadLines)
                .Where(line => line.Contains("uses:", StringComparison.Ordinal)),
        ];

        Assert.NotEmpty(used);
        Assert.All(used, line => Assert.Matches("uses: [a-z-]+/[a-z-]+@[0-9a-f]{40} # v[0-9.]+$", line));
    }

    [Fact]
    public void No_line_of_code_is_longer_than_140_characters()
    {
        // What a test gives to the engine or the service between three quotes stays as it is read there.
        string[] rooms = ["src", "tests", "tools"];
        string[] files =
        [
            .. rooms.SelectMany(
                room => Directory.GetFiles(Path.Combine(Places.Repository, room), "*.cs", SearchOption.AllDirectories)).Where(IsSource),
        ];

        Assert.Contains(files, file => Path.GetFileName(file) == "ScriptTests.cs");
        Assert.Empty(files.SelectMany(LongLines));
    }

    [Fact]
    public void What_comes_from_npm_is_of_one_version_and_from_no_registry_by_name()
    {
        string folder = Path.Combine(Places.Repository, "tests", "npm");
        JsonNode package = JsonNode.Parse(File.ReadAllText(Path.Combine(folder, "package.json")))!;
        string text = File.ReadAllText(Path.Combine(folder, "package-lock.json"));

        Assert.All(package["dependencies"]!.AsObject(), one => Assert.Matches(@"^\d+\.\d+\.\d+$", (string)one.Value!));
        Assert.DoesNotContain("resolved", text, StringComparison.Ordinal);
        Assert.DoesNotContain("://", text, StringComparison.Ordinal);
        // Each is known by its hash, so that it does not matter where it comes from.
        Assert.All(
            JsonNode.Parse(text)!["packages"]!.AsObject().Where(one => one.Key.Length > 0),
            one => Assert.StartsWith("sha512-", (string)one.Value!["integrity"]!, StringComparison.Ordinal));
    }

    [Fact]
    [Trait("Runs", "elsewhere")]
    public async Task The_script_analyzer_finds_nothing()
    {
        string[] scripts =
        [
            .. ((string[])["*.ps1", "*.psm1", "*.psd1"])
                .SelectMany(pattern => Directory.GetFiles(Places.Repository, pattern, SearchOption.AllDirectories))
                .Where(IsSource),
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

        Assert.SkipWhen(
            output.StartsWith("there is none", StringComparison.Ordinal),
            "PSScriptAnalyzer is not installed; the hosted workflow, which installs it from the PowerShell Gallery, runs this.");
        Assert.True(exitCode == 0, output);
        Assert.Equal("done", output.Trim());
    }

    private static bool IsSource(string file) =>
        !Path.GetRelativePath(Places.Repository, file).Split(Path.DirectorySeparatorChar).Intersect(s_built).Any();

    private static IEnumerable<string> LongLines(string file)
    {
        bool isQuoted = false;
        foreach ((int i, string line) in File.ReadLines(file).Index())
        {
            int quotes = line.Split("\"\"\"").Length - 1;
            if (line.Length > 140 && !isQuoted && quotes == 0)
            {
                yield return $"{Path.GetRelativePath(Places.Repository, file)}:{i + 1} has {line.Length} characters";
            }

            isQuoted ^= quotes % 2 == 1;
        }
    }
}
