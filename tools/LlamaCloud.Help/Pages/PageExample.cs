using System;
using System.Collections.Generic;
using System.Linq;
using Markdig.Syntax;

namespace LlamaCloud.Help.Pages;

/// <summary>What a user would type, and what is shown then.</summary>
/// <param name="Title">What it is an example of.</param>
/// <param name="Line">Where it stands; the first line is 0.</param>
/// <param name="Code">What to type.</param>
/// <param name="Output">What is shown; null where the page does not say.</param>
/// <param name="Remarks">The text around both.</param>
internal sealed record PageExample(string Title, int Line, string Code, string? Output, IReadOnlyList<string> Remarks)
{
    /// <summary>Reads a section that is one example.</summary>
    /// <exception cref="PageException">It has no code, or more than one piece of it.</exception>
    public static PageExample Read(Page page, Section section) =>
        All(section) is [PageExample example]
            ? example with { Remarks = PlainText.Paragraphs(section.Blocks.Where(block => block is not FencedCodeBlock)) }
            : throw page.Fail(section, "It is one block of powershell, and at most one of output.");

    /// <summary>Every example in a section, wherever it stands; without remarks.</summary>
    public static IReadOnlyList<PageExample> All(Section section)
    {
        List<PageExample> found = [];
        foreach (FencedCodeBlock block in section.Blocks.OfType<FencedCodeBlock>())
        {
            string text = string.Join("\n", KeyValues.LinesOf(block));
            if (block.Info == "powershell")
            {
                found.Add(new PageExample(section.Title, block.Line, text, null, []));
            }
            else if (string.Equals(block.Info, "output", StringComparison.OrdinalIgnoreCase) && found is [.., { Output: null } last])
            {
                found[^1] = last with { Output = text };
            }
        }

        return found;
    }
}
