using System.Collections.Generic;
using System.Collections.ObjectModel;
using System.Linq;

namespace LlamaCloud;

/// <summary>The numbers of pages. As a text, which is what a CSV file shows of them, they are as jobs are told them: <c>3-7,9</c>.</summary>
internal sealed class PageList(IEnumerable<int> pages) : ReadOnlyCollection<int>([.. pages])
{
    public static PageList None { get; } = new([]);

    /// <summary>The pages as a text: ascending, each once, and a dash for those in a row.</summary>
    public static string Of(IEnumerable<int> pages)
    {
        List<(int First, int Last)> ranges = [];
        foreach (int page in pages.Where(page => page > 0).Distinct().OrderBy(page => page))
        {
            if (ranges.Count > 0 && ranges[ranges.Count - 1].Last == page - 1)
            {
                ranges[ranges.Count - 1] = (ranges[ranges.Count - 1].First, page);
            }
            else
            {
                ranges.Add((page, page));
            }
        }

        return string.Join(",", ranges.Select(range => range.First == range.Last ? $"{range.First}" : $"{range.First}-{range.Last}"));
    }

    public override string ToString() => Of(this);
}
