using System.Net;
using System.Security;

namespace LlamaCloud.PowerShell.Binding;

/// <summary>The text of a value that may be a secret, as Get-Secret gives it.</summary>
internal static class SecretText
{
    /// <summary>The text; null for what is neither a SecureString nor a single value (see <see cref="PlainText"/>).</summary>
    public static string? Of(object? value) => Given.Unwrap(value) is SecureString secure ? new NetworkCredential(string.Empty, secure).Password : PlainText.Of(value);
}
