using System;
using System.IO;
using System.Management.Automation;
using LlamaCloud.PowerShell.Binding;

namespace LlamaCloud.PowerShell.Report;

/// <summary>The file that a report is written to.</summary>
/// <param name="path">Its whole path.</param>
/// <param name="overwrite">Whether one that is there is replaced.</param>
internal sealed class ReportTarget(string path, bool overwrite)
{
    /// <summary>Its whole path.</summary>
    public string Path => path;

    /// <summary>Why no report can be written to a place; null when one can.</summary>
    /// <param name="place">The place.</param>
    /// <param name="given">The path as it was given.</param>
    /// <param name="overwrite">Whether a file that is there is replaced.</param>
    /// <param name="force">Whether one that is read-only is, too.</param>
    public static ErrorRecord? FindProblem(OutputPath place, string given, bool overwrite, bool force)
    {
        FileInfo file = new(place.Path);
        return place.IsFolder || place.Problem is not null
            ? new ErrorRecord(
                new IOException(
                    $"The path '{ShownText.Of(given)}' {place.Problem ?? "is a folder"}. "
                    + "Give the path of a file, such as report.html, in a folder that exists."),
                "LlamaCloudReportPathInvalid",
                ErrorCategory.InvalidArgument,
                place.Path)
            : file.Exists && !overwrite
            ? new ErrorRecord(
                new IOException(
                    $"There is a file '{place.Path}' already. Nothing was written. "
                    + "Leave out -NoClobber to replace it, or give another path."),
                "LlamaCloudReportExists",
                ErrorCategory.ResourceExists,
                place.Path)
            : file is { Exists: true, IsReadOnly: true } && !force
            ? new ErrorRecord(
                new IOException($"The file '{place.Path}' is read-only. Nothing was written. Give -Force to replace it, or another path."),
                "LlamaCloudReportReadOnly",
                ErrorCategory.PermissionDenied,
                place.Path)
            : null;
    }

    /// <summary>Writes it, whole or not at all. One that was read-only stays so.</summary>
    public void Write(Action<Stream> write)
    {
        FileInfo file = new(path);
        bool wasReadOnly = file is { Exists: true, IsReadOnly: true };
        if (wasReadOnly)
        {
            file.IsReadOnly = false;
        }

        try
        {
            WholeFile.Write(path, overwrite, write);
        }
        finally
        {
            if (wasReadOnly)
            {
                new FileInfo(path).IsReadOnly = true;
            }
        }
    }

    /// <summary>The error that it could not be written.</summary>
    public ErrorRecord NotWritten(Exception problem) => new(
        new IOException(
            $"The report cannot be written: {problem.Message.TrimEnd('.')}. What was there before is as it was. "
            + "Make room, or give another path.",
            problem),
        "LlamaCloudReportNotWritten",
        ErrorCategory.WriteError,
        path);
}
