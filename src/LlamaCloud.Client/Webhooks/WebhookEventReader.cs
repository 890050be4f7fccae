using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using System.Text.Json;
using LlamaCloud.Json;

namespace LlamaCloud;

/// <summary>Reads what a webhook was sent, in both formats: JSON, or a JSON text that holds JSON.</summary>
/// <remarks>The service's description says nothing of the body, so that it is read as leniently as it can be.</remarks>
public static class WebhookEventReader
{
    private static readonly string[] s_ids = ["job_id", "run_id", "id"];

    // A job of a batch may name the batch too, and is no batch.
    private const string Batch = "batch";

    private static readonly PlainValueConverter s_values = new();

    /// <summary>Reads the body of a delivery.</summary>
    /// <param name="body">The body.</param>
    /// <returns>The event.</returns>
    /// <exception cref="FormatException">It is no event; the message says why.</exception>
    public static LlamaCloudWebhookEvent Read(byte[] body)
    {
        object? value = Parse(body ?? throw new ArgumentNullException(nameof(body)));
        FieldMap fields = (value is string inner ? Parse(Encoding.UTF8.GetBytes(inner)) : value) as FieldMap
            ?? throw new FormatException("It is no JSON object.");
        FieldMap data = fields.TryGetValue("data", out object? told) ? told as FieldMap ?? [] : fields;
        FieldMap[] places = data.TryGetValue("job", out object? nested) && nested is FieldMap job ? [data, job] : [data];
        string type = Text(fields, "event_type") ?? string.Empty;
        string[] words = type.Split('.');
        string[] ids = words[0] == Batch ? [Batch + "_id", .. s_ids] : s_ids;
        string? id = ids.SelectMany(name => places.Select(place => Text(place, name)))
            .Concat(ids.Where(name => name != "id").Select(name => Text(fields, name)))
            .FirstOrDefault(one => one is not null && ResourceId.TryParse(one, out _, out _));
        if (type.Length == 0 && id is null)
        {
            throw new FormatException("It has neither an event_type nor the id of a job.");
        }

        return new LlamaCloudWebhookEvent
        {
            EventType = type,
            Product = words.Length == 2 ? words[0] : null,
            JobId = id?.Trim(),
            Status = places.Select(place => Text(place, "status")).FirstOrDefault(one => one is not null)
                ?? (words.Length == 2 ? words[1] : string.Empty),
            ProjectId = places.Append(fields).Select(place => Text(place, "project_id")).FirstOrDefault(one => one is not null),
            Data = data,
            AdditionalProperties = ReferenceEquals(data, fields) ? new FieldMap() : new FieldMap(
                fields.Where(field => field.Key is not ("event_type" or "data")).ToDictionary(field => field.Key, field => field.Value)),
        };
    }

    private static object? Parse(byte[] json)
    {
        Utf8JsonReader reader = new(ByteOrderMark.Skip(json).Span, new JsonReaderOptions { MaxDepth = JsonDepth.Most });
        try
        {
            reader.Read();
            object? value = s_values.Read(ref reader, typeof(object), JsonSerializerOptions.Default);
            return reader.Read() ? throw new FormatException("More follows behind its JSON.") : value;
        }
        // Half a character, or a number beyond all numbers, is not found wrong before it is read.
        catch (Exception problem) when (problem is JsonException or InvalidOperationException or OverflowException)
        {
            throw new FormatException("It is no JSON that can be read.", problem);
        }
    }

    private static string? Text(FieldMap fields, string name) =>
        fields.TryGetValue(name, out object? value) && value is string text && !string.IsNullOrWhiteSpace(text) ? text : null;
}
