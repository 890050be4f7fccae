using System;
using System.Collections.Generic;
using System.Text.Json.Serialization;
using LlamaCloud.Http;
using LlamaCloud.Json;

namespace LlamaCloud;

/// <summary>
/// A saved webhook: whom the service tells what becomes of jobs. Whoever knows its address can call it, and its headers may hold
/// tokens, so neither is shown whole.
/// </summary>
public sealed class LlamaCloudWebhook : ServiceObject
{
    [JsonConstructor]
    internal LlamaCloudWebhook()
    {
    }

    /// <summary>Its id, <c>whc-...</c>.</summary>
    [JsonInclude]
    public string Id { get; internal set => field = value ?? string.Empty; } = string.Empty;

    /// <summary>The address that is told, as far as it may be shown: its host. <see cref="LeadsTo"/> compares the whole one.</summary>
    [JsonIgnore]
    [JsonPropertyName("caller.webhook_url")]
    public string WebhookUrl => Address.Length == 0 ? string.Empty : JsonRedaction.HostOf(Address);

    /// <summary>The host that is told; empty where the service does not say.</summary>
    [JsonIgnore]
    [JsonPropertyName("caller.host")]
    public string Host => Uri.TryCreate(Address, UriKind.Absolute, out Uri? address) ? address.Host : string.Empty;

    /// <summary>The events that are told, such as <c>parse.success</c>; null for all.</summary>
    [JsonInclude]
    public IReadOnlyList<string>? WebhookEvents
    {
        get;
        internal set => field = value is null ? null : new ShownList<string>(value);
    }

    /// <summary>The names of the headers that go with each delivery, without their values; empty for none.</summary>
    [JsonInclude]
    [JsonPropertyName("webhook_headers")]
    [JsonConverter(typeof(FieldNamesConverter))]
    public IReadOnlyList<string> HeaderNames
    {
        get;
        internal set => field = new ShownList<string>(value ?? []);
    } = new ShownList<string>([]);

    /// <summary>
    /// How the body is written: <c>string</c>, a JSON text that holds JSON, or <c>json</c>; null where the service does not say, which is
    /// <c>string</c>.
    /// </summary>
    [JsonInclude]
    public string? WebhookOutputFormat { get; internal set; }

    /// <summary>Whether deliveries are signed.</summary>
    [JsonInclude]
    public bool HasSecret { get; internal set; }

    /// <summary>What it belongs to: <c>project</c>.</summary>
    [JsonInclude]
    public string TenantType { get; internal set => field = value ?? string.Empty; } = string.Empty;

    /// <summary>The id of what it belongs to.</summary>
    [JsonInclude]
    public string TenantId { get; internal set => field = value ?? string.Empty; } = string.Empty;

    /// <summary>When it was made; null where the service does not say.</summary>
    [JsonInclude]
    public DateTimeOffset? CreatedAt { get; internal set; }

    /// <summary>When it was last changed; null where the service does not say.</summary>
    [JsonInclude]
    public DateTimeOffset? UpdatedAt { get; internal set; }

    /// <summary>The id, under the name that commands take it by.</summary>
    [JsonIgnore]
    [JsonPropertyName("caller.webhook_configuration_id")]
    public string WebhookConfigurationId => Id;

    /// <summary>The project that it belongs to, under the name that commands take it by; null where it belongs to something else.</summary>
    [JsonIgnore]
    [JsonPropertyName("caller.project_id")]
    public string? ProjectId => TenantType == "project" && TenantId.Length > 0 ? TenantId : null;

    [JsonInclude]
    [JsonPropertyName("webhook_url")]
    internal string Address { get; set => field = value ?? string.Empty; } = string.Empty;

    // The service never answers it. If it did, it would be shown nowhere all the same.
    [JsonInclude]
    [JsonPropertyName("webhook_signing_secret")]
    internal object? SigningSecret { get; set => field = null; }

    /// <summary>Whether this is the address that is told.</summary>
    /// <param name="address">The whole address.</param>
    public bool LeadsTo(Uri address) =>
        Uri.TryCreate(Address, UriKind.Absolute, out Uri? own) && own.Equals(address ?? throw new ArgumentNullException(nameof(address)));

    /// <summary>The id.</summary>
    public override string ToString() => Id;
}
