using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace LlamaCloud.Emulator.Verify;

/// <summary>
/// In place of the service's detectors: the worst of these words in a document is its verdict, and a total that is not that of its line
/// items is suspicious. That is simple enough for a test to foretell.
/// </summary>
internal static partial class WordDetector
{
    private static readonly (string Word, string Verdict, double Score, bool IsSynthetic)[] s_words =
    [
        ("forged", "DOCTORED", 0.97, false),
        ("generated", "LIKELY_DOCTORED", 0.82, true),
        ("edited", "SUSPICIOUS", 0.61, false),
    ];

    /// <summary>The <c>result</c> of a job.</summary>
    public static JsonObject Verify(IReadOnlyList<(int Number, string Text)> pages, bool isFast)
    {
        foreach ((string word, string verdict, double score, bool isSynthetic) in s_words)
        {
            (int page, string text) = pages.FirstOrDefault(page => page.Text.Contains(word, StringComparison.OrdinalIgnoreCase));
            if (text is not null)
            {
                JsonArray regions = [Region(page, score, $"The word \"{word}\" is on the page.")];
                return Result(verdict, score, 0.9, isSynthetic, $"The document says that it was {word}.", regions, pages);
            }
        }

        if (pages.Select(page => (page.Number, Problem: SumProblem(page.Text))).FirstOrDefault(page => page.Problem is not null)
            is { Problem: string problem } found)
        {
            return Result("SUSPICIOUS", 0.58, 0.85, false, problem, [Region(found.Number, 0.58, problem)], pages);
        }

        return isFast
            ? Result("NO_STRONG_SIGNAL", 0.2, 0.55, false, "The quick checks found nothing.", [], pages)
            : Result("AUTHENTIC", 0.03, 0.95, false, "The document does not say that anything was done to it.", [], pages);
    }

    private static string? SumProblem(string text)
    {
        decimal sum = LineItem().Matches(text).Sum(item => Number(item.Groups[1]) * Number(item.Groups[2]));
        return Total().Match(text) is { Success: true } total && sum > 0 && Number(total.Groups[1]) != sum
            ? FormattableString.Invariant($"The line items come to {sum:0.00} and the total to {total.Groups[1].Value}.")
            : null;
    }

    private static decimal Number(Group digits) => decimal.Parse(digits.Value, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"([0-9]+) x ([0-9]+\.[0-9]{2})")]
    private static partial Regex LineItem();

    [GeneratedRegex(@"Total amount due: ([0-9]+\.[0-9]{2})")]
    private static partial Regex Total();

    private static JsonObject Result(
        string verdict,
        double score,
        double confidence,
        bool isSynthetic,
        string reasoning,
        JsonArray regions,
        IReadOnlyList<(int Number, string Text)> pages) => new()
    {
        ["overall_score"] = score,
        ["verdict"] = verdict,
        ["confidence"] = confidence,
        ["tampering_score"] = isSynthetic ? 0.1 : score,
        ["synthetic_score"] = isSynthetic ? score : 0.02,
        ["composite_scores"] = new JsonObject
        {
            ["ai_generated"] = Score(isSynthetic ? score : 0.02),
            ["manually_edited"] = Score(isSynthetic ? 0.1 : score),
            ["document_metadata"] = Score(0.05),
            ["document_coherence"] = Score(0.04),
            ["recapture"] = Score(null),
            ["known_fraud"] = Score(null),
        },
        ["suspect_regions"] = regions,
        ["reasoning"] = reasoning,
        ["error"] = null,
        ["detector_version"] = "emulator-1",
        ["page_count"] = pages.Count,
        ["page_dimensions"] = new JsonArray(
            [.. pages.Select(page => (JsonNode)new JsonObject { ["page"] = page.Number - 1, ["width"] = 1240, ["height"] = 1754 })]),
    };

    private static JsonObject Score(double? score) => new() { ["score"] = score, ["applicable"] = score is not null };

    private static JsonObject Region(int page, double score, string explanation) => new()
    {
        ["page"] = page,
        ["bbox"] = new JsonArray(120, 400, 300, 42),
        ["score"] = score,
        ["kind"] = "text",
        ["source"] = "words",
        ["explanation"] = explanation,
    };
}
