using System;
using System.Collections.Generic;
using System.Linq;

namespace LlamaCloud;

/// <summary>The events that webhooks are told of. The service adds some, so others are possible.</summary>
public static class JobEvents
{
    // Two letters that changed places are two wrong characters.
    private const int MostSlips = 2;

    /// <summary>Those that its description has, such as <c>parse.success</c>.</summary>
    public static IReadOnlyList<string> All { get; } =
    [
        .. Of("classify", "pending", "running", "success", "error", "partial_success", "cancelled"),
        .. Of("extract", "pending", "success", "error", "partial_success", "cancelled"),
        .. Of("parse", "pending", "running", "success", "error", "partial_success", "cancelled"),
        .. Of("split", "pending", "processing", "success", "error", "cancelled"),
        .. Of("batch", "pending", "running", "success", "error", "cancelled"),
    ];

    /// <summary>Which event was meant by a text that is none.</summary>
    /// <param name="text">The text.</param>
    /// <returns>
    /// The event of which it looks like a slip, or an example where it does not name a product as every event does; null where it is an
    /// event, or may be one that is new.
    /// </returns>
    public static string? FindMeant(string text)
    {
        string name = (text ?? throw new ArgumentNullException(nameof(text))).Trim();
        if (All.Contains(name) || name.Length == 0)
        {
            return null;
        }

        string? example = name.Contains('.') ? null
            : All.FirstOrDefault(one => one.EndsWith("." + name, StringComparison.OrdinalIgnoreCase)) ?? All[0];
        return NearWord.Nearest(name, All, MostSlips) ?? example;
    }

    private static IEnumerable<string> Of(string product, params string[] words) => words.Select(word => $"{product}.{word}");
}
