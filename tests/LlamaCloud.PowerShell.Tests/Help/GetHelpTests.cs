using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Management.Automation;
using LlamaCloud.Demo.Engine;
using LlamaCloud.Help.Commands;
using LlamaCloud.Help.Pages;
using Xunit;

namespace LlamaCloud.PowerShell.Tests.Help;

/// <summary>What Get-Help shows of the built module, in the hosted engine.</summary>
public sealed class GetHelpTests : IDisposable
{
    // Get-Help breaks lines between words only in the languages it knows to have any.
    private const string English = "[cultureinfo]::CurrentCulture = 'en-US'\n";

    private readonly HostedEngine _engine = new(width: 100);

    public GetHelpTests() => _engine.Run($"Import-Module -Name '{Places.Manifest}'").OrThrow();

    public static TheoryData<string> Pages => [.. HelpPages.Commands.Keys];

    public static TheoryData<string> Topics => [.. HelpPages.Topics.Select(page => page.Name)];

    public void Dispose() => _engine.Dispose();

    [Theory]
    [MemberData(nameof(Pages))]
    public void Full_shows_everything_on_the_page(string name)
    {
        CommandPage page = HelpPages.Commands[name];
        string text = _engine.Show($"{English}Get-Help {name} -Full");
        string words = Words(text);

        Assert.Contains($"SYNOPSIS\n    {page.Synopsis}", Trim(text), StringComparison.Ordinal);
        Assert.All(
            [.. page.Description, .. page.Notes, .. page.Parameters.SelectMany(parameter => parameter.Description)],
            paragraph => Assert.Contains(Words(paragraph), words, StringComparison.Ordinal));
        Assert.All(
            page.Parameters,
            parameter => Assert.Contains(
                $"\n    -{parameter.Name} ",
                Trim(text).Replace($"-{parameter.Name}\n", $"-{parameter.Name} \n", StringComparison.Ordinal),
                StringComparison.Ordinal));
        Assert.All(page.Inputs.Concat(page.Outputs), type => Assert.Contains("    " + type.Name, text, StringComparison.Ordinal));
        Assert.All(page.Examples, example =>
        {
            Assert.Contains($"\n\n    --- {example.Title} ---\n\n    {example.Code.Split('\n')[0]}", Trim(text), StringComparison.Ordinal);
            Assert.Contains(
                Words(example.Output is null ? example.Code : $"{example.Code} Output: {example.Output}"), words, StringComparison.Ordinal);
            Assert.All(example.Remarks, remark => Assert.Contains(Words(remark), words, StringComparison.Ordinal));
        });
        Assert.All(
            page.Links,
            link => Assert.Contains(
                link.Address == page.OnlineVersion ? "Online Version: " + link.Address : Words(link.Text),
                words,
                StringComparison.Ordinal));
        Assert.All(text.Split('\n'), line => Assert.InRange(line.Length, 0, 100));
    }

    [Theory]
    [MemberData(nameof(Pages))]
    public void The_syntax_has_every_set_with_its_parameters_in_order(string name)
    {
        PSObject[] sets = [.. _engine.Run($"(Get-Help {name}).syntax.syntaxItem").OrThrow().Output];
        string[] shown =
        [
            .. sets.Select(
                (_, i) => string.Concat(
                    _engine.Run(
                        $"@((Get-Help {name}).syntax.syntaxItem)[{i}].parameter | Where-Object name | ForEach-Object {{ \"$($_.name) "
                            + $"$($_.required) $($_.position);\" }}").OrThrow().Output)),
        ];
        CmdletInfo command = (CmdletInfo)_engine.Run($"Get-Command {name}").OrThrow().Output.Single().BaseObject;

        Assert.Equal(
            command.ParameterSets.Select(set => string.Concat(HelpPages.Commands[name].Syntax
                .Single(line => line.Text == $"{name} {set}").Parameters
                .Select(one => set.Parameters.Single(parameter => parameter.Name == one.Name))
                .Select(
                    parameter =>
                        $"{parameter.Name} {(parameter.IsMandatory ? "true" : "false")} "
                            + $"{(parameter.Position < 0 ? "named" : parameter.Position)};"))),
            shown);
    }

