using System;
using System.Collections.Generic;
using System.Linq;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using LlamaCloud.Emulator.Jobs;
using LlamaCloud.Emulator.Projects;

namespace LlamaCloud.Emulator.Usage;

/// <summary>What was used: a record for each job that has completed, as if each document had one page.</summary>
public sealed class UsageRecords
{
    private readonly IReadOnlyList<JobStore> _jobs;
    private readonly List<JsonObject> _others = [];

    internal UsageRecords(IReadOnlyList<JobStore> jobs) => _jobs = jobs;

    /// <summary>All there are, by time.</summary>
    internal IReadOnlyList<JsonObject> All =>
    [
        .. _jobs.SelectMany(jobs => ProjectRoutes.Ids.SelectMany(project => jobs.Of(project)
                .Where(job => JobStore.Text(job, "status") == jobs.Kind.Completed).Select(job => Record(jobs.Kind, job))))
            .Concat(_others.Select(record => (JsonObject)record.DeepClone()))
            .OrderBy(record => (string)record["day"]!, StringComparer.Ordinal)
                .ThenBy(record => (string)record["event_aggregation_key"]!, StringComparer.Ordinal),
    ];

    /// <summary>Adds one.</summary>
    /// <param name="record">The record; nothing of it is checked.</param>
    public void Add(JsonObject record) => _others.Add(record);

    private static JsonObject Record(JobKind kind, JsonObject job)
    {
        string id = JobStore.Text(job, "id");
        string project = JobStore.Text(job, "project_id");
        string tier = ((string?)job["tier"] ?? (string?)job["configuration"]?["tier"] ?? "fast").ToLowerInvariant();
        (string type, double credits) = kind.Price(tier);
        return new JsonObject
        {
            ["id"] = new Guid(SHA256.HashData(Encoding.UTF8.GetBytes(id))[..16]).ToString(),
            ["user_id"] = (string?)job["user_id"] ?? "b0c7b6de-55a1-4a0b-9f55-a8f3f1f2c0de",
            ["event_type"] = type,
            ["project_id"] = project,
            ["organization_id"] = ProjectRoutes.OrganizationOf(project),
            ["value"] = 1,
            ["properties"] = new JsonObject { ["tier"] = tier },
            ["day"] = JobStore.Text(job, "created_at")[..10],
            ["event_aggregation_key"] = id,
            ["event_aggregation_type"] = "pdf",
            ["credits"] = credits,
            ["usage_tags"] = null,
        };
    }
}
