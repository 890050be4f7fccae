using System;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using LlamaCloud.PowerShell.Binding;

namespace LlamaCloud.PowerShell.Jobs;

/// <summary>A job of the input: how to ask for it, and what it is joined to that the service does not know.</summary>
internal sealed class JobReference
{
    private const string Deserialized = "Deserialized.";

    private readonly PSMemberInfo[] _added = [];
    private readonly string? _pages;
    private readonly string[] _typeNames = [];

    /// <param name="input">The job as it came in.</param>
    /// <param name="scope">Where it is looked for.</param>
    public JobReference(JobInput input, RequestScope scope)
    {
        Id = input.Id!.Value;
        Bound = input.Id;
        Scope = scope;
        Input = input.Input;
        if (input.Source is not PSObject source)
        {
            return;
        }

        if (source.BaseObject is LlamaCloudJob job)
        {
            // What it came from counts, and not every step that it has taken since.
            Input = job.GetInputObject() ?? Input;
        }

        Row row = new(source, typeof(LlamaCloudJob));
        ResultPath = PlainText.Of(row.Find(nameof(DocumentInput.ResultPath)));
        FileName = PlainText.Of(row.Find(nameof(LlamaCloudJob.FileName)));
        SourcePath = PlainText.Of(row.Find(nameof(LlamaCloudJob.SourcePath)));
        _pages = PlainText.Of(row.Find(nameof(DocumentSegment.TargetPages)));

        if (source.BaseObject is LlamaCloudJob || JobProducts.All.Any(product => Given.Was(source, product.JobType)))
        {
            Segment = source.Properties[nameof(Segment)]?.Value;
            _added = [.. source.Members.Where(member => member.IsInstance && !IsOwn(member.Name)).Select(member => member.Copy())];
            _typeNames = [.. source.TypeNames.Select(Live).OfType<string>()];
        }
    }

    /// <summary>A job that was just made.</summary>
    /// <param name="id">The id.</param>
    /// <param name="scope">Where it is.</param>
    /// <param name="input">What came through the pipeline for it; null when nothing did.</param>
    /// <param name="document">What it is about.</param>
    public JobReference(string id, RequestScope scope, object? input, DocumentInput document)
    {
        Id = id;
        Scope = scope;
        Input = input;
        FileName = document.Name;
        SourcePath = document.SourcePath;
        ResultPath = document.ResultPath;
        Segment = document.Segment;
        _pages = Segment is null ? document.Pages : null;
        _added = [.. Notes((nameof(ResultPath), ResultPath), (nameof(Segment), Segment), (nameof(DocumentSegment.TargetPages), _pages))];
    }

    public string Id { get; }

    public RequestScope Scope { get; private set; }

    /// <summary>The id as it was given, with the project of its row; null for a job that was just made.</summary>
    public BoundId? Bound { get; }

    /// <summary>What came through the pipeline for it; null when nothing did.</summary>
    public object? Input { get; }

    /// <summary>The name of its document's file; null where nobody knows.</summary>
    public string? FileName { get; }

    /// <summary>The whole path of its document on this machine; null where nobody knows.</summary>
    public string? SourcePath { get; }

    /// <summary>Where its result is to be saved, without the ending; null where nobody said so.</summary>
    public string? ResultPath { get; }

    /// <summary>
    /// The segment of a document that it is about, as the property of that name of all that comes of it; null for a whole document.
    /// </summary>
    public object? Segment { get; }

    /// <summary>The pages of the segment or of a row, <c>3-7,9</c>; null for a whole document.</summary>
    public string? Pages =>
        Segment is null ? _pages : PlainText.Of(PSObject.AsPSObject(Segment).Properties[nameof(DocumentSegment.TargetPages)]?.Value);

    /// <summary>The same job, looked for elsewhere.</summary>
    public JobReference In(RequestScope scope)
    {
        JobReference copy = (JobReference)MemberwiseClone();
        copy.Scope = scope;
        return copy;
    }

    /// <summary>What came of the job, with the segment that it is about.</summary>
    public object WithSegment(object made)
    {
        if (Segment is null)
        {
            return made;
        }

        PSObject shown = PSObject.AsPSObject(made);
        foreach (PSNoteProperty note in Notes((nameof(Segment), Segment)).Where(note => shown.Properties[note.Name] is null))
        {
            shown.Properties.Add(note);
        }

        return shown;
    }

    /// <summary>The job with what it is joined to: its file, its row, and what somebody added to its object.</summary>
    public PSObject Join(LlamaCloudJob job)
    {
        // One that is joined to another row already is theirs too.
        LlamaCloudJob own = job.GetInputObject() is null || ReferenceEquals(job.GetInputObject(), Input) ? job : job.Copy();
        own.SetInputObject(Input);
        own.FileName = FileName ?? own.FileName;
        own.SourcePath = SourcePath ?? own.SourcePath;
        PSObject joined = new(own);
        if (_added.Length + _typeNames.Length > 0)
        {
            AddTo(joined);
        }

        return JobView.Choose(joined, own);
    }

    private void AddTo(PSObject joined)
    {
        foreach (PSMemberInfo member in _added.Where(member => joined.Members[member.Name] is null))
        {
            joined.Members.Add(member.Copy());
        }

        foreach (string name in _typeNames.Where(name => !joined.TypeNames.Contains(name)).Reverse().ToArray())
        {
            joined.TypeNames.Insert(0, name);
        }
    }

    private static IEnumerable<PSNoteProperty> Notes(params (string Name, object? Value)[] notes) =>
        notes.Where(note => note.Value is not null).Select(note => new PSNoteProperty(note.Name, note.Value));

    private static bool IsOwn(string name) => name is nameof(LlamaCloudJob.FileName) or nameof(LlamaCloudJob.SourcePath);

    // Of the names of a serialised job the one counts that the views know; the others are those of any job.
    private static string? Live(string name) => !name.StartsWith(Deserialized, StringComparison.Ordinal) ? name
        : name.Split('#').Length > 1 ? name.Substring(Deserialized.Length)
        : null;
}