    [Theory]
    [MemberData(nameof(Pages))]
    public void Parameter_and_Examples_find_theirs(string name)
    {
        CommandPage page = HelpPages.Commands[name];

        Assert.All(
            page.Parameters,
            parameter => Assert.Contains(
                Words(parameter.Description[0]),
                Words(_engine.Show($"{English}Get-Help {name} -Parameter {parameter.Name}")),
                StringComparison.Ordinal));
        Assert.Equal(
            page.Examples.Count,
            _engine.Run($"@((Get-Help {name} -Examples).examples.example).Count").OrThrow().Output.Single().BaseObject);
    }

    [Theory]
    [MemberData(nameof(Topics))]
    public void A_topic_is_found_and_has_a_synopsis(string name)
    {
        Page page = HelpPages.Topics.Single(topic => topic.Name == name);
        string file = File.ReadAllText(Path.Combine(Places.Module, "en-US", name + ".help.txt"));
        PSObject found = _engine.Run($"Get-Help {name}* | Where-Object Name -eq {name}").OrThrow().Output.Single();

        Assert.Equal(file.Trim(), _engine.Run($"Get-Help {name}").OrThrow().Output.Single().ToString().Trim());
        Assert.Equal(
            PlainText.Paragraphs(page.Find("SHORT DESCRIPTION").Blocks).Single(), found.Properties["Synopsis"].Value.ToString()!.Trim());
        Assert.All(
            page.Find("LONG DESCRIPTION").Parts, part => Assert.Contains("\n  " + part.Title + "\n", file, StringComparison.Ordinal));
        // Code keeps its lines, which a window of 100 columns does not break.
        HashSet<string> code = CodeOf(name);
        Assert.NotEmpty(code);
        Assert.All(file.Split('\n'), line => Assert.InRange(line.Length, 0, code.Contains(line) ? 100 : 79));
    }

    // As it stands in the text: what is between the fences of the page.
    private static HashSet<string> CodeOf(string name)
    {
        HashSet<string> code = [];
        bool isInside = false;
        foreach (string line in File.ReadLines(Path.Combine(Places.Repository, "docs", "en-US", name + ".md")))
        {
            bool isFence = line.StartsWith("```", StringComparison.Ordinal);
            isInside ^= isFence;
            if (isInside && !isFence)
            {
                code.Add("    " + line.TrimEnd());
            }
        }

        return code;
    }

    [Theory]
    [InlineData("de-AT")]
    [InlineData("ja-JP")]
    [InlineData("")]
    public void Another_language_gets_the_english_help(string culture)
    {
        EngineResult result = _engine.Run(
            $"[cultureinfo]::CurrentUICulture = '{culture}'; (Get-Help Get-ClassifyJob).Synopsis; (Get-Help about_LlamaCloud).Name");

        Assert.Equal(
            [HelpPages.Commands["Get-ClassifyJob"].Synopsis, "about_LlamaCloud"], result.OrThrow().Output.Select(line => line.ToString()));
    }

    [Fact]
    public void The_module_has_the_help_of_every_page_and_no_other() =>
        Assert.Equal(
            HelpPages.Topics.Select(page => page.Name + ".help.txt").Append(MamlFile.Name).Order(StringComparer.Ordinal),
            Directory.GetFiles(Places.Module, "*", SearchOption.AllDirectories)
                .Where(file => Path.GetFileName(file).Contains("help", StringComparison.OrdinalIgnoreCase))
                .Select(file => Path.GetRelativePath(Path.Combine(Places.Module, "en-US"), file))
                .Order(StringComparer.Ordinal));

    private static string Trim(string text) => string.Join("\n", text.Split('\n').Select(line => line.TrimEnd()));

    private static string Words(string text) => string.Join(" ", text.Split((char[])[' ', '\n'], StringSplitOptions.RemoveEmptyEntries));
}
