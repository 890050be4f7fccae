using System;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using Xunit;

namespace LlamaCloud.PowerShell.Tests.Help;

/// <summary>
/// Get-Help in a real console finds the help of a module that is installed and has not been imported yet, in any language.
/// </summary>
public sealed class ConsoleHelpTests
{
    [Fact]
    public async Task Every_cmdlet_and_topic_has_its_help_in_any_language()
    {
        string script = $$"""
            foreach ($culture in 'en-US', 'de-DE', '') {
                [cultureinfo]::CurrentUICulture = $culture
                foreach ($name in '{{string.Join("', '", HelpPages.Commands.Keys)}}') {
                    $help = Get-Help $name -Full
                    "$name|$($help.Synopsis)|$($help.parameters.parameter.name -join ',')|$(@($help.examples.example).Count)|$(@($help.relatedLinks.navigationLink)[0].uri)"
                }
                foreach ($name in '{{string.Join("', '", HelpPages.Topics.Select(page => page.Name))}}') {
                    "$name|$((Get-Help $name).Split("`n")[1].Trim())"
                }
            }
            """;
        (int exitCode, string output) = await ChildProcess.RunAsync(
            Places.Pwsh,
            ["-NoProfile", "-NonInteractive", "-Command", script],
            (
                "PSModulePath",
                Path.GetDirectoryName(Places.Module) + Path.PathSeparator + Environment.GetEnvironmentVariable("PSModulePath")));

        string[] expected =
        [
            .. HelpPages.Commands.Values.Select(
                page =>
                    $"{page.Name}|{page.Synopsis}|{string.Join(",", page.Parameters.Select(parameter => parameter.Name))}"
                        + $"|{page.Examples.Count}|{page.OnlineVersion}"),
            .. HelpPages.Topics.Select(page => $"{page.Name}|{page.Name}"),
        ];
        Assert.True(exitCode == 0, output);
        Assert.Equal(
            [.. expected, .. expected, .. expected], output.ReplaceLineEndings("\n").Split('\n', StringSplitOptions.RemoveEmptyEntries));
    }
}
