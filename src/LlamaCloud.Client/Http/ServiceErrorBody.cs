using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using System.Text.Json;
using System.Threading;
using System.Threading.Tasks;

namespace LlamaCloud.Http;

/// <summary>
/// The body of an error answer: <c>{"detail": "text"}</c>, or for a refused request
/// <c>{"detail": [{"loc": ["query", "project_id"], "msg": "...", "type": "..."}]}</c>; gateways answer anything.
/// </summary>
internal static class ServiceErrorBody
{
    // An error text is a sentence or a list of fields; what is longer is not one.
    private const int MaximumBytes = 64 * 1024;

    /// <summary>What the body says, on one line and without control characters; null when it is not in the service's form.</summary>
    public static async Task<string?> ReadDetailAsync(Stream body, CancellationToken cancellationToken)
    {
        byte[] bytes = new byte[MaximumBytes];
        int length = 0;
        int read;
        while (length < bytes.Length
            && (read = await body.ReadAsync(bytes.AsMemory(length), cancellationToken).ConfigureAwait(false)) > 0)
        {
            length += read;
        }

        try
        {
            using JsonDocument document = JsonDocument.Parse(bytes.AsMemory(0, length));
            return document.RootElement.ValueKind == JsonValueKind.Object && document.RootElement.TryGetProperty("detail", out JsonElement detail)
                ? OnOneLine(Describe(detail))
                : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static string? Describe(JsonElement detail) => detail.ValueKind switch
    {
        JsonValueKind.String => detail.GetString(),
        JsonValueKind.Array => string.Join("; ", detail.EnumerateArray().Select(DescribeField)),
        JsonValueKind.Null => null,
        _ => detail.GetRawText(),
    };

    private static string DescribeField(JsonElement field)
    {
        if (field.ValueKind != JsonValueKind.Object || !field.TryGetProperty("msg", out JsonElement message))
        {
            return field.ToString();
        }

        IEnumerable<string> location = field.TryGetProperty("loc", out JsonElement loc) && loc.ValueKind == JsonValueKind.Array
            ? loc.EnumerateArray().Select(part => part.ToString())
            : [];
        string where = string.Join(".", location);
        return where.Length == 0 ? message.ToString() : $"{where}: {message}";
    }

    // The text ends up in a terminal, where an escape sequence would be obeyed.
    private static string? OnOneLine(string? text)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            return null;
        }

        StringBuilder line = new(text!.Length);
        foreach (char c in text)
        {
            line.Append(char.IsControl(c) ? ' ' : c);
        }

        return line.ToString().Trim();
    }
}
