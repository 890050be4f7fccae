using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json.Nodes;

namespace LlamaCloud.Emulator.Classify;

/// <summary>The jobs, as the JSON that the service would send of them.</summary>
public sealed class JobStore
{
    /// <summary>The project that a key sees when a request names none.</summary>
    public const string DefaultProjectId = "6f2d1c3a-8f57-4a43-9a35-0b1c4f6d2e11";

    /// <summary>Another project of the same organization.</summary>
    public const string OtherProjectId = "d4b1e9c0-2a77-4c58-8d0f-3e5a9b7c6d22";

    private readonly object _lock = new();
    private readonly Dictionary<string, JsonObject> _jobs = new(StringComparer.Ordinal);

    /// <summary>Begins with <see cref="SeedJobs"/>.</summary>
    public JobStore()
    {
        foreach (JsonObject job in SeedJobs.All())
        {
            Put(job);
        }
    }

    /// <summary>How many jobs the list gives to a page at most, whatever it is asked for.</summary>
    public int LargestPage { get; set; } = 100;

    /// <summary>Whether the list gives all jobs, whatever ids it is asked for.</summary>
    public bool ListIgnoresIds { get; set; }

    /// <summary>Adds a job, or puts it in the place of the one with its id.</summary>
    /// <param name="job">A job with at least an <c>id</c> and a <c>project_id</c>.</param>
    public void Put(JsonObject job)
    {
        lock (_lock)
        {
            _jobs[Text(job, "id")] = (JsonObject)job.DeepClone();
        }
    }

    /// <summary>The job, if that project has it; null means the default project.</summary>
    public JsonObject? Find(string id, string? projectId)
    {
        lock (_lock)
        {
            return _jobs.TryGetValue(id, out JsonObject? job) && Text(job, "project_id") == (projectId ?? DefaultProjectId)
                ? (JsonObject)job.DeepClone()
                : null;
        }
    }

    /// <summary>All jobs of a project, newest first.</summary>
    public IReadOnlyList<JsonObject> Of(string? projectId)
    {
        lock (_lock)
        {
            return [.. _jobs.Values
                .Where(job => Text(job, "project_id") == (projectId ?? DefaultProjectId))
                .OrderByDescending(job => Text(job, "created_at"), StringComparer.Ordinal)
                .ThenBy(job => Text(job, "id"), StringComparer.Ordinal)
                .Select(job => (JsonObject)job.DeepClone())];
        }
    }

    /// <summary>Those of a project with one of these ids, newest first; quick also among very many jobs.</summary>
    public IReadOnlyList<JsonObject> Of(string? projectId, IEnumerable<string> ids) =>
        [.. ids.Distinct(StringComparer.Ordinal)
            .Select(id => Find(id, projectId))
            .OfType<JsonObject>()
            .OrderByDescending(job => Text(job, "created_at"), StringComparer.Ordinal)
            .ThenBy(job => Text(job, "id"), StringComparer.Ordinal)];

    internal static string Text(JsonObject job, string field) => job[field]?.GetValue<string>() ?? string.Empty;
}
