using System.Linq;
using System.Management.Automation;
using LlamaCloud.PowerShell.Pipeline;

namespace LlamaCloud.PowerShell.Binding;

/// <summary>Takes the id of the one saved configuration for classify jobs that a parameter names, and refuses what is none.</summary>
internal sealed class OneConfigurationIdTransformationAttribute : ArgumentTransformationAttribute
{
    public override object? Transform(EngineIntrinsics engineIntrinsics, object? inputData)
    {
        string?[] items = (string?[]?)new ConfigurationIdTransformationAttribute().Transform(engineIntrinsics, inputData) ?? [null];
        if (items.Length != 1)
        {
            throw new ArgumentTransformationMetadataException($"These are {items.Length} configurations. Give one.");
        }

        if ((inputData is PSObject wrapped ? wrapped.BaseObject : inputData) is LlamaCloudConfiguration { ProductType: not ("classify_v2" or "") } other)
        {
            throw new ArgumentTransformationMetadataException($"Configuration '{other.Id}' is for {other.ProductType}. Give one for classify_v2.");
        }

        if (items[0]?.Trim().Any(char.IsWhiteSpace) == true)
        {
            throw new ArgumentTransformationMetadataException("It is a name and no id (cfg-...): Get-LlamaCloudConfiguration -Name finds the id of a name.");
        }

        return BoundId.TryRead(items[0], ErrorSubject.Configuration, out BoundId id, out ErrorRecord? problem)
            ? id.Value
            : throw new ArgumentTransformationMetadataException(problem!.Exception.Message);
    }
}
