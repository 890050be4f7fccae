using System;
using System.Linq;

namespace LlamaCloud;

/// <summary>
/// The rule for an id that goes into the path of a request. The service gives no grammar, so only what could change
/// which route is asked (RFC 3986, sections 3.3 and 5.2.4) or cannot be sent at all is refused.
/// </summary>
public static class ResourceId
{
    private const int MaximumLength = 200;

    // What the service's keys begin with. A key that slipped into the place of an id must not be sent there, nor shown.
    private const string KeyPrefix = "llx-";

    private static readonly char[] s_unseen = ['\uFEFF', '\u200B', '\u200C', '\u200D', '\u2060'];

    // What divides an address, and what begins an escape in it.
    private static readonly char[] s_parts = ['/', '\\', '?', '#', '%'];

    /// <summary>Tries to read an id.</summary>
    /// <param name="text">The id, perhaps with white space around it; may be null.</param>
    /// <param name="id">The id without white space around it; empty when it is refused.</param>
    /// <param name="problem">What is wrong, as the end of a sentence that begins with the id ("is empty"); null when nothing is.</param>
    /// <returns>Whether it is an id.</returns>
    public static bool TryParse(string? text, out string id, out string? problem)
    {
        string trimmed = text is null ? string.Empty : Trim(text);
        problem = text is null ? "is null" : FindProblem(trimmed);
        id = problem is null ? trimmed : string.Empty;
        return problem is null;
    }

    /// <summary>
    /// A text without what stands around it unseen: white space, a byte order mark (U+FEFF) and characters of no width
    /// (U+200B to U+200D, U+2060), which come along when it is copied from a page or read from a file.
    /// </summary>
    /// <param name="text">The text.</param>
    public static string Trim(string text)
    {
        int start = 0;
        int end = (text ?? throw new ArgumentNullException(nameof(text))).Length;
        while (start < end && IsUnseen(text[start]))
        {
            start++;
        }

        while (end > start && IsUnseen(text[end - 1]))
        {
            end--;
        }

        return text.Substring(start, end - start);
    }

    /// <summary>An id without white space around it.</summary>
    /// <exception cref="ArgumentException">It is no id; the message does not show a key.</exception>
    internal static string Check(string? text, string parameterName) => TryParse(text, out string id, out string? problem)
        ? id
        : throw new ArgumentException($"The id '{Show(text ?? string.Empty)}' {problem}.", parameterName);

    /// <summary>An id, or what was given for one, as a message can show it: shortened, and without control characters.</summary>
    /// <param name="text">The id.</param>
    /// <returns>At most 60 characters and dots; <c>llx-...</c> for an API key.</returns>
    public static string Show(string text)
    {
        const int Most = 60;
        if (IsKey(text))
        {
            return KeyPrefix + "...";
        }

        string shown = new([.. text.Select(c => char.IsControl(c) || char.IsSurrogate(c) ? '?' : c)]);
        return shown.Length <= Most ? shown : $"{shown.Substring(0, Most)}...";
    }

    /// <summary>Whether a text looks like an API key, <c>llx-...</c>: such a text is sent and shown nowhere as an id.</summary>
    /// <param name="text">The text, perhaps with white space around it.</param>
    /// <returns>Whether it begins as a key does.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="text"/> is null.</exception>
    public static bool IsKey(string text) =>
        (text ?? throw new ArgumentNullException(nameof(text))).TrimStart(s_unseen).Trim().StartsWith(KeyPrefix, StringComparison.Ordinal);

    private static bool IsUnseen(char c) => char.IsWhiteSpace(c) || Array.IndexOf(s_unseen, c) >= 0;

    private static string? FindProblem(string id)
    {
        if (id.Length == 0)
        {
            return "is empty";
        }

        if (id.Length > MaximumLength)
        {
            return $"is {id.Length} characters long, where at most {MaximumLength} are possible";
        }

        if (IsKey(id))
        {
            return "is an API key, not an id";
        }

        if (id is "." or "..")
        {
            return "is a path, not an id";
        }

        if (HoldsControl(id))
        {
            return "holds a control character";
        }

        if (id.IndexOfAny(s_unseen) is int hidden and >= 0)
        {
            return FormattableString.Invariant($"holds the character U+{(int)id[hidden]:X4}, which nobody sees");
        }

        if (id.IndexOfAny(s_parts) is int position and >= 0)
        {
            return $"holds the character '{id[position]}', which no id has";
        }

        return HasUnpairedSurrogate(id) ? "holds half a character (an unpaired surrogate)" : null;
    }

    private static bool HoldsControl(string id)
    {
        foreach (char c in id)
        {
            if (char.IsControl(c))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Whether a text has half a character in it, which UTF-8 cannot say.</summary>
    internal static bool HasUnpairedSurrogate(string text)
    {
        for (int i = 0; i < text.Length; i++)
        {
            if (!char.IsSurrogate(text[i]))
            {
                continue;
            }

            if (!char.IsSurrogatePair(text, i))
            {
                return true;
            }

            i++;
        }

        return false;
    }
}
