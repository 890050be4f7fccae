using System;
using System.IO;
using System.Linq;
using System.Management.Automation;

namespace LlamaCloud.PowerShell.Binding;

/// <summary>Where a command is to write, resolved as PowerShell does, and what is wrong with it.</summary>
/// <param name="Path">The whole path; what was given, where that is none.</param>
/// <param name="IsFolder">Whether a folder is there.</param>
/// <param name="Problem">Why no file can be written there, as what follows the path in a sentence; null when one can, and for a folder.</param>
internal sealed record OutputPath(string Path, bool IsFolder, string? Problem)
{
    // Whatever the current location is.
    private const string Provider = @"Microsoft.PowerShell.Core\FileSystem::";

    /// <summary>Whether a folder can be made there: nothing is there yet, and what it is to be in exists.</summary>
    public bool CanBeFolder => !IsFolder && !File.Exists(Path) && Directory.Exists(System.IO.Path.GetDirectoryName(Path.TrimEnd('/', '\\')));

    /// <summary>The same for a path that may have wildcards: they mean the one file that is there.</summary>
    /// <param name="cmdlet">The command, whose location a path is relative to.</param>
    /// <param name="given">The path as it was given.</param>
    public static OutputPath FindPattern(PSCmdlet cmdlet, string given)
    {
        OutputPath literal = Find(cmdlet, given);
        // A name may hold brackets, which are wildcards too.
        if (literal.IsFolder || File.Exists(literal.Path))
        {
            return literal;
        }

        if (!WildcardPattern.ContainsWildcardCharacters(given))
        {
            return Find(cmdlet, WildcardPattern.Unescape(given));
        }

        try
        {
            string[] found = [.. cmdlet.SessionState.Path.GetResolvedProviderPathFromPSPath(given, out _)];
            return found.Length == 1 ? Find(cmdlet, found[0]) : new OutputPath(given, false, $"means {found.Length} files, and not one");
        }
        catch (ItemNotFoundException)
        {
            return Find(cmdlet, WildcardPattern.Unescape(given));
        }
        catch (Exception problem) when (LocalFiles.IsUnusable(problem))
        {
            return new OutputPath(given, false, $"cannot be used: {problem.Message.TrimEnd('.')}");
        }
    }

    /// <summary>Finds the place.</summary>
    /// <param name="cmdlet">The command, whose location a path is relative to.</param>
    /// <param name="given">The path as it was given.</param>
    public static OutputPath Find(PSCmdlet cmdlet, string given)
    {
        try
        {
            string path = System.IO.Path.GetFullPath(LocalFiles.Resolve(cmdlet, given));
            bool isFolder = Directory.Exists(path);
            return new OutputPath(path, isFolder, isFolder ? null : FindProblem(cmdlet, given, path));
        }
        catch (Exception problem) when (LocalFiles.IsUnusable(problem))
        {
            return new OutputPath(given, false, $"cannot be used: {problem.Message.TrimEnd('.')}");
        }
    }

    private static string? FindProblem(PSCmdlet cmdlet, string given, string path) =>
        given[given.Length - 1] is '/' or '\\' ? "is no folder that exists"
        : !Directory.Exists(System.IO.Path.GetDirectoryName(path)) ? "is in a folder that does not exist"
        : IsOrdinary(cmdlet, path) ? null
        : "is a device or a pipe";

    // Nothing is opened for this: a pipe would wait for its other end, and a device might do something. The engine asks the
    // system; Windows PowerShell does not, and has no such files.
    private static bool IsOrdinary(PSCmdlet cmdlet, string path)
    {
        if (!File.Exists(path))
        {
            return true;
        }

        string target = Get(cmdlet, path).Properties["ResolvedTarget"]?.Value as string ?? path;
        object? stat = File.Exists(target) ? Get(cmdlet, target).Properties["UnixStat"]?.Value : null;
        return stat is null || PSObject.AsPSObject(stat).Properties["ItemType"]?.Value?.ToString() == "File";
    }

    private static PSObject Get(PSCmdlet cmdlet, string path) => cmdlet.InvokeProvider.Item.Get([Provider + path], force: true, literalPath: true).Single();
}
