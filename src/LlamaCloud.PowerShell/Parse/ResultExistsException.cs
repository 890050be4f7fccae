using System.IO;
using System.Management.Automation;

namespace LlamaCloud.PowerShell.Parse;

/// <summary>The place of a result is taken.</summary>
/// <param name="path">The file that is there.</param>
internal sealed class ResultExistsException(string path)
    : IOException(
        $"There is a file '{path}' already. Nothing was saved over it. Give -Force to replace it, -SkipExisting to leave out what is not "
            + "older than its document, or another -Destination.")
{
    /// <summary>The error about it.</summary>
    public ErrorRecord ToError() => new(this, "ParseJobFileExists", ErrorCategory.ResourceExists, path);
}
