using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text;

namespace LlamaCloud.PowerShell.Binding;

/// <summary>
/// Makes a name that somebody else chose into one that a file can have on every system, in the folder it is meant for and
/// no other.
/// </summary>
internal static class SafeFileName
{
    // Bytes of UTF-8, which is what Linux counts; Windows counts fewer.
    private const int Longest = 240;
    private const int LongestExtension = 20;

    // What separates folders, drives, streams of a file ("a.txt:b"), and what Windows does not take.
    private static readonly HashSet<char> s_special = ['/', '\\', ':', '*', '?', '"', '<', '>', '|'];

    // Devices, whatever extension they have (Windows, "Naming Files, Paths, and Namespaces").
    private static readonly HashSet<string> s_reserved = new(
        ((string[])["CON", "PRN", "AUX", "NUL", "CONIN$", "CONOUT$"]).Concat(
            from port in (string[])["COM", "LPT"] from number in "0123456789¹²³" select port + number),
        StringComparer.OrdinalIgnoreCase);

    /// <summary>The name.</summary>
    /// <param name="name">The name as it was given.</param>
    /// <param name="otherwise">What it is where nothing is left of the name.</param>
    public static string Of(string name, string otherwise)
    {
        string safe = Clean(name);
        // An id may hold a colon, say.
        safe = safe.Length > 0 ? safe : Clean(otherwise);
        safe = safe.Length > 0 ? safe : "_";

        // A hidden file is nothing that one asks a service for.
        safe = safe[0] == '.' ? $"_{safe.Substring(1)}" : safe;
        safe = s_reserved.Contains(safe.Split('.')[0].Trim()) ? "_" + safe : safe;
        return Shorten(safe);
    }

    // Windows takes dots and spaces off the end.
    private static string Clean(string name) => new string([.. name.Select(c => IsSpecial(c) ? '_' : c)]).Trim().TrimEnd('.', ' ');

    private static bool IsSpecial(char c) =>
        s_special.Contains(c)
            || char.IsControl(c)
            || char.GetUnicodeCategory(c) is UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator;

    private static string Shorten(string name)
    {
        string extension = Path.GetExtension(name);
        extension = extension.Length <= LongestExtension ? extension : string.Empty;
        string stem = name.Substring(0, name.Length - extension.Length);
        int room = Longest - Encoding.UTF8.GetByteCount(extension);
        while (Encoding.UTF8.GetByteCount(stem) > room)
        {
            // Not half of a pair.
            stem = stem.Substring(0, stem.Length - (char.IsLowSurrogate(stem[stem.Length - 1]) ? 2 : 1));
        }

        return (stem + extension).TrimEnd('.', ' ');
    }
}
