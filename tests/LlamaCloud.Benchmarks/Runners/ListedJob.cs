using System;
using System.Collections.Generic;
using System.Text.Json.Serialization;

namespace LlamaCloud.Benchmarks.Runners;

/// <summary>A page of classify jobs, with the fields that the service gives them.</summary>
internal sealed record ListedPage(IReadOnlyList<ListedJob> Items, string? NextPageToken);

internal sealed record ListedJob(
    string Id,
    string Status,
    string ProjectId,
    string UserId,
    string FileInput,
    string DocumentInputType,
    DateTimeOffset? CreatedAt,
    DateTimeOffset? UpdatedAt,
    ListedConfiguration? Configuration,
    string? ConfigurationId,
    ListedResult? Result,
    string? ErrorMessage,
    string? ParseJobId,
    string? TransactionId);

internal sealed record ListedConfiguration(IReadOnlyList<ListedRule> Rules, string? Mode);

internal sealed record ListedRule(string Type, string Description);

internal sealed record ListedResult(string? Type, double? Confidence, string Reasoning);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(ListedPage))]
internal sealed partial class ListedJsonContext : JsonSerializerContext;
