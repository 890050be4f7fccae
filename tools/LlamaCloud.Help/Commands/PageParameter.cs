using System;
using System.Collections.Generic;
using System.Linq;
using LlamaCloud.Help.Pages;
using Markdig.Syntax;

namespace LlamaCloud.Help.Commands;

/// <summary>A parameter.</summary>
/// <param name="Name">Its name, without a dash.</param>
/// <param name="Description">What it is for.</param>
/// <param name="Facts">Its facts; once for all sets that share them.</param>
internal sealed record PageParameter(string Name, IReadOnlyList<string> Description, IReadOnlyList<ParameterFacts> Facts)
{
    /// <summary>The facts that hold in a set.</summary>
    public ParameterFacts In(string set) => Facts.FirstOrDefault(facts => facts.Sets.Contains(set)) ?? Facts[0];

    /// <summary>Reads the section of a parameter: text, and then blocks of facts.</summary>
    public static PageParameter Read(Page page, Section section)
    {
        FencedCodeBlock[] facts = [.. section.Blocks.OfType<FencedCodeBlock>().Where(block => block.Info == "yaml")];
        return facts.Length > 0
            ? new PageParameter(
                section.Title[1..],
                PlainText.Paragraphs(section.Blocks.Except(facts)),
                [.. facts.Select(block => ParameterFacts.Read(page, section, block))])
            : throw page.Fail(section, "There is no block of yaml with its facts.");
    }
}

/// <summary>What holds of a parameter, in the words of the page.</summary>
/// <param name="Type">Its type, without a namespace.</param>
/// <param name="Sets">Its parameter sets, or <c>(All)</c>.</param>
/// <param name="Aliases">Its aliases.</param>
/// <param name="AcceptedValues">The only values that it takes; empty for any.</param>
/// <param name="Position">Its position, or <c>Named</c>.</param>
/// <param name="IsRequired"><c>True</c> or <c>False</c>.</param>
/// <param name="Default">Its default, or <c>None</c>.</param>
/// <param name="PipelineInput"><c>False</c>, or <c>True</c> and how.</param>
/// <param name="Wildcards"><c>True</c> or <c>False</c>.</param>
internal sealed record ParameterFacts(
    string Type,
    IReadOnlyList<string> Sets,
    IReadOnlyList<string> Aliases,
    IReadOnlyList<string> AcceptedValues,
    string IsRequired,
    string Position,
    string Default,
    string PipelineInput,
    string Wildcards)
{
    /// <summary>Reads a block of them.</summary>
    /// <exception cref="PageException">One is missing, or stands twice.</exception>
    public static ParameterFacts Read(Page page, Section section, LeafBlock block)
    {
        IReadOnlyDictionary<string, string> values = KeyValues.Read(page.Path, block);
        return new ParameterFacts(
            Find("Type"),
            List("Parameter Sets"),
            List("Aliases"),
            values.ContainsKey("Accepted values") ? List("Accepted values") : [],
            Find("Required"),
            Find("Position"),
            Find("Default value"),
            Find("Accept pipeline input"),
            Find("Accept wildcard characters"));

        string Find(string key) =>
            values.TryGetValue(key, out string? value) ? value : throw page.Fail(section, $"The fact '{key}' is missing.");

        string[] List(string key) => Find(key).Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
    }
}
