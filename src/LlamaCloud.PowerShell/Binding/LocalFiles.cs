using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Management.Automation;
using LlamaCloud.PowerShell.Pipeline;

namespace LlamaCloud.PowerShell.Binding;

/// <summary>
/// The files that a path means, resolved as PowerShell does: from its current location, through its drives. What a parameter
/// knows of a path (see <see cref="BoundPath"/>) counts.
/// </summary>
internal static partial class LocalFiles
{
    private const string FileSystem = "FileSystem";

    /// <summary>The files that a path with wildcards means, in the order of their names; none when nothing matches.</summary>
    public static LocalFile[] Find(PSCmdlet cmdlet, string? path)
    {
        LocalFile[] found = BoundPath.Of(path) is not null ? [FindLiteral(cmdlet, path)] : FindPattern(cmdlet, path);
        if (found.Length == 0)
        {
            Warn(cmdlet, $"No file matches '{ShownText.Of(path!)}'. Nothing was sent for it.");
        }

        return found;
    }

    private static void Warn(PSCmdlet cmdlet, string text)
    {
        if (cmdlet is RequestCmdlet command)
        {
            command.WriteWarning(text);
            return;
        }

        cmdlet.WriteWarning(text);
    }

    private static LocalFile[] FindPattern(PSCmdlet cmdlet, string? path) => Look(path, () =>
    {
        // A name may hold brackets, which are wildcards too, and completion writes a backtick before them.
        string literal = Resolve(cmdlet, path!);
        if (File.Exists(literal))
        {
            return [literal];
        }

        if (!IsPattern(path!))
        {
            string plain = Resolve(cmdlet, WildcardPattern.Unescape(path));
            return [File.Exists(plain) ? plain : literal];
        }

        IEnumerable<string> found = cmdlet.SessionState.Path.GetResolvedProviderPathFromPSPath(path, out ProviderInfo provider);
        return provider.Name == FileSystem ? found.OrderBy(one => one, StringComparer.OrdinalIgnoreCase) : throw NotInFileSystem();
    });

    /// <summary>The file that a path means as it is written.</summary>
    public static LocalFile FindLiteral(PSCmdlet cmdlet, string? path) => BoundPath.Of(path) is { Problem: ErrorRecord problem }
        ? new LocalFile(string.Empty, 0, problem)
        : Look(path, () => [Resolve(cmdlet, path!)]).Single();

    /// <summary>The whole path of a place in the file system, whether or not something is there.</summary>
    /// <exception cref="Exception">There is no such place: <see cref="IsUnusable"/> knows the exception.</exception>
    public static string Resolve(PSCmdlet cmdlet, string path)
    {
        string literal = cmdlet.SessionState.Path.GetUnresolvedProviderPathFromPSPath(path, out ProviderInfo provider, out _);
        return provider.Name == FileSystem ? literal : throw NotInFileSystem();
    }

    /// <summary>
    /// Whether a path was refused: a drive or provider that is not there, a pattern that is none, characters that no path has.
    /// </summary>
    public static bool IsUnusable(Exception problem) =>
        problem is (SessionStateException or ArgumentException or NotSupportedException or InvalidOperationException or IOException
            or RuntimeException)
        and not (PipelineStoppedException or FlowControlException);

    private static bool IsPattern(string path)
    {
        if (!WildcardPattern.ContainsWildcardCharacters(path))
        {
            return false;
        }

        try
        {
            // Only matching finds out.
            _ = new WildcardPattern(path).IsMatch(string.Empty);
            return true;
        }
        catch (WildcardPatternException)
        {
            // A bracket without its other half: a name.
            return false;
        }
    }

    private static LocalFile[] Look(string? path, Func<IEnumerable<string>> resolve)
    {
        if (string.IsNullOrWhiteSpace(path))
        {
            return [
                Refused(
                    path ?? string.Empty,
                    "LlamaCloudFilePathInvalid",
                    ErrorCategory.InvalidArgument,
                    "A path is empty. Nothing was sent for it. Give the path of a file."),
            ];
        }

        try
        {
            return [.. resolve().Select(Check)];
        }
        catch (Exception problem) when (IsUnusable(problem))
        {
            return [
                Refused(
                    path!,
                    "LlamaCloudFilePathInvalid",
                    ErrorCategory.InvalidArgument,
                    $"The path '{path}' cannot be used: {problem.Message.TrimEnd('.')}. Nothing was sent for it. Give the path of a file."),
            ];
        }
    }

    private static NotSupportedException NotInFileSystem() => new("it is not in the file system");
}
