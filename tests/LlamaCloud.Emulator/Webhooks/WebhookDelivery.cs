using System;
using System.Collections.Generic;
using System.Net.Http;
using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace LlamaCloud.Emulator.Webhooks;

/// <summary>One delivery, as it is sent each time.</summary>
/// <param name="Url">Where to.</param>
/// <param name="EventType">What it tells, such as <c>parse.success</c>.</param>
/// <param name="Body">Its body.</param>
/// <param name="Headers">Its headers, the signature among them.</param>
public sealed record WebhookDelivery(Uri Url, string EventType, byte[] Body, IReadOnlyDictionary<string, string> Headers)
{
    // As a service in another language writes it: a body may hold letters that are no ASCII.
    private static readonly JsonSerializerOptions s_plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The delivery of an event to a webhook.</summary>
    public static WebhookDelivery Of(SavedWebhook webhook, string eventType, JsonObject data, DateTimeOffset now)
    {
        JsonObject body = new()
        {
            ["event_id"] = $"evt-{Guid.NewGuid()}",
            ["event_type"] = eventType,
            ["timestamp"] = Timestamps.Text(now),
            ["data"] = data.DeepClone(),
        };
        string json = body.ToJsonString(s_plain);
        byte[] bytes = Encoding.UTF8.GetBytes(webhook.IsJson ? json : JsonSerializer.Serialize(json, s_plain));
        Dictionary<string, string> headers = new(webhook.Headers, StringComparer.OrdinalIgnoreCase);
        if (webhook.Secret is string secret)
        {
            headers["LC-Signature"] = Sign(bytes, secret);
        }

        return new WebhookDelivery(webhook.Url, eventType, bytes, headers);
    }

    /// <summary>The signature of a body, as the header has it.</summary>
    public static string Sign(byte[] body, string secret) =>
        "sha256=" + Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), body));

    internal HttpRequestMessage ToMessage()
    {
        HttpRequestMessage message = new(HttpMethod.Post, Url) { Content = new ByteArrayContent(Body) };
        message.Content.Headers.ContentType = new("application/json");
        foreach ((string name, string value) in Headers)
        {
            message.Headers.TryAddWithoutValidation(name, value);
        }

        return message;
    }
}
