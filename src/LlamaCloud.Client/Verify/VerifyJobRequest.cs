using System.Text.Json;

namespace LlamaCloud;

/// <summary>A verify job to be created. What is wrong with it is known before it is sent: <see cref="VerifyJobCheck"/>.</summary>
public sealed class VerifyJobRequest : JobRequest
{
    /// <summary>
    /// How thoroughly the document is looked at, <c>fast</c> or <c>agentic</c>; null for the service's default, <c>agentic</c>.
    /// </summary>
    public string? Tier { get; init; }

    private protected override void WriteConfiguration(Utf8JsonWriter json)
    {
        WriteText(json, "tier", Tier?.ToLowerInvariant());
        WritePages(json, TargetPages);
    }
}
