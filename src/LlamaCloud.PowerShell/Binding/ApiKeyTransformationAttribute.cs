using System;
using System.Management.Automation;
using System.Security;

namespace LlamaCloud.PowerShell.Binding;

/// <summary>
/// Makes a SecureString of what people have a key in. It refuses everything else itself, in words that do not show it: the
/// engine's own complaint would quote the value.
/// </summary>
internal sealed class ApiKeyTransformationAttribute : ArgumentTransformationAttribute
{
    public override object? Transform(EngineIntrinsics engineIntrinsics, object? inputData)
    {
        return Given.Unwrap(inputData) switch
        {
            // Told by the cmdlet: an empty key is none, wherever it comes from.
            null => new SecureString(),
            SecureString secure => secure,
            PSCredential credential => credential.Password,
            string text => ToSecureString(text),
            _ => throw new ArgumentTransformationMetadataException(
                $"A {Given.KindOf(inputData)} is no API key. Give a SecureString, as Get-Secret gives it, a text, or a PSCredential with the key as its password."),
        };
    }

    private static SecureString ToSecureString(string text)
    {
        SecureString secure = new();
        foreach (char c in text)
        {
            secure.AppendChar(c);
        }

        secure.MakeReadOnly();
        return secure;
    }
}
