using LlamaCloud.PowerShell.Binding;

namespace LlamaCloud.PowerShell.Jobs;

/// <summary>Takes the ids of a product's jobs out of whatever they come in.</summary>
internal sealed class JobIdReader(JobProduct product) : IdTransformationAttribute(product.Subject, product.JobType, product.IdColumns)
{
    protected override bool TryRead(object value, out string? id, out string? projectId)
    {
        LlamaCloudJob? job = product.JobType.IsInstanceOfType(value) ? (LlamaCloudJob)value : null;
        id = job?.Id;
        projectId = job?.ProjectId;
        return job is not null;
    }
}
