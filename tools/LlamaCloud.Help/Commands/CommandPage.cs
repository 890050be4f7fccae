using System.Collections.Generic;
using System.Linq;
using LlamaCloud.Help.Pages;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace LlamaCloud.Help.Commands;

/// <summary>
/// The page of a cmdlet, in the Markdown schema 2.0.0 of platyPS. Its blocks of facts below each parameter are nine short lines,
/// which GitHub shows as they stand; those of schema 2024-05-01 are three times as long and name each parameter set again.
/// </summary>
internal sealed record CommandPage
{
    /// <summary>The cmdlet.</summary>
    public required string Name { get; init; }

    /// <summary>Where its help is on the web, or that of the call it makes; empty for none.</summary>
    public required string OnlineVersion { get; init; }

    public required string Synopsis { get; init; }

    public required IReadOnlyList<SyntaxSet> Syntax { get; init; }

    public required IReadOnlyList<string> Description { get; init; }

    public required IReadOnlyList<PageExample> Examples { get; init; }

    public required IReadOnlyList<PageParameter> Parameters { get; init; }

    public required IReadOnlyList<PageType> Inputs { get; init; }

    public required IReadOnlyList<PageType> Outputs { get; init; }

    public required IReadOnlyList<string> Notes { get; init; }

    public required IReadOnlyList<(string Text, string Address)> Links { get; init; }

    /// <summary>Reads it.</summary>
    /// <exception cref="PageException">
    /// A section is missing, or is not of its form, or the syntax has a parameter that has no section.
    /// </exception>
    public static CommandPage Read(Page page)
    {
        CommandPage command = ReadSections(page);
        foreach (string name in command.Syntax.SelectMany(set => set.Parameters).Select(parameter => parameter.Name))
        {
            if (command.Parameters.All(parameter => parameter.Name != name))
            {
                throw page.Fail(
                    page.Find("SYNTAX"),
                    $"-{name} has no section below PARAMETERS. Write one with the heading -{name}, or take it out of the syntax.");
            }
        }

        return command;
    }

    private static CommandPage ReadSections(Page page) => new()
    {
        Name = page.Name,
        OnlineVersion = page.FrontMatter.GetValueOrDefault("online version", string.Empty),
        Synopsis = PlainText.Paragraphs(page.Find("SYNOPSIS").Blocks) is [string line]
            ? line
            : throw page.Fail(page.Find("SYNOPSIS"), "It is one paragraph."),
        Syntax = SyntaxSet.Read(page, page.Find("SYNTAX")),
        Description = PlainText.Paragraphs(page.Find("DESCRIPTION").Blocks),
        Examples = [.. page.Find("EXAMPLES").Parts.Select(part => PageExample.Read(page, part))],
        Parameters = [
            .. page.Find("PARAMETERS").Parts.Where(part => part.Title.StartsWith('-')).Select(part => PageParameter.Read(page, part)),
        ],
        Inputs = ReadTypes(page.Find("INPUTS")),
        Outputs = ReadTypes(page.Find("OUTPUTS")),
        Notes = PlainText.Paragraphs(page.Find("NOTES").Blocks),
        Links = [
            .. page.Find("RELATED LINKS").Blocks
                .OfType<ParagraphBlock>()
                .SelectMany(block => block.Inline!.Descendants<LinkInline>())
                .Select(link => (PlainText.Of(link), link.Url ?? string.Empty)),
        ],
    };

    private static PageType[] ReadTypes(Section section) =>
        [.. section.Parts.Select(part => new PageType(part.Title, PlainText.Paragraphs(part.Blocks)))];
}

/// <summary>A type that comes in or goes out.</summary>
/// <param name="Name">Its name, or None.</param>
/// <param name="Description">What it is for.</param>
internal sealed record PageType(string Name, IReadOnlyList<string> Description);
