using System;
using System.IO;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Threading;
using System.Threading.Tasks;
using LlamaCloud.Http;
using LlamaCloud.Json;

namespace LlamaCloud;

[JsonSourceGenerationOptions(
    GenerationMode = JsonSourceGenerationMode.Metadata, MaxDepth = JsonDepth.Most, Converters = [typeof(PlainValueConverter)])]
[JsonSerializable(typeof(object))]
internal sealed partial class ApiJsonContext : JsonSerializerContext;

/// <summary>JSON of any shape, or nothing (204, or an empty body).</summary>
internal sealed class PlainAnswer : Answer<object>
{
    public static PlainAnswer Expected { get; } = new();

    public override async Task<object?> ReadAsync(Stream body, HttpContentHeaders headers, CancellationToken cancellationToken)
    {
        using MemoryStream whole = new();
        await body.CopyToAsync(whole, 81920, cancellationToken).ConfigureAwait(false);
        if (whole.Length == 0)
        {
            return null;
        }

        ReadOnlyMemory<byte> text = ByteOrderMark.Skip(whole.GetBuffer().AsMemory(0, (int)whole.Length));
        try
        {
            return JsonSerializer.Deserialize(text.Span, ApiJsonContext.Default.Object);
        }
        catch (JsonException problem)
        {
            throw new InvalidDataException(
                JsonDepth.IsExceeded(text.Span) ? $"it is nested more than {JsonDepth.Most} deep" : "it is not JSON", problem);
        }
    }
}

/// <summary>The text of the body, whatever it is.</summary>
internal sealed class TextAnswer : Answer<string>
{
    public static TextAnswer Expected { get; } = new();

    public override string MediaType => "*/*";

    public override async Task<string?> ReadAsync(Stream body, HttpContentHeaders headers, CancellationToken cancellationToken)
    {
        using MemoryStream whole = new();
        await body.CopyToAsync(whole, 81920, cancellationToken).ConfigureAwait(false);
        whole.Position = 0;
        using StreamReader reader = new(whole, EncodingOf(headers));
        return reader.ReadToEnd();
    }

    private static Encoding EncodingOf(HttpContentHeaders headers)
    {
        try
        {
            return headers.ContentType?.CharSet?.Trim('"') is { Length: > 0 } name ? Encoding.GetEncoding(name) : Encoding.UTF8;
        }
        catch (Exception unknown) when (unknown is ArgumentException or NotSupportedException)
        {
            // A name that this machine does not know, or does not want to (utf-7): JSON and text of the service are UTF-8 (RFC 8259,
            // section 8.1).
            return Encoding.UTF8;
        }
    }
}
