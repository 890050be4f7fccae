using System;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using System.Text.RegularExpressions;
using System.Threading.Tasks;
using Xunit;

namespace LlamaCloud.PowerShell.Tests;

/// <summary>The habits of all cmdlets: what is alike is called, placed, completed, shown and exported alike.</summary>
public sealed partial class HabitTests : ModuleTest
{
    private const string TextCompleter = "TextCompleter";

    // What it takes a row for, so that the word of PowerShell is an alias there; the rule is the name alone.
    private const string OwnId = "Id";

    // "<cmdlet> -<parameter> <what is otherwise>", and why.
    private static readonly (string Pattern, string Reason)[] s_otherwise =
    [
        ("(ConvertFrom|Test)-LlamaCloudWebhook -Header type", "headers as any host has them, and not as somebody writes them"),
        ("Invoke-LlamaCloudApi -Body position", "the path comes first"),
        ("Set-\\w+Configuration -(Rule|Category|Schema) position", "it stands behind the name that it is saved under"),
        ("Start-ExtractJob -Schema position", "the documents come first"),
        ("Start-ParseJob -Destination position", "the documents come first"),
        ("(Get|Remove|Save)-LlamaCloud\\w+ -(ConfigurationId|DirectoryId|WebhookConfigurationId) position", "what the command is about"),
        ("Set-LlamaCloudWebhook -WebhookConfigurationId position", "it is what the command is about"),
        ("Get-\\w+ -JobId position", "it is what the command is about; the others take jobs there, by -InputObject"),
        ("\\w+-LlamaCloudBatch -JobId aliases", "a batch has its id in other columns"),
        ("New-LlamaCloudWebhook -Url position", "it is what is saved"),
        ("New-ClassifyRule -(Type|Description) position", "they are what a rule is"),
        ("(Start-\\w+|Export-LlamaCloudReport) -InputObject position", "a path comes first"),
        ("(Get|Connect|Start)-LlamaCloud(Configuration|Directory|File|Batch)? -Name position", "an id, or the files, come first"),
        ("Send-LlamaCloudFile -LiteralPath aliases", "rows bind it by the names that files have"),
    ];

    // A text of the user's own, of which nothing is known.
    private static readonly string[] s_texts =
    [
        "Description", "ExternalFileId", "FileName", "Instruction", "Name", "ParseConfigurationId", "Prompt", "SheetName", "SystemPrompt",
        "TargetPages", "Title", "TransactionId", "Type", "Version",
    ];

    // The engine completes paths.
    private static readonly string[] s_paths = ["Destination", "LiteralPath", "OutFile", "Path"];

    // "<cmdlet> -<parameter>" that completes nothing, and why.
    private static readonly (string Parameter, string Reason)[] s_unknown =
    [
        ("Get-LlamaCloudUsage -JobId", "the jobs of every product: no list has them"),
    ];

    // What rows bind that is of this machine, so that the service has no name for it.
    private static readonly string[] s_local = ["LiteralPath", "Path"];

    // Where the service's name is not the parameter's in snake_case.
    private static readonly Dictionary<(string Noun, string Parameter), string> s_wireNames = new()
    {
        [("ExtractJob", "Schema")] = "data_schema",
        [("LlamaCloudBatch", "JobId")] = "batch_id",
    };

