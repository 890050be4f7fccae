using System.Management.Automation;
using LlamaCloud.PowerShell.Pipeline;

namespace LlamaCloud.PowerShell.Binding;

/// <summary>Takes the id of the one directory that a parameter names, and refuses what is none.</summary>
internal sealed class OneDirectoryIdTransformationAttribute : ArgumentTransformationAttribute
{
    public override object? Transform(EngineIntrinsics engineIntrinsics, object? inputData)
    {
        string?[] items = (string?[]?)new DirectoryIdTransformationAttribute().Transform(engineIntrinsics, inputData) ?? [null];
        if (items.Length != 1)
        {
            throw new ArgumentTransformationMetadataException($"These are {items.Length} directories. Give one.");
        }

        return BoundId.TryRead(items[0], ErrorSubject.Directory, out _, out ErrorRecord? problem)
            ? items[0]
            : throw new ArgumentTransformationMetadataException(problem!.Exception.Message);
    }
}
