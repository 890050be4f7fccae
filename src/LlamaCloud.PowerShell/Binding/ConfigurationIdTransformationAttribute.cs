using LlamaCloud.PowerShell.Pipeline;

namespace LlamaCloud.PowerShell.Binding;

/// <summary>Takes the ids of saved configurations out of whatever they come in.</summary>
internal sealed class ConfigurationIdTransformationAttribute()
    : IdTransformationAttribute(ErrorSubject.Configuration, typeof(LlamaCloudConfiguration), "ConfigurationId", "configuration_id")
{
    protected override bool TryRead(object value, out string? id, out string? projectId)
    {
        id = (value as LlamaCloudConfiguration)?.Id;
        projectId = null;
        return id is not null;
    }
}
