using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Management.Automation;
using LlamaCloud.PowerShell.Binding;

namespace LlamaCloud.PowerShell.Parse;

/// <summary>
/// Where the results of each document are saved: beside it, or in a folder that keeps the folders below the one that all documents have
/// in common. No two documents have one place.
/// </summary>
/// <param name="destination">The folder; null for beside each document.</param>
/// <param name="here">The folder for documents that are nowhere on this machine.</param>
/// <param name="formats">What is saved.</param>
internal sealed partial class ResultPlaces(string? destination, string here, string[] formats)
{
    private static readonly char[] s_separators = ['/', '\\'];
    private const int LongestPages = 40;

    // Also where a file system would tell names by their case: what is saved here may be copied to one that does not.
    private readonly Dictionary<string, string> _taken = new(StringComparer.OrdinalIgnoreCase);

    // No document is saved over: a.txt becomes no a.md where that is a document too.
    private readonly HashSet<string> _documents = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Begins with a folder as a command was given it.</summary>
    /// <param name="command">The command.</param>
    /// <param name="given">The folder; null for none.</param>
    /// <param name="formats">What is saved.</param>
    /// <param name="problem">Why it can be none, as what follows its name in a sentence; null when it can.</param>
    public static ResultPlaces Open(PSCmdlet command, string? given, string[] formats, out string? problem)
    {
        problem = null;
        string here = command.SessionState.Path.CurrentFileSystemLocation.ProviderPath;
        if (given is null)
        {
            return new ResultPlaces(null, here, formats);
        }

        try
        {
            string path = Path.GetFullPath(LocalFiles.Resolve(command, given));
            problem = File.Exists(path) ? "is a file" : null;
            return new ResultPlaces(path, here, formats);
        }
        catch (Exception unusable) when (LocalFiles.IsUnusable(unusable))
        {
            problem = $"cannot be used: {unusable.Message.TrimEnd('.')}";
            return new ResultPlaces(given, here, formats);
        }
    }

    /// <summary>The longest folder that all files have in common; null when there is none, or there are no files.</summary>
    /// <param name="files">Whole paths; null for what is nowhere on this machine.</param>
    public static string? CommonFolder(IEnumerable<string?> files)
    {
        string[]? common = null;
        foreach (string folder in files.OfType<string>().Select(file => Path.GetDirectoryName(file) ?? file))
        {
            string[] parts = folder.Split(Path.DirectorySeparatorChar, Path.AltDirectorySeparatorChar);
            common = common is null
                ? parts
                : [
                    .. common.Zip(parts, (one, other) => (one, other))
                        .TakeWhile(pair => IsSame(pair.one, pair.other))
                        .Select(pair => pair.one),
                ];
        }

        return common is null or { Length: 0 }
            ? null
            : string.Join(Path.DirectorySeparatorChar.ToString(), common) + Path.DirectorySeparatorChar;
    }

    /// <summary>The place of a document.</summary>
    /// <param name="sourcePath">The whole path of the document; null when it is nowhere on this machine.</param>
    /// <param name="name">Its name.</param>
    /// <param name="identity">What tells it from another one.</param>
    /// <param name="root">The folder that all documents have in common; null when there is none.</param>
    /// <param name="pages">Which of its pages were read, as part of the name; null for the whole document.</param>
    public ResultPlace Find(string? sourcePath, string name, string identity, string? root, string? pages)
    {
        // Names that only the service knows come on any thread.
        lock (_taken)
        {
            return FindAlone(
                sourcePath,
                name,
                pages is null ? identity : $"{identity}, pages {pages}",
                root,
                pages is null ? string.Empty : "_" + Short(pages));
        }
    }

    /// <summary>
    /// The place that was given for a document, unless it is that of another one, or the document would be saved over itself there.
    /// </summary>
    public ResultPlace Keep(string path, string? sourcePath, string identity)
    {
        lock (_taken)
        {
            return Claim(path, path + Path.GetExtension(sourcePath), sourcePath, identity);
        }
    }

    /// <summary>Whether a place is below the folder.</summary>
    public bool Holds(string path) =>
        destination is not null
            && path.StartsWith(destination.TrimEnd(s_separators) + Path.DirectorySeparatorChar, StringComparison.OrdinalIgnoreCase);

    // Names have their limits; where two are alike by this, the second one is told apart below.
    private static string Short(string pages) => pages.Length > LongestPages ? pages.Substring(0, LongestPages) : pages;

    private ResultPlace FindAlone(string? sourcePath, string name, string identity, string? root, string suffix)
    {
        (string stem, string whole) = PlacesOf(
            sourcePath, sourcePath is null ? SafeFileName.Of(name, identity) : Path.GetFileName(sourcePath), root);
        return Claim(stem + suffix, whole + suffix, sourcePath, identity);
    }

    private (string Stem, string Whole) PlacesOf(string? sourcePath, string file, string? root)
    {
        string folder = FolderOf(sourcePath, root);
        return (
            Path.Combine(folder, Path.GetFileNameWithoutExtension(file) is { Length: > 0 } own ? own : file), Path.Combine(folder, file));
    }

    // Without the ending where that is free, else with it, else with a number.
    private ResultPlace Claim(string stem, string whole, string? sourcePath, string identity)
    {
        if (sourcePath is not null)
        {
            _documents.Add(sourcePath);
        }

        if (IsFree(stem, identity))
        {
            _taken[stem] = identity;
            return new ResultPlace(stem, sourcePath, null);
        }

        string path = whole;
        for (int number = 2; !IsFree(path, identity); number++)
        {
            path = FormattableString.Invariant($"{whole} ({number})");
        }

        _taken[path] = identity;
        string why = _taken.TryGetValue(stem, out string? other) && other != identity
            ? $"'{NameOf(stem)}' is the place of '{other}'"
            : "a document would be saved over";
        return new ResultPlace(
            path, sourcePath, $"The results of '{identity}' are saved as '{NameOf(path)}', with its whole name: {why}.");
    }

    private string NameOf(string path) => Path.GetFileName(ResultPlace.Of(path, formats).First());

    private string FolderOf(string? sourcePath, string? root)
    {
        if (destination is null)
        {
            return sourcePath is null ? here : Path.GetDirectoryName(sourcePath)!;
        }

        string? own = sourcePath is null ? null : Path.GetDirectoryName(sourcePath) + Path.DirectorySeparatorChar;
        return own is not null && root is not null && own.Length > root.Length && own.StartsWith(root, StringComparison.OrdinalIgnoreCase)
            ? Path.Combine(destination, own.Substring(root.Length).TrimEnd(Path.DirectorySeparatorChar))
            : destination;
    }

    private bool IsFree(string path, string identity) =>
        (!_taken.TryGetValue(path, out string? owner) || owner == identity) && !ResultPlace.Of(path, formats).Any(_documents.Contains);

    // As the file system of the machine tells names; where they differ by case alone, one folder higher does no harm.
    private static bool IsSame(string one, string other) =>
        string.Equals(one, other, Path.DirectorySeparatorChar == '\\' ? StringComparison.OrdinalIgnoreCase : StringComparison.Ordinal);
}
