using System;
using System.Collections.Generic;
using System.Linq;

namespace LlamaCloud;

/// <summary>Finds which known word was meant.</summary>
internal static class NearWord
{
    /// <summary>The nearest one; null when none is as near as a slip of the finger.</summary>
    /// <param name="text">What was written.</param>
    /// <param name="words">The words, in lower case.</param>
    /// <param name="most">How many characters may be wrong; null for one in four, and at least one.</param>
    public static string? Nearest(string text, IEnumerable<string> words, int? most = null)
    {
        string lower = text.ToLowerInvariant();
        (string word, int distance) = words.Select(word => (word, Distance(lower, word))).OrderBy(one => one.Item2).FirstOrDefault();
        return word is not null && distance <= (most ?? Math.Max(1, word.Length / 4)) ? word : null;
    }

    // How many characters have to be put in, taken out or replaced (Levenshtein).
    private static int Distance(string one, string other)
    {
        int[] row = [.. Enumerable.Range(0, other.Length + 1)];
        for (int i = 1; i <= one.Length; i++)
        {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= other.Length; j++)
            {
                int above = row[j];
                row[j] = Math.Min(Math.Min(row[j] + 1, row[j - 1] + 1), diagonal + (one[i - 1] == other[j - 1] ? 0 : 1));
                diagonal = above;
            }
        }

        return row[other.Length];
    }
}
