using System.Management.Automation;

namespace LlamaCloud.PowerShell.Binding;

/// <summary>
/// Makes a SecureString of what people have a key in. It refuses everything else itself, in words that do not show it: the
/// engine's own complaint would quote the value.
/// </summary>
internal sealed class ApiKeyTransformationAttribute : ArgumentTransformationAttribute
{
    // An empty key is told of by the cmdlet: it is none, wherever it comes from.
    public override object? Transform(EngineIntrinsics engineIntrinsics, object? inputData) =>
        SecretText.Secure(inputData) ?? throw new ArgumentTransformationMetadataException(
            $"A {Given.KindOf(inputData)} is no API key. Give a SecureString, as Get-Secret gives it, a text, or a PSCredential with the "
                + "key as its password.");
}
