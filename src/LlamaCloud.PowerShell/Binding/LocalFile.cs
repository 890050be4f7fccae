using System.Management.Automation;

namespace LlamaCloud.PowerShell.Binding;

/// <summary>A file of this machine that was named for an upload.</summary>
/// <param name="Path">Its whole path; what was given, where that is no file.</param>
/// <param name="Length">How many bytes it has.</param>
/// <param name="Problem">Why it cannot be uploaded; null when it can.</param>
internal sealed record LocalFile(string Path, long Length, ErrorRecord? Problem)
{
    /// <summary>The last part of the path.</summary>
    public string Name => System.IO.Path.GetFileName(Path);
}
