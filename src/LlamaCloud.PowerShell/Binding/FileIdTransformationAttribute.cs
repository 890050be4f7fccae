using System;
using System.IO;
using LlamaCloud.PowerShell.Jobs;
using LlamaCloud.PowerShell.Pipeline;

namespace LlamaCloud.PowerShell.Binding;

/// <summary>Takes the ids of files out of whatever they come in.</summary>
/// <remarks>A job stands for its document where that is only read, and never by its own id.</remarks>
internal sealed class FileIdTransformationAttribute()
    : IdTransformationAttribute(ErrorSubject.File, typeof(LlamaCloudFile), "FileId", "file_id", "FileInput", "file_input")
{
    // What the service writes in document_input_type of a job whose document is a file.
    private const string OfFile = "file_id";

    /// <summary>Whether jobs are taken too.</summary>
    public bool TakesJobs { get; set; }

    protected override bool TryRead(object value, out string? id, out string? projectId)
    {
        id = null;
        projectId = null;
        if (value is LlamaCloudFile file)
        {
            id = file.Id;
            projectId = file.ProjectId;
            return true;
        }

        // Where it stands for the file, and not for its place in a directory.
        if (value is LlamaCloudDirectoryFile { FileId: not null } placed && TakesJobs)
        {
            id = placed.FileId;
            projectId = placed.ProjectId;
            return true;
        }

        if (value is DocumentJob job && TakesJobs)
        {
            id = IsFile(job) ? job.FileInput : null;
            projectId = job.ProjectId;
            return true;
        }

        return false;
    }

    // A job that was serialised is a row with the columns of a job.
    protected override string[] ColumnsOf(string typeName) =>
        TakesJobs && IsOfDocument(typeName) ? ["FileInput"]
        : TakesJobs && typeName == typeof(LlamaCloudDirectoryFile).FullName ? ["FileId"]
        : [];

    protected override string Hint(string typeName) => typeName == typeof(FileInfo).FullName ? " of the service; Send-LlamaCloudFile uploads it"
        : IsSegment(typeName) ? "; its document is in its FileInput"
        : typeName == typeof(LlamaCloudDirectoryFile).FullName ? "; the file that is there is in its FileId"
        : typeName == typeof(LlamaCloudDirectory).FullName ? "; its files are listed by Get-LlamaCloudFile -DirectoryId"
        : !IsOfDocument(typeName) ? string.Empty
        : TakesJobs ? " and has none, its document being no file of the service"
        : "; its document is in its FileInput";

    // Where the service does not say what the document is, its id does.
    private static bool IsFile(DocumentJob job) =>
        job.DocumentInputType == OfFile || (job.DocumentInputType.Length == 0 && job.FileInput.StartsWith("dfl-", StringComparison.OrdinalIgnoreCase));

    private static bool IsSegment(string typeName) => typeof(DocumentSegment).IsAssignableFrom(typeof(DocumentSegment).Assembly.GetType(typeName));

    private static bool IsOfDocument(string typeName) => typeof(DocumentJob).IsAssignableFrom(JobProducts.OfType(typeName)?.JobType);
}
