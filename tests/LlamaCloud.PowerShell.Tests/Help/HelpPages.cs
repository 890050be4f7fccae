using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using LlamaCloud.Help.Commands;
using LlamaCloud.Help.Pages;
using LlamaCloud.Help.Topics;
using Markdig;

namespace LlamaCloud.PowerShell.Tests.Help;

/// <summary>The pages that the help is made from.</summary>
internal static class HelpPages
{
    /// <summary>Where they are.</summary>
    public static string Folder { get; } = Path.Combine(Places.Repository, "docs", "en-US");

    /// <summary>All of them.</summary>
    public static IReadOnlyList<Page> All { get; } =
    [
        .. Directory.GetFiles(Folder, "*.md").Order(StringComparer.Ordinal).Select(Page.Read),
    ];

    /// <summary>Those of cmdlets, by name.</summary>
    public static IReadOnlyDictionary<string, CommandPage> Commands { get; } =
        All.Where(page => !TopicText.IsTopic(page)).Select(CommandPage.Read).ToDictionary(page => page.Name, StringComparer.Ordinal);

    /// <summary>Those about topics.</summary>
    public static IReadOnlyList<Page> Topics { get; } = [.. All.Where(TopicText.IsTopic)];

    /// <summary>The README, which is no page of the help: all of it is one section.</summary>
    public static Page Readme { get; } = ReadReadme();

    /// <summary>Every example on every page and in the README, by the page and the line where its code begins.</summary>
    public static IReadOnlyDictionary<string, (Page Page, PageExample Example)> Examples { get; } =
        All.Append(Readme).SelectMany(page => page.Sections.SelectMany(PageExample.All).Select(example => (Page: page, Example: example)))
            .ToDictionary(one => $"{one.Page.Name}, line {one.Example.Line + 1}", StringComparer.Ordinal);

    private static Page ReadReadme()
    {
        string path = Path.Combine(Places.Repository, "README.md");
        MarkdownPipeline markdown = new MarkdownPipelineBuilder().UsePipeTables().Build();
        return new Page(path, new Dictionary<string, string>(), [.. Section.Split(Markdown.Parse(File.ReadAllText(path), markdown), 1)]);
    }
}
