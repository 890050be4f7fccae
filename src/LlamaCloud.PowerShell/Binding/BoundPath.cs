using System.Management.Automation;
using System.Runtime.CompilerServices;

namespace LlamaCloud.PowerShell.Binding;

/// <summary>A path that was taken from an object, or why there is none in it. See <see cref="BoundId"/> for why it travels with a string.</summary>
internal sealed class BoundPath
{
    private static readonly ConditionalWeakTable<string, BoundPath> s_bound = new();

    private BoundPath(ErrorRecord? problem) => Problem = problem;

    /// <summary>What is wrong with the object; null when the string is its path, as it is.</summary>
    public ErrorRecord? Problem { get; }

    /// <summary>The string for the path of a file that is there: its brackets are no wildcards.</summary>
    public static string Literal(string path) => Tie(path, new BoundPath(null));

    /// <summary>The string for an object that has no path.</summary>
    public static string Refused(object source, ErrorRecord problem) => Tie(source.GetType().Name, new BoundPath(problem));

    /// <summary>What is known of a string; null when it is a path that somebody wrote.</summary>
    public static BoundPath? Of(string? path) => path is not null && s_bound.TryGetValue(path, out BoundPath? bound) ? bound : null;

    // A string of its own, since a table by reference must not meet an interned one; the empty one always is.
    private static string Tie(string text, BoundPath bound)
    {
        string own = new((text.Length == 0 ? " " : text).ToCharArray());
        s_bound.Add(own, bound);
        return own;
    }
}
