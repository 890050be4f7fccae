using LlamaCloud.PowerShell.Pipeline;

namespace LlamaCloud.PowerShell.Binding;

/// <summary>Takes the ids of classify jobs out of whatever they come in.</summary>
internal sealed class ClassifyJobIdTransformationAttribute()
    : IdTransformationAttribute(ErrorSubject.ClassifyJob, typeof(ClassifyJob), "JobId", "job_id")
{
    protected override bool TryRead(object value, out string? id, out string? projectId)
    {
        ClassifyJob? job = value as ClassifyJob;
        id = job?.Id;
        projectId = job?.ProjectId;
        return job is not null;
    }
}
