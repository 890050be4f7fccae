using LlamaCloud.PowerShell.Pipeline;

namespace LlamaCloud.PowerShell.Binding;

/// <summary>Takes the ids of directories out of whatever they come in.</summary>
internal sealed class DirectoryIdTransformationAttribute()
    : IdTransformationAttribute(ErrorSubject.Directory, typeof(LlamaCloudDirectory), "DirectoryId", "directory_id")
{
    protected override bool TryRead(object value, out string? id, out string? projectId)
    {
        LlamaCloudDirectory? directory = value as LlamaCloudDirectory;
        id = directory?.Id;
        projectId = directory?.ProjectId;
        return directory is not null;
    }
}
