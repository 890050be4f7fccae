using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json.Nodes;

namespace LlamaCloud.Emulator.Verify;

/// <summary>
/// In place of the service's detectors: the worst of these words in a document is its verdict. That is simple enough for a test to
/// foretell.
/// </summary>
internal static class WordDetector
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

        return isFast
            ? Result("NO_STRONG_SIGNAL", 0.2, 0.55, false, "The quick checks found nothing.", [], pages)
            : Result("AUTHENTIC", 0.03, 0.95, false, "The document does not say that anything was done to it.", [], pages);
    }

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
