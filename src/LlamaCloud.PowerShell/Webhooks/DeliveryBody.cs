using System.Collections;
using System.Linq;
using System.Text;
using LlamaCloud.PowerShell.Binding;

namespace LlamaCloud.PowerShell.Webhooks;

/// <summary>
/// The body of a delivery as a host hands it over: raw, or already read as JSON, when nothing tells any more how it came.
/// </summary>
internal static class DeliveryBody
{
    /// <summary>The bytes of a raw body, a text or bytes; null for everything else.</summary>
    public static byte[]? Read(object? body) => Given.Unwrap(body) switch
    {
        null => [],
        string text => Encoding.UTF8.GetBytes(text),
        byte[] bytes => bytes,
        // What a pipeline has made of bytes.
        object[] many when many.All(one => Given.Unwrap(one) is byte) => [.. many.Select(one => (byte)Given.Unwrap(one)!)],
        IList { Count: 0 } => [],
        _ => null,
    };
}
