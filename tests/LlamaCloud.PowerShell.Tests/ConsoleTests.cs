using System;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using LlamaCloud.Demo;
using Xunit;

namespace LlamaCloud.PowerShell.Tests;

/// <summary>What runs in a process of its own: the Pester suite in a real console, and the demo.</summary>
[Trait("Runs", "elsewhere")]
public sealed class ConsoleTests
{
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

    [Theory]
    [InlineData("--hosted")]
    [InlineData("")]
    public async Task The_demo_works_and_the_readme_shows_its_table(string mode)
    {
        (int exitCode, string output) = await RunAsync("dotnet", typeof(PwshSession).Assembly.Location, mode);

        Assert.True(exitCode == 0, output);
        string readme = await File.ReadAllTextAsync(Path.Combine(Places.Repository, "README.md"), TestContext.Current.CancellationToken);
        string[] rows =
        [
            .. output.Split('\n')
                .Select(line => line.TrimEnd())
                .Where(line => line.StartsWith("clj-", StringComparison.Ordinal))
                .Distinct(),
        ];
        Assert.Equal(4, rows.Length);
        Assert.All(rows, row => Assert.Contains(row, readme, StringComparison.Ordinal));
    }

    private static Task<(int ExitCode, string Output)> RunAsync(string program, params string[] arguments) => ChildProcess.RunAsync(
        program,
        arguments,
        // Where the demo looks for a console.
        ("PATH", Environment.GetEnvironmentVariable("PATH") + Path.PathSeparator + Path.GetDirectoryName(Places.Pwsh)),
        // The console's percentages and dates follow the culture of the machine; what is compared here is one form.
        ("DOTNET_SYSTEM_GLOBALIZATION_INVARIANT", "1"));
}
