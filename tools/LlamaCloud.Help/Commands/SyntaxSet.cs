using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.RegularExpressions;
using LlamaCloud.Help.Pages;
using Markdig.Syntax;

namespace LlamaCloud.Help.Commands;

/// <summary>A parameter set as <c>Get-Command -Syntax</c> shows it.</summary>
/// <param name="Name">Its name; empty where there is only one.</param>
/// <param name="IsDefault">Whether it is the default.</param>
/// <param name="Text">The line, from the name of the cmdlet on.</param>
internal sealed partial record SyntaxSet(string Name, bool IsDefault, string Text)
{
    private const string Default = " (Default)";

    /// <summary>The parameters in order, and whether each must be given, which the brackets around it say.</summary>
    public IReadOnlyList<(string Name, bool IsRequired)> Parameters =>
        [
            .. ParameterPattern().Matches(Text)
                .Select(
                    match => match.Groups["required"] is { Success: true, Value: var name }
                        ? (name, true)
                        : (match.Groups["optional"].Value, false)),
        ];

    /// <summary>Reads the section: a block of code for each set, below a heading with its name where there are several.</summary>
    public static IReadOnlyList<SyntaxSet> Read(Page page, Section section) => section.Parts.Count == 0
        ? [new SyntaxSet(string.Empty, false, Line(page, section))]
        : [
            .. section.Parts.Select(
                part => new SyntaxSet(
                    part.Title.Replace(Default, string.Empty, StringComparison.Ordinal),
                    part.Title.EndsWith(Default, StringComparison.Ordinal),
                    Line(page, part))),
        ];

    private static string Line(Page page, Section section) =>
        section.Blocks is [CodeBlock code]
            ? Whitespace().Replace(string.Join(" ", KeyValues.LinesOf(code)), " ").Trim()
            : throw page.Fail(section, "It is one block of code.");

    // [[-A] <x>] and [-A <x>] and [-A] may be left out; [-A] <x> and -A <x> may not.
    [GeneratedRegex(@"\[\[-(?<optional>\w+)|\[-(?<required>\w+)\] <|\[-(?<optional>\w+)|(?<= )-(?<required>\w+)")]
    private static partial Regex ParameterPattern();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Whitespace();
}
