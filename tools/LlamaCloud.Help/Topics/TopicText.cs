using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using LlamaCloud.Help.Pages;
using Markdig.Extensions.Tables;
using Markdig.Syntax;

namespace LlamaCloud.Help.Topics;

/// <summary>An about page as the plain text that <c>Get-Help about_...</c> shows: 80 columns, headings at the left.</summary>
internal static class TopicText
{
    private const string ShortDescription = "SHORT DESCRIPTION";

    /// <summary>Whether a page is about a topic and not about a cmdlet.</summary>
    public static bool IsTopic(Page page) => page.Name.StartsWith("about_", StringComparison.Ordinal);

    /// <summary>Makes it.</summary>
    /// <exception cref="PageException">The short description does not fit its line.</exception>
    public static string Of(Page page)
    {
        Section summary = page.Find(ShortDescription);
        // PowerShell takes the fifth line of the text, and no more, for the list of topics.
        string line = PlainText.Paragraphs(summary.Blocks) is [{ Length: <= Lines.Width - Lines.Step } one]
            ? one
            : throw page.Fail(summary, $"It is one line of at most {Lines.Width - Lines.Step} characters.");
        StringBuilder text = new($"TOPIC\n{Lines.Indent(1)}{page.Name}\n\n{ShortDescription}\n{Lines.Indent(1)}{line}\n");
        foreach (Section section in page.Sections.Where(section => section != summary))
        {
            text.Append('\n').Append(section.Title).Append('\n');
            Append(text, section.Introduction);
            foreach (Section part in section.Parts)
            {
                text.Append('\n').Append("  ").Append(part.Title).Append('\n');
                Append(text, part.Blocks);
            }
        }

        return text.ToString();
    }

    private static void Append(StringBuilder text, IEnumerable<Block> blocks)
    {
        string separator = string.Empty;
        foreach (IEnumerable<string> lines in blocks.Select(Lay))
        {
            text.Append(separator);
            separator = "\n";
            foreach (string line in lines)
            {
                text.Append(line.TrimEnd()).Append('\n');
            }
        }
    }

    private static IEnumerable<string> Lay(Block block) => block switch
    {
        ListBlock list => PlainText.Items(list).SelectMany(item => Lines.Wrap(item.Mark + item.Text, 1, item.Mark.Length)),
        // No deeper than the text: an example of 76 columns fits a console of 80.
        CodeBlock code => KeyValues.LinesOf(code).Select(line => Lines.Indent(1) + line),
        Table table => Lay(PlainText.Rows(table)),
        _ => PlainText.Paragraphs([block]).SelectMany(paragraph => Lines.Wrap(paragraph, 1)),
    };

    // No table of sentences fits 80 columns: what the first column names is a heading, and the rest stands below it.
    private static IEnumerable<string> Lay(IReadOnlyList<string[]> rows)
    {
        string[] heading = rows[0];
        foreach (string[] row in rows.Skip(1))
        {
            foreach (string line in Lines.Wrap(row[0], 1))
            {
                yield return line;
            }

            for (int i = 1; i < row.Length; i++)
            {
                string name = heading.Length > 2 ? heading[i] + ": " : string.Empty;
                foreach (string line in Lines.Wrap(name + row[i], 2))
                {
                    yield return line;
                }
            }
        }
    }
}
