using System.Management.Automation;

namespace LlamaCloud.PowerShell.Binding;

/// <summary>
/// Keeps what came for job ids. An attribute cannot know the product of the command that it is on, so the command itself reads
/// the ids, with the kind of its product.
/// </summary>
internal sealed class JobIdTransformationAttribute : ArgumentTransformationAttribute
{
    public override object? Transform(EngineIntrinsics engineIntrinsics, object? inputData) => Given.Unwrap(inputData) switch
    {
        null => null,
        string text => new[] { text },
        string[] texts => texts,
        _ => new[] { BoundId.Keep(inputData!) },
    };
}
