using System;
using System.Linq;

namespace LlamaCloud.Package;

/// <summary>What has changed, version by version, newest first: a heading <c>## 1.2.3 - date</c> and a list for each.</summary>
internal static class Changelog
{
    /// <summary>What it says of a version.</summary>
    /// <exception cref="PackageException">It has nothing of it.</exception>
    public static string NotesOf(string changelog, string version)
    {
        string? section = changelog.ReplaceLineEndings("\n").Split("\n## ").Skip(1)
            .FirstOrDefault(section => section.Split((char[])[' ', '\n'], 2)[0] == version);
        string notes = section is null ? string.Empty : section[(section.IndexOf('\n', StringComparison.Ordinal) + 1)..].Trim();
        return notes.Length > 0
            ? Plain(notes)
            : throw new PackageException(
                $"CHANGELOG.md says nothing of version {version}. Add a heading '## {version} - unreleased' with what has changed.");
    }

    // A gallery shows it as it stands: without the marks of code, and a line for each item.
    private static string Plain(string notes) => notes.Replace("`", string.Empty, StringComparison.Ordinal)
        .Replace("\n  ", " ", StringComparison.Ordinal);
}
