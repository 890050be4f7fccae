using System.Management.Automation;
using LlamaCloud.PowerShell.Pipeline;

namespace LlamaCloud.PowerShell.Binding;

/// <summary>
/// Takes the id of the one saved configuration that a parameter names, and refuses what is none. Whether it is one for the
/// command's product the command checks (see <see cref="BoundId.SourceOf"/>): an attribute cannot know.
/// </summary>
internal sealed class OneConfigurationIdTransformationAttribute : ArgumentTransformationAttribute
{
    public override object? Transform(EngineIntrinsics engineIntrinsics, object? inputData)
    {
        string?[] items = (string?[]?)new ConfigurationIdTransformationAttribute().Transform(engineIntrinsics, inputData) ?? [null];
        if (items.Length != 1)
        {
            throw new ArgumentTransformationMetadataException($"These are {items.Length} configurations. Give one.");
        }

        // A name, which the command looks up.
        if (inputData is string or PSObject { BaseObject: string } && !string.IsNullOrWhiteSpace(items[0]) && !ResourceId.IsKey(items[0]!)
            && IdKinds.OfAnother(items[0]!, ErrorSubject.Configuration) is null)
        {
            return items[0];
        }

        return BoundId.TryRead(items[0], ErrorSubject.Configuration, out _, out ErrorRecord? problem)
            ? items[0]
            : throw new ArgumentTransformationMetadataException(problem!.Exception.Message);
    }
}
