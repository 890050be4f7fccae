using System.IO;
using System.Management.Automation;
using System.Runtime.CompilerServices;

namespace LlamaCloud.PowerShell.Binding;

/// <summary>
/// A path that was taken from an object, or why there is none in it. See <see cref="BoundId"/> for why it travels with a string.
/// </summary>
internal sealed class BoundPath
{
    // In these the path stands as it is; in a Path it may have wildcards, as -Path itself.
    private static readonly string[] s_literalColumns = ["PSPath", "FullName", "LiteralPath"];

    private static readonly ConditionalWeakTable<string, BoundPath> s_bound = new();

    private BoundPath(ErrorRecord? problem) => Problem = problem;

    /// <summary>What is wrong with the object; null when the string is its path, as it is.</summary>
    public ErrorRecord? Problem { get; }

    /// <summary>The string for the path of a file that an object is, or that a row names; null when it names none.</summary>
    /// <exception cref="GetValueException">A property that is computed threw.</exception>
    public static string? In(Row row) => Given.Unwrap(row.Source) switch
    {
        FileSystemInfo file => Literal(file.FullName),
        PathInfo path => Literal(path.Path),
        _ when !row.CanNameFile => null,
        _ when PlainText.Of(row.Find(s_literalColumns)) is string literal => Literal(literal),
        _ => PlainText.Of(row.Find("Path")),
    };

    /// <summary>The string for an object that has no path.</summary>
    public static string Refused(object source, ErrorRecord problem) => Tie(source.GetType().Name, new BoundPath(problem));

    /// <summary>What is known of a string; null when it is a path that somebody wrote.</summary>
    public static BoundPath? Of(string? path) => path is not null && s_bound.TryGetValue(path, out BoundPath? bound) ? bound : null;

    // The path of a file that is there: its brackets are no wildcards.
    private static string Literal(string path) => Tie(path, new BoundPath(null));

    // A string of its own, since a table by reference must not meet an interned one; the empty one always is.
    private static string Tie(string text, BoundPath bound)
    {
        string own = new((text.Length == 0 ? " " : text).ToCharArray());
        s_bound.Add(own, bound);
        return own;
    }
}
