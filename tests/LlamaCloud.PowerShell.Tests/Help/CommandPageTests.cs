using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Management.Automation;
using System.Text.RegularExpressions;
using LlamaCloud.Demo.Engine;
using LlamaCloud.Help.Commands;
using Xunit;

namespace LlamaCloud.PowerShell.Tests.Help;

/// <summary>The pages of the cmdlets say what the built module has, and nothing else.</summary>
public sealed partial class CommandPageTests : IDisposable
{
    private static readonly string[] s_beginnings =
    [
        "ApiKey", "BaseAddress", "Header", "Proxy", "ClassifyRule", "LlamaCloudReport",
        .. Directory.GetFiles(
            Path.Combine(Places.Repository, "src", "LlamaCloud.PowerShell"), "ErrorSubject*.cs", SearchOption.AllDirectories)
            .SelectMany(file => Subject().Matches(File.ReadAllText(file))).Select(match => match.Groups[1].Value),
    ];

    private readonly HostedEngine _engine = new();
    private readonly Dictionary<string, CmdletInfo> _commands;

    public CommandPageTests()
    {
        EngineResult commands = _engine.Run($"Import-Module -Name '{Places.Manifest}'; Get-Command -Module LlamaCloud").OrThrow();
        _commands = commands.Output.Select(command => (CmdletInfo)command.BaseObject)
            .ToDictionary(command => command.Name, StringComparer.Ordinal);
    }

    public static TheoryData<string> Pages => [.. HelpPages.Commands.Keys];

    public void Dispose() => _engine.Dispose();

    [Fact]
    public void Every_cmdlet_has_a_page_and_every_page_a_cmdlet()
    {
        Assert.All(
            _commands,
            command => Assert.True(
                HelpPages.Commands.ContainsKey(command.Key),
                $"docs/en-US/{command.Key}.md is missing. To be filled in:\n{CommandFacts.Skeleton(command.Value)}"));
        Assert.All(HelpPages.Commands.Keys, page => Assert.True(_commands.ContainsKey(page), $"docs/en-US/{page}.md is about no cmdlet."));
    }

    [Theory]
    [MemberData(nameof(Pages))]
    public void The_syntax_is_that_of_get_command(string name) =>
        Assert.Equal(string.Join("\n", CommandFacts.Syntax(_commands[name])), string.Join("\n", HelpPages.Commands[name].Syntax));

    [Theory]
    [MemberData(nameof(Pages))]
    public void The_parameters_are_those_of_the_cmdlet_with_all_their_facts(string name)
    {
        CommandPage page = HelpPages.Commands[name];
        IReadOnlyList<ParameterMetadata> parameters = CommandFacts.Parameters(_commands[name]);

        Assert.Equal(parameters.Select(parameter => parameter.Name), page.Parameters.Select(parameter => parameter.Name));
        Assert.All(parameters.Zip(page.Parameters), pair =>
        {
            Assert.NotEmpty(pair.Second.Description);
            Assert.Equal(
                string.Join("\n", CommandFacts.Of(_commands[name], pair.First, pair.Second.Facts[0].Default).Select(CommandFacts.ToYaml)),
                string.Join("\n", pair.Second.Facts.Select(CommandFacts.ToYaml)));
        });
    }

    [Theory]
    [MemberData(nameof(Pages))]
    public void The_outputs_and_the_address_are_those_of_the_cmdlet(string name)
    {
        CommandPage page = HelpPages.Commands[name];

        Assert.Equal(
            _commands[name].OutputType.Select(type => type.Name).Order(),
            page.Outputs.Select(type => type.Name).Where(type => type != "None").Order());
        Assert.Equal(
            _commands[name].ImplementingType.GetCustomAttributes(false).OfType<CmdletAttribute>().Single().HelpUri ?? string.Empty,
            page.OnlineVersion);
        Assert.NotEmpty(page.Inputs);
        Assert.NotEmpty(page.Description);
    }

    [Fact]
    public void Every_cmdlet_has_an_online_page_in_one_reference()
    {
        const string Reference = "https://developers.llamaindex.ai/reference";

        Assert.All(
            _commands.Values,
            command => Assert.StartsWith(
                Reference,
                command.ImplementingType.GetCustomAttributes(false).OfType<CmdletAttribute>().Single().HelpUri,
                StringComparison.Ordinal));
        Assert.All(
            Directory.GetFiles(HelpPages.Folder, "*.md")
                .SelectMany(file => Link().Matches(File.ReadAllText(file)))
                .Select(match => match.Groups[1].Value)
                .Where(link => link.Contains("developers.", StringComparison.Ordinal)),
            link => Assert.StartsWith(Reference, link, StringComparison.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Pages))]
    public void There_are_examples_with_numbers_and_titles(string name)
    {
        IReadOnlyList<LlamaCloud.Help.Pages.PageExample> examples = HelpPages.Commands[name].Examples;

        Assert.InRange(examples.Count, name is "Get-ClassifyJob" or "Start-ClassifyJob" or "Wait-ClassifyJob" ? 3 : 2, 9);
        Assert.All(examples, (example, i) => Assert.StartsWith($"Example {i + 1}: ", example.Title, StringComparison.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Pages))]
    public void The_errors_it_names_are_on_the_page_about_errors(string name)
    {
        string[] whole = [.. ErrorIds().Where(id => id.Table == "Other errors").Select(id => id.Id)];
        string[] ends = [.. ErrorIds().Where(id => id.Table == "Errors of requests").Select(id => id.Id)];
        string[] named = [.. File.ReadAllText(
            Path.Combine(HelpPages.Folder, name + ".md")).Split("## NOTES\n")[1].Split("## RELATED LINKS")[0]
            .Split('`').Where((_, i) => i % 2 == 1).Where(IsErrorId)];

        Assert.NotEmpty(named);
        Assert.All(
            named,
            id => Assert.True(
                whole.Contains(id) || ends.Any(end => id.EndsWith(end, StringComparison.Ordinal) && id.Length > end.Length), id));
    }

    [Fact]
    public void Links_lead_to_pages_that_are_there()
    {
        string[] folders = [HelpPages.Folder, Path.Combine(Places.Repository, "docs"), Places.Repository];
        foreach (string file in folders.SelectMany(folder => Directory.GetFiles(folder, "*.md")))
        {
            Assert.All(
                Link().Matches(File.ReadAllText(file))
                    .Select(match => match.Groups[1].Value)
                    .Where(address => !address.StartsWith("https://", StringComparison.Ordinal)),
                address => Assert.True(
                    Path.Exists(Path.Combine(Path.GetDirectoryName(file)!, address)), $"{Path.GetFileName(file)}: {address}"));
        }
    }

    private static IEnumerable<(string Table, string Id)> ErrorIds() =>
        from part in HelpPages.Topics.Single(page => page.Name == "about_LlamaCloud_Errors").Find("LONG DESCRIPTION").Parts
        from table in part.Blocks.OfType<Markdig.Extensions.Tables.Table>()
        from row in LlamaCloud.Help.Pages.PlainText.Rows(table).Skip(1)
        select (part.Title, row[0]);

    // What begins as the errors of what some command works on do, or as those of settings.
    private static bool IsErrorId(string code) =>
        s_beginnings.Any(
            beginning => code.Length > beginning.Length
                && code.StartsWith(beginning, StringComparison.Ordinal)
                && char.IsUpper(code[beginning.Length]));

    [GeneratedRegex(@"new\(""(\w+)""")]
    private static partial Regex Subject();

    [GeneratedRegex(@"\]\(([^)]+)\)")]
    private static partial Regex Link();
}
