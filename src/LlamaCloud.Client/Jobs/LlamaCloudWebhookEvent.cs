using System.Collections.Generic;
using LlamaCloud.Json;

namespace LlamaCloud;

/// <summary>What a webhook was told: that a job has come to a status. Which of several came last is not known by their order.</summary>
public sealed class LlamaCloudWebhookEvent : ServiceObject
{
    internal LlamaCloudWebhookEvent()
    {
    }

    /// <summary>The event, such as <c>parse.success</c>; empty where the service does not name it.</summary>
    public string EventType { get; internal init; } = string.Empty;

    /// <summary>
    /// The product of the job, as events name it: <c>classify</c>, <c>extract</c>, <c>parse</c>, <c>split</c> or <c>batch</c>; null where
    /// the event does not say.
    /// </summary>
    public string? Product { get; internal init; }

    /// <summary>The id of the job; null where there is none, or none that can be one (see <see cref="ResourceId"/>).</summary>
    public string? JobId { get; internal init; }

    /// <summary>How far the job is: its own status, or else the last word of the event; empty where nothing says.</summary>
    /// <remarks>
    /// A signature has no time in it: that a job was told of with this status before is how a delivery that is sent again is known.
    /// </remarks>
    public string Status { get; internal init; } = string.Empty;

    /// <summary>The project of the job; null where the event does not say.</summary>
    public string? ProjectId { get; internal init; }

    /// <summary>
    /// All that the event says of the job, by the names on the wire; values are those of <see cref="ServiceObject.AdditionalProperties"/>.
    /// </summary>
    public Dictionary<string, object?> Data { get; internal init; } = new FieldMap();

    /// <summary>The event and its job.</summary>
    public override string ToString() => $"{EventType} {JobId}".Trim();
}
