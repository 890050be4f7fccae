using System.Management.Automation;
using System.Net;
using System.Security;

namespace LlamaCloud.PowerShell.Binding;

/// <summary>The text of a value that may be a secret, as Get-Secret gives it.</summary>
internal static class SecretText
{
    /// <summary>The text; null for what is neither a SecureString nor a single value (see <see cref="PlainText"/>).</summary>
    public static string? Of(object? value) =>
        Given.Unwrap(value) is SecureString secure ? new NetworkCredential(string.Empty, secure).Password : PlainText.Of(value);

    /// <summary>
    /// A SecureString of what people have a secret in: one, a text, or the password of a PSCredential. Empty for null; null for everything
    /// else, which the engine's own complaint would quote.
    /// </summary>
    public static SecureString? Secure(object? value) => Given.Unwrap(value) switch
    {
        null => new SecureString(),
        SecureString secure => secure,
        PSCredential credential => credential.Password,
        string text => Secure(text),
        _ => null,
    };

    private static SecureString Secure(string text)
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
