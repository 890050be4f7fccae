using System.Collections;
using System.Linq;
using System.Management.Automation;
using System.Security;

namespace LlamaCloud.PowerShell.Binding;

/// <summary>
/// Makes SecureStrings of what people have the secrets of webhooks in, and refuses everything else in words that do not show it.
/// </summary>
internal sealed class SigningSecretTransformationAttribute : ArgumentTransformationAttribute
{
    // The command tells of an empty one.
    public override object? Transform(EngineIntrinsics engineIntrinsics, object? inputData) =>
        Given.AsList(inputData) is IEnumerable list ? list.Cast<object?>().Select(Read).ToArray() : new[] { Read(inputData) };

    private static SecureString Read(object? item) => SecretText.Secure(item) ?? throw new ArgumentTransformationMetadataException(
        $"A {Given.KindOf(item)} is no secret. Give a SecureString, as Get-Secret gives it, a text, or a PSCredential with the secret as "
            + "its password.");
}
