using System;
using System.IO;
using System.Linq;
using System.Net.Http;
using System.Text.RegularExpressions;
using System.Threading.Tasks;
using LlamaCloud.Demo;
using LlamaCloud.Help.Pages;
using LlamaCloud.PowerShell.Tests.Help;
using Xunit;

namespace LlamaCloud.PowerShell.Tests;

/// <summary>What runs in a process of its own: the Pester suite in a real console, and the demo.</summary>
public sealed class ConsoleTests
{
    private static readonly (string Name, string? Value)[] s_environment =
    [
        // Where the demo looks for a console.
        ("PATH", Environment.GetEnvironmentVariable("PATH") + Path.PathSeparator + Path.GetDirectoryName(Places.Pwsh)),
        // The console's percentages and dates follow the culture of the machine; what is compared here is one form.
        ("DOTNET_SYSTEM_GLOBALIZATION_INVARIANT", "1"),
    ];

    [Theory]
    [InlineData(5)]
    [InlineData(6)]
    public async Task The_pester_suite_passes(int version)
    {
        (int exitCode, string output) = await RunAsync(
            Places.Pwsh,
            "-NoProfile",
            "-NonInteractive",
            "-File",
            Path.Combine(Places.Repository, "tests", "pester", "Invoke-Suite.ps1"),
            Places.Pester(version));

        TestContext.Current.TestOutputHelper!.WriteLine(output);
        Assert.True(exitCode == 0, output);
    }

    [Fact]
    public async Task The_demo_tells_its_story_without_a_console()
    {
        (int exitCode, string output) = await RunAsync("dotnet", typeof(PwshSession).Assembly.Location, "--hosted");

        Assert.True(exitCode == 0, output);
        AssertStory(output);
    }

    [Fact]
    public async Task The_session_after_the_demo_is_connected_to_the_emulator_which_ends_with_it()
    {
        string[] typed =
        [
            "\"$(@(Get-ChildItem ./inbox | Start-ParseJob).Count) jobs\"",
            "'connected to ' + (Get-LlamaCloudConnection).BaseAddress",
            "exit",
            "",
        ];
        (int exitCode, string output) = await ChildProcess.RunAsync(
            "dotnet", [typeof(PwshSession).Assembly.Location, "--interactive"], string.Join('\n', typed), s_environment);

        Assert.True(exitCode == 0, output);
        string[] parts = output.Split("The emulator ends with it.");
        AssertStory(parts[0]);
        Assert.Matches(@"(?<!\))6 jobs", parts[1]);
        Match address = Regex.Match(parts[1], "connected to (http://127.0.0.1:[0-9]+/)");
        Assert.True(address.Success, parts[1]);
        using HttpClient client = new();
        await Assert.ThrowsAsync<HttpRequestException>(
            () => client.GetAsync(new Uri(address.Groups[1].Value), TestContext.Current.CancellationToken));
    }

    // The README shows what it prints, and each step says what it costs.
    private static void AssertStory(string output)
    {
        string story = Lines(output);
        PageExample[] shown = [.. HelpPages.Readme.Sections.SelectMany(PageExample.All).Where(example => example.Output is not null)];
        Assert.NotEmpty(shown);
        Assert.All(shown, example => Assert.Contains($"PS> {example.Code}\n\n{example.Output}\n", story, StringComparison.Ordinal));
        Assert.All(DemoStep.All, step => Assert.Contains($"# {step.Title}\n# Costs ", story, StringComparison.Ordinal));
        Assert.Contains("# Costs 18 credits: 6 pages at 3 for reading (cost_effective).", story, StringComparison.Ordinal);
        Assert.Contains(
            "By the published prices parsing and extracting would have cost 66 credits, 0.08 USD;", story, StringComparison.Ordinal);
    }

    private static string Lines(string text) => string.Join('\n', text.ReplaceLineEndings("\n").Split('\n').Select(line => line.TrimEnd()));

    private static Task<(int ExitCode, string Output)> RunAsync(string program, params string[] arguments) =>
        ChildProcess.RunAsync(program, arguments, s_environment);
}
