using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;

namespace LlamaCloud.PowerShell.Parse;

/// <content>What was saved by an earlier run, and came with the documents.</content>
internal sealed partial class ResultPlaces
{
    /// <summary>
    /// Which of some documents look like results of others among them: they are where those belong, or in the folder of their images. A
    /// folder that is searched every night holds what the nights before have saved.
    /// </summary>
    /// <param name="documents">Whole paths.</param>
    /// <param name="root">The folder that all have in common; null when there is none.</param>
    /// <returns>By its path, the document that each looks like a result of.</returns>
    public IReadOnlyDictionary<string, string> FindEarlier(IReadOnlyCollection<string> documents, string? root)
    {
        string[] endings = [.. formats.Concat(["Images"]).Select(format => ResultPlace.Endings[format])];
        Dictionary<string, string> found = new(StringComparer.OrdinalIgnoreCase);
        string[] candidates = [.. documents.Where(document => StemsOf(document, endings).Any())];
        if (candidates.Length == 0)
        {
            return found;
        }

        ILookup<string, string> places = documents
            .SelectMany(document => BothPlacesOf(document, root).Select(place => (place, document)))
            .ToLookup(one => one.place, one => one.document, StringComparer.OrdinalIgnoreCase);
        foreach (string candidate in candidates)
        {
            // A document is at its own place: that makes it nobody's result.
            string? document = StemsOf(candidate, endings).SelectMany(stem => places[stem])
                .FirstOrDefault(one => !string.Equals(one, candidate, StringComparison.OrdinalIgnoreCase));
            if (document is not null)
            {
                found[candidate] = document;
            }
        }

        return found;
    }

    private string[] BothPlacesOf(string document, string? root)
    {
        (string stem, string whole) = PlacesOf(document, Path.GetFileName(document), root);
        return [stem, whole];
    }

    // "/md/report" for "/md/report.md" and "/md/report.images/chart.png".
    private static IEnumerable<string> StemsOf(string path, string[] endings) =>
        from whole in (string?[])[path, Path.GetDirectoryName(path)]
        where whole is not null
        from ending in endings
        where whole.EndsWith(ending, StringComparison.OrdinalIgnoreCase) && (ending == ResultPlace.Endings["Images"]) == (whole != path)
        select whole.Substring(0, whole.Length - ending.Length);
}
