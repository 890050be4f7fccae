using System.Collections.Generic;
using System.IO;
using System.Linq;
using Markdig;
using Markdig.Extensions.Yaml;
using Markdig.Syntax;

namespace LlamaCloud.Help.Pages;

/// <summary>A page: what stands before its first heading, and its sections.</summary>
/// <param name="Path">The file.</param>
/// <param name="FrontMatter">The keys and values at its top.</param>
/// <param name="Sections">The sections of the second level, in order.</param>
internal sealed record Page(string Path, IReadOnlyDictionary<string, string> FrontMatter, IReadOnlyList<Section> Sections)
{
    private static readonly MarkdownPipeline s_markdown = new MarkdownPipelineBuilder().UseYamlFrontMatter().UsePipeTables().Build();

    /// <summary>What it is about: a cmdlet or a topic.</summary>
    public string Name => System.IO.Path.GetFileNameWithoutExtension(Path);

    /// <summary>Reads a page.</summary>
    /// <exception cref="PageException">Its title is not its name, or a key at its top stands twice.</exception>
    public static Page Read(string path)
    {
        MarkdownDocument document = Markdown.Parse(File.ReadAllText(path), s_markdown);
        Section? title = Section.Split(document, 1).FirstOrDefault();
        Page page = new(
            path,
            KeyValues.Read(path, document.OfType<YamlFrontMatterBlock>().SingleOrDefault()),
            title is null ? [] : [.. Section.Split(title.Blocks, 2)]);
        return title?.Title == page.Name ? page : throw new PageException(path, 0, $"The page has no title {page.Name}.");
    }

    /// <summary>The section with a title.</summary>
    /// <exception cref="PageException">There is none.</exception>
    public Section Find(string title) =>
        Sections.FirstOrDefault(section => section.Title == title) ?? throw new PageException(Path, 0, $"There is no section {title}.");

    /// <summary>An error about a section.</summary>
    public PageException Fail(Section section, string problem) => new(Path, section.Line, $"{section.Title}: {problem}");
}
