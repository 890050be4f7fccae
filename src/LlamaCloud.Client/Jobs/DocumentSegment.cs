using System.Collections.Generic;

namespace LlamaCloud;

/// <summary>Some pages of a document that the service has. It is a document itself: a job reads these pages of the same copy.</summary>
public abstract class DocumentSegment : JoinedObject
{
    private protected DocumentSegment(DocumentJob job, IEnumerable<int> pages)
    {
        FileName = job.FileName;
        SourcePath = job.SourcePath;
        FileInput = job.FileInput;
        JobId = job.Id;
        ProjectId = job.ProjectId;
        Pages = new PageList(pages);
    }

    /// <summary>The name of the document's file, where the caller knows it; else null.</summary>
    public string? FileName { get; }

    /// <summary>The whole path of the document on the caller's machine; null when it did not come from there.</summary>
    public string? SourcePath { get; }

    /// <summary>The id of the whole document: a file, <c>dfl-...</c>, or a parse job, <c>pjb-...</c>.</summary>
    public string FileInput { get; }

    /// <summary>The job that found the segment.</summary>
    public string JobId { get; }

    /// <summary>The project that the document belongs to.</summary>
    public string ProjectId { get; }

    /// <summary>The pages, counted from 1, as the service orders them.</summary>
    public IReadOnlyList<int> Pages { get; }

    /// <summary>The pages as jobs are told them, <c>3-7,9</c>; empty when there are none.</summary>
    public string TargetPages => PageList.Of(Pages);
}
