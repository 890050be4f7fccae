using System.Collections.Generic;
using System.Linq;
using Markdig.Syntax;

namespace LlamaCloud.Help.Pages;

/// <summary>A heading and what stands below it, deeper headings included.</summary>
/// <param name="Title">The heading.</param>
/// <param name="Line">Where it is; the first line is 0.</param>
/// <param name="Blocks">What stands below it.</param>
internal sealed record Section(string Title, int Line, IReadOnlyList<Block> Blocks)
{
    /// <summary>What stands before the first heading below it.</summary>
    public IReadOnlyList<Block> Introduction => [.. Blocks.TakeWhile(block => block is not HeadingBlock)];

    /// <summary>The sections below it, of the level that its first heading has.</summary>
    public IReadOnlyList<Section> Parts =>
        Blocks.OfType<HeadingBlock>().FirstOrDefault() is HeadingBlock first ? [.. Split(Blocks, first.Level)] : [];

    /// <summary>The sections of a level; what stands before the first is left out.</summary>
    public static IEnumerable<Section> Split(IEnumerable<Block> blocks, int level)
    {
        HeadingBlock? heading = null;
        List<Block> below = [];
        foreach (Block block in blocks)
        {
            if (block is HeadingBlock next && next.Level <= level)
            {
                if (heading is not null)
                {
                    yield return new Section(PlainText.Of(heading.Inline), heading.Line, below);
                }

                heading = next;
                below = [];
            }
            else if (heading is not null)
            {
                below.Add(block);
            }
        }

        if (heading is not null)
        {
            yield return new Section(PlainText.Of(heading.Inline), heading.Line, below);
        }
    }
}
