using System.Management.Automation;
using LlamaCloud.PowerShell.Pipeline;

namespace LlamaCloud.PowerShell.Binding;

/// <summary>Takes the id of the one saved configuration that a parameter names, and refuses what is none.</summary>
internal sealed class OneConfigurationIdTransformationAttribute : ArgumentTransformationAttribute
{
    public override object? Transform(EngineIntrinsics engineIntrinsics, object? inputData)
    {
        string?[] items = (string?[]?)new ConfigurationIdTransformationAttribute().Transform(engineIntrinsics, inputData) ?? [null];
        if (items.Length != 1)
        {
            throw new ArgumentTransformationMetadataException($"These are {items.Length} configurations. Give one.");
        }

        return BoundId.TryRead(items[0], ErrorSubject.Configuration, out BoundId id, out ErrorRecord? problem)
            ? id.Value
            : throw new ArgumentTransformationMetadataException(problem!.Exception.Message);
    }
}
