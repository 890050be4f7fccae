using LlamaCloud.PowerShell.Jobs;
using LlamaCloud.PowerShell.Pipeline;

namespace LlamaCloud.PowerShell.Binding;

/// <summary>Takes the ids of jobs of every product out of whatever they come in: also out of events of webhooks about them.</summary>
internal sealed class UsageJobIdTransformationAttribute()
    : IdTransformationAttribute(ErrorSubject.Usage, typeof(LlamaCloudJob), "JobId", "job_id")
{
    protected override bool TryRead(object value, out string? id, out string? projectId)
    {
        LlamaCloudJob? job = value as LlamaCloudJob;
        id = job?.Id;
        projectId = job?.ProjectId;
        return job is not null;
    }

    protected override string[] ColumnsOf(string typeName) =>
        typeName == typeof(LlamaCloudWebhookEvent).FullName || JobProducts.OfType(typeName) is not null ? ["JobId"] : [];
}
