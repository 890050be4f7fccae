using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Net.Http;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using System.Threading;
using System.Threading.Tasks;
using LlamaCloud.Json;

namespace LlamaCloud.Http;

/// <summary>
/// The body of an error answer: <c>{"detail": "text"}</c>, or for a refused request
/// <c>{"detail": [{"loc": ["query", "project_id"], "msg": "...", "type": "..."}]}</c>; gateways answer anything.
/// </summary>
/// <param name="Detail">What it says, on one line; null when it is not in the service's form.</param>
/// <param name="ValidationErrors">What is wrong with the request, field by field.</param>
/// <param name="CorrelationId">The service's name for the request, where the text has it.</param>
internal sealed record ServiceErrorBody(string? Detail, IReadOnlyList<ValidationError> ValidationErrors, string? CorrelationId)
{
    // An error text is a sentence or a list of fields; what is longer is not one.
    private const int MaximumBytes = 64 * 1024;

    private static readonly Regex s_correlation = new(
        @"correlation id:?\s*([0-9a-z-]{8,64})", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);

    /// <summary>Reads the beginning of a body.</summary>
    public static async Task<byte[]> ReadBytesAsync(Stream body, CancellationToken cancellationToken)
    {
        byte[] bytes = new byte[MaximumBytes];
        int length = 0;
        int read;
        try
        {
            while (length < bytes.Length
                && (read = await body.ReadAsync(bytes.AsMemory(length), cancellationToken).ConfigureAwait(false)) > 0)
            {
                length += read;
            }
        }
        catch (Exception unreadable) when (unreadable is InvalidDataException or InvalidOperationException or IOException
            or HttpRequestException
            && !cancellationToken.IsCancellationRequested)
        {
            // Broken off, or not compressed as it says: the error is about the status, and what could be read is what it said.
        }

        return bytes.AsSpan(0, length).ToArray();
    }

    /// <summary>Makes sense of it, and leaves secrets out.</summary>
    public static ServiceErrorBody Parse(byte[] body, Redaction redaction)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(ByteOrderMark.Skip(body));
            if (document.RootElement.ValueKind == JsonValueKind.Object
                && document.RootElement.TryGetProperty("detail", out JsonElement detail))
            {
                ValidationError[] errors = detail.ValueKind == JsonValueKind.Array
                    ? [.. detail.EnumerateArray().Select(field => ReadField(field, redaction))]
                    : [];
                string? text = redaction.Foreign(
                    errors.Length > 0 ? string.Join("; ", errors.Select(error => error.ToString())) : Describe(detail, redaction));
                return new ServiceErrorBody(text, errors, FindCorrelationId(text));
            }
        }
        catch (Exception unreadable) when (unreadable is JsonException or InvalidOperationException)
        {
            // Not whole, half a character in a text, or no JSON at all: then the caller shows the beginning of the body instead.
        }

        string? beginning = redaction.Foreign(ErrorDetail.BeginningOf(ByteOrderMark.Skip(body).Span));
        return new ServiceErrorBody(beginning, [], FindCorrelationId(beginning));
    }

    private static string? Describe(JsonElement detail, Redaction redaction) => detail.ValueKind switch
    {
        JsonValueKind.String => detail.GetString() is { Length: > 1 } text && text[0] == '{'
            ? redaction.Body(Encoding.UTF8.GetBytes(text))
            : detail.GetString(),
        JsonValueKind.Null => null,
        JsonValueKind.Array when detail.GetArrayLength() == 0 => null,
        _ => redaction.Body(Encoding.UTF8.GetBytes(detail.GetRawText())),
    };

    private static ValidationError ReadField(JsonElement field, Redaction redaction)
    {
        if (field.ValueKind != JsonValueKind.Object || !field.TryGetProperty("msg", out JsonElement message))
        {
            return new ValidationError(string.Empty, redaction.Foreign(Describe(field, redaction)) ?? string.Empty, string.Empty);
        }

        IEnumerable<string> location = field.TryGetProperty("loc", out JsonElement loc) && loc.ValueKind == JsonValueKind.Array
            ? loc.EnumerateArray().Select(part => Describe(part, redaction) ?? string.Empty)
            : [];
        string? type = field.TryGetProperty("type", out JsonElement name) ? Describe(name, redaction) : null;
        return new ValidationError(
            redaction.Foreign(string.Join(".", location)) ?? string.Empty,
            redaction.Foreign(Describe(message, redaction)) ?? string.Empty,
            redaction.Foreign(type) ?? string.Empty);
    }

    private static string? FindCorrelationId(string? text) =>
        text is not null && s_correlation.Match(text) is { Success: true } match ? match.Groups[1].Value : null;
}
