using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Management.Automation;
using LlamaCloud.PowerShell.Pipeline;

namespace LlamaCloud.PowerShell.Binding;

/// <content>Whether a file can be uploaded.</content>
internal static partial class LocalFiles
{
    private static LocalFile Check(string path)
    {
        FileInfo file = new(path);
        if (Directory.Exists(path))
        {
            return Refused(
                path,
                "LlamaCloudFilePathIsFolder",
                ErrorCategory.InvalidArgument,
                $"'{path}' is a folder. Nothing was sent for it. Give its files: Get-ChildItem -File finds them.");
        }

        if (!file.Exists)
        {
            return Refused(
                path,
                "LlamaCloudFilePathNotFound",
                ErrorCategory.ObjectNotFound,
                $"There is no file '{path}'. Nothing was sent for it. Check the path.");
        }

        return CheckLength(path, $"The file '{path}'", file.Length) is ErrorRecord problem
            ? new LocalFile(path, 0, problem)
            : CheckReadable(file);
    }

    /// <summary>Whether the service takes so many bytes.</summary>
    /// <param name="path">The target of the error.</param>
    /// <param name="what">What has them, at the beginning of a sentence.</param>
    /// <param name="length">How many there are.</param>
    /// <returns>Why not; null when it does.</returns>
    public static ErrorRecord? CheckLength(string path, string what, long length) =>
        length <= 0
            ? Problem(
                path,
                "LlamaCloudFileEmpty",
                ErrorCategory.InvalidData,
                $"{what} is empty. Nothing was sent for it. Give a file with something in it.")
        : length > FileUpload.LargestFile
            ? Problem(
                path,
                "LlamaCloudFileTooLarge",
                ErrorCategory.LimitsExceeded,
                FormattableString.Invariant($"{what} has {length / 1048576.0:N1} MB, ")
                    + FormattableString.Invariant($"and the service takes {FileUpload.LargestFile / 1048576} MB at most. ")
                    + "Nothing was sent for it. Split the file.")
        : null;

    private static LocalFile CheckReadable(FileInfo file)
    {
        try
        {
            using FileStream stream = new(file.FullName, FileMode.Open, FileAccess.Read, FileShare.Read);
            return new LocalFile(file.FullName, file.Length, null);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            return Refused(
                file.FullName, "LlamaCloudFileUnreadable", ErrorCategory.OpenError,
                $"The file '{file.FullName}' cannot be read: {problem.Message.TrimEnd('.')}. Nothing was sent for it. Close the program "
                    + "that holds it, or check who may read it.");
        }
    }

    private static LocalFile Refused(string path, string errorId, ErrorCategory category, string message) =>
        new(path, 0, Problem(path, errorId, category, message));

    private static ErrorRecord Problem(string path, string errorId, ErrorCategory category, string message) =>
        new(new IOException(message), errorId, category, path);
}
