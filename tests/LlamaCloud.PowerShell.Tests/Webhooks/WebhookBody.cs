using System.Text.Json.Nodes;
using LlamaCloud.Emulator.Webhooks;

namespace LlamaCloud.PowerShell.Tests.Webhooks;

/// <summary>The body of a delivery as a test looks at it, in either format.</summary>
internal static class WebhookBody
{
    public static JsonObject Read(WebhookDelivery delivery)
    {
        JsonNode body = JsonNode.Parse(delivery.Body)!;
        return body is JsonObject fields ? fields : JsonNode.Parse(body.GetValue<string>())!.AsObject();
    }
}
