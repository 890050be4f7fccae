using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using Markdig.Extensions.Tables;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace LlamaCloud.Help.Pages;

/// <summary>What is left of Markdown in a console: words, and lists as lines.</summary>
internal static class PlainText
{
    /// <summary>The words of a text, without emphasis, marks of code and addresses of links; one line but for hard breaks.</summary>
    public static string Of(ContainerInline? inline) => inline is null ? string.Empty : string.Concat(inline.Select(Of));

    /// <summary>Paragraphs: a list or a table is one, with a line for each item, and code is one that keeps its lines.</summary>
    public static IReadOnlyList<string> Paragraphs(IEnumerable<Block> blocks) => [.. blocks.Select(Of).Where(text => text.Length > 0)];

    /// <summary>The items of a list, each with its mark.</summary>
    public static IEnumerable<(string Mark, string Text)> Items(ListBlock list)
    {
        // Code between two items begins a new list, which counts on.
        int number = list.IsOrdered && int.TryParse(list.OrderedStart, NumberStyles.None, CultureInfo.InvariantCulture, out int first)
            ? first
            : 1;
        foreach (ListItemBlock item in list.OfType<ListItemBlock>())
        {
            yield return (list.IsOrdered ? $"{number}. " : "- ", string.Join("\n", item.Select(Of)));
            number++;
        }
    }

    /// <summary>The cells of a table, its heading first.</summary>
    public static IReadOnlyList<string[]> Rows(Table table) =>
        [.. table.OfType<TableRow>().Select(row => row.OfType<TableCell>().Select(cell => string.Join(" ", cell.Select(Of))).ToArray())];

    private static string Of(Block block) => block switch
    {
        ParagraphBlock paragraph => Of(paragraph.Inline),
        ListBlock list => string.Join("\n", Items(list).Select(item => item.Mark + item.Text)),
        CodeBlock code => string.Join("\n", KeyValues.LinesOf(code)),
        Table table => string.Join("\n", Rows(table).Skip(1).Select(row => string.Join(": ", row))),
        LinkReferenceDefinitionGroup or HtmlBlock => string.Empty,
        ContainerBlock container => string.Join("\n", container.Select(Of)),
        LeafBlock leaf => Of(leaf.Inline),
        _ => string.Empty,
    };

    private static string Of(Inline inline) => inline switch
    {
        LiteralInline literal => literal.Content.ToString(),
        CodeInline code => code.Content,
        LineBreakInline { IsHard: true } => "\n",
        LineBreakInline => " ",
        AutolinkInline link => link.Url,
        HtmlEntityInline entity => entity.Transcoded.ToString(),
        ContainerInline container => string.Concat(container.Select(Of)),
        _ => string.Empty,
    };
}