    private CmdletInfo[] _cmdlets = [];

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        _cmdlets =
        [
            .. Engine.Run("Get-Command -Module LlamaCloud -CommandType Cmdlet").OrThrow().Output.Select(one => (CmdletInfo)one.BaseObject),
        ];
    }

    private IEnumerable<(CmdletInfo Cmdlet, ParameterMetadata Parameter)> Parameters =>
        from cmdlet in _cmdlets
        from parameter in cmdlet.Parameters.Values
        where !Cmdlet.CommonParameters.Contains(parameter.Name) && !Cmdlet.OptionalCommonParameters.Contains(parameter.Name)
        select (cmdlet, parameter);

    [Fact]
    public void A_name_has_one_type_one_place_and_one_set_of_aliases()
    {
        (string What, Func<ParameterMetadata, string> Of)[] aspects =
        [
            ("type", parameter => (parameter.ParameterType.GetElementType() ?? parameter.ParameterType).Name),
            ("position", parameter => string.Join(" ", parameter.ParameterSets.Values.Select(set => set.Position).Distinct().Order())),
            ("aliases", parameter => string.Join(" ", parameter.Aliases.Where(alias => alias != OwnId).Order(StringComparer.Ordinal))),
        ];
        string[] found =
        [
            .. from aspect in aspects
               from same in Parameters.GroupBy(one => one.Parameter.Name)
               let usual = same.GroupBy(one => aspect.Of(one.Parameter))
                   .OrderByDescending(alike => alike.Count()).ThenBy(alike => alike.Key, StringComparer.Ordinal).First().Key
               from one in same
               where aspect.Of(one.Parameter) != usual
               select $"{one.Cmdlet.Name} -{one.Parameter.Name} {aspect.What}",
        ];

        AssertOnly(s_otherwise.Select(one => one.Pattern), found);
    }

    [Fact]
    public void What_takes_a_word_or_a_name_completes()
    {
        (CmdletInfo Cmdlet, ParameterMetadata Parameter)[] texts =
        [
            .. Parameters.Where(one => (one.Parameter.ParameterType.GetElementType() ?? one.Parameter.ParameterType) == typeof(string)),
        ];
        string[] nothing =
        [
            .. texts.Where(one => !s_paths.Contains(one.Parameter.Name) && CompleterOf(one.Parameter) is null)
                .Select(one => $"{one.Cmdlet.Name} -{one.Parameter.Name}"),
        ];
        IEnumerable<string> ownText =
            texts.Where(one => CompleterOf(one.Parameter) == TextCompleter).Select(one => one.Parameter.Name).Distinct();

        AssertOnly(s_unknown.Select(one => Regex.Escape(one.Parameter)), nothing);
        Assert.Equal(s_texts, ownText.Order(StringComparer.Ordinal));
        Assert.Equal(
            s_paths,
            texts.Where(one => CompleterOf(one.Parameter) is null)
                .Select(one => one.Parameter.Name)
                .Intersect(s_paths)
                .Order(StringComparer.Ordinal));
    }

    [Fact]
    public void What_rows_bind_they_bind_by_the_services_name_too()
    {
        (CmdletInfo Cmdlet, ParameterMetadata Parameter)[] bound =
        [
            .. Parameters.Where(one => one.Parameter.ParameterSets.Values.Any(set => set.ValueFromPipelineByPropertyName)
                && !s_local.Contains(one.Parameter.Name)),
        ];

        Assert.NotEmpty(bound);
        Assert.All(bound, one => Assert.Contains(
            s_wireNames.TryGetValue((one.Cmdlet.Noun, one.Parameter.Name), out string? wire) ? wire : Snake(one.Parameter.Name),
            one.Parameter.Aliases.Append(one.Parameter.Name),
            StringComparer.OrdinalIgnoreCase));
        Assert.Empty(s_wireNames.Keys.Except(bound.Select(one => (one.Cmdlet.Noun, one.Parameter.Name))));
        Assert.Empty(s_local.Except(Parameters.Select(one => one.Parameter.Name)));
    }

    // Every finding is expected, and every expectation is found: an exception that is none any more goes.
    private static void AssertOnly(IEnumerable<string> patterns, string[] found)
    {
        string[] all = [.. patterns];
        string[] wrong =
        [
            .. found.Where(one => !all.Any(pattern => Regex.IsMatch(one, $"^(?:{pattern})$"))).Select(one => "unexpected: " + one),
            .. all.Where(pattern => !found.Any(one => Regex.IsMatch(one, $"^(?:{pattern})$"))).Select(pattern => "not found: " + pattern),
        ];
        Assert.True(wrong.Length == 0, string.Join("\n", wrong));
    }

    private static string? CompleterOf(ParameterMetadata parameter) =>
        parameter.Attributes.OfType<ValidateSetAttribute>().Any() ? nameof(ValidateSetAttribute)
            : parameter.Attributes.OfType<ArgumentCompleterAttribute>().SingleOrDefault()?.Type.Name;

    private static string Snake(string name) => Regex.Replace(name, "(?<!^)([A-Z])", "_$1").ToLowerInvariant();
}
