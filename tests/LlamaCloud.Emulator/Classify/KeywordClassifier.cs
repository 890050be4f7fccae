using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace LlamaCloud.Emulator.Classify;

/// <summary>
/// In place of the service's model: the rule wins of which the document has the most words. That is simple enough for a
/// test to foretell, and a document of the right kind still finds its rule.
/// </summary>
internal static partial class KeywordClassifier
{
    private static readonly HashSet<string> s_stopWords = new(StringComparer.Ordinal)
    {
        "about", "also", "been", "contain", "contains", "document", "documents", "each", "from", "have", "include", "includes", "including",
        "into", "like", "more", "other", "over", "shall", "should", "some", "such", "than", "that", "their", "them", "then", "there",
        "these", "they", "this", "those", "type", "usually", "very", "what", "when", "where", "which", "will", "with", "without", "would",
        "your",
    };

    /// <summary>The <c>result</c> of a job with these rules, each with a <c>type</c> and a <c>description</c>.</summary>
    public static JsonObject Classify(JsonArray rules, string text)
    {
        HashSet<string> document = [.. Words(text)];
        Match[] matches = [.. rules.OfType<JsonObject>()
            .Select(rule => new Match(
                (string)rule["type"]!,
                [.. Words($"{rule["type"]} {rule["description"]}").Where(word => !s_stopWords.Contains(word)).Distinct()],
                document))
            .OrderByDescending(match => match.Found.Length)
            .ThenByDescending(match => match.Share)];
        return matches is [Match best, ..] && best.IsEnough
            ? Result(
                best.Type,
                best.Confidence(matches.Length > 1 ? matches[1].Found.Length : 0),
                $"The document has {best.Count} of the rule {best.Type}: {best.Quoted}.")
            : Result(null, matches.Length == 0 ? 0 : Math.Round(0.3 * matches[0].Share, 3), Nearest(matches));
    }

    private static string Nearest(Match[] matches) => matches is [{ Found.Length: > 0 } best, ..]
        ? $"No rule describes the document; it has only {best.Count} of the rule {best.Type}: {best.Quoted}."
        : "No rule describes the document; it has none of their words.";

    private static JsonObject Result(string? type, double confidence, string reasoning) => new()
    {
        ["type"] = type,
        ["confidence"] = confidence,
        ["reasoning"] = reasoning,
    };

    private static IEnumerable<string> Words(string text) => LongWord().Matches(text).Select(word => word.Value.ToLowerInvariant());

    [GeneratedRegex(@"\p{L}{4,}")]
    private static partial Regex LongWord();

    /// <summary>What a document has of one rule.</summary>
    private sealed class Match(string type, string[] words, HashSet<string> document)
    {
        public string Type => type;

        public string[] Found { get; } = [.. words.Where(document.Contains)];

        public double Share => words.Length == 0 ? 0 : (double)Found.Length / words.Length;

        public bool IsEnough => Found.Length >= 2 || (Found.Length == 1 && Share >= 0.25);

        public string Count => words.Length == 1 ? "the one word" : $"{Found.Length} of the {words.Length} words";

        public string Quoted => string.Join(", ", Found.Select(word => $"\"{word}\""));

        /// <summary>More with every word that was found, and with the lead over the rule that comes next; never certain.</summary>
        public double Confidence(int next) => Math.Round(0.35 + (0.4 * Share) + (0.24 * (Found.Length - next) / Found.Length), 3);
    }
}
