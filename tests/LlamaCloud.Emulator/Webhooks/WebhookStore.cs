using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json.Nodes;
using LlamaCloud.Emulator.Jobs;

namespace LlamaCloud.Emulator.Webhooks;

/// <summary>The saved webhooks.</summary>
public sealed class WebhookStore
{
    /// <summary>The id of the one that is there to begin with. It tells a host that no machine has.</summary>
    public const string Seed = "whc-55555555-cccc-4ccc-8ccc-555555555555";

    private readonly object _lock = new();
    private readonly TimeProvider _clock;
    private readonly List<SavedWebhook> _all =
    [
        new(Seed, JobStore.DefaultProjectId, new JsonObject
        {
            ["webhook_url"] = "https://hooks.example.com/inbox?code=of-the-seed",
            ["webhook_signing_secret"] = "whsec_of-the-seed",
            ["webhook_headers"] = new JsonObject { ["X-Team"] = "header-of-the-seed" },
            ["webhook_events"] = new JsonArray("parse.success", "parse.error"),
        })
        {
            CreatedAt = new DateTimeOffset(2026, 9, 1, 8, 0, 0, TimeSpan.Zero),
            UpdatedAt = new DateTimeOffset(2026, 9, 1, 8, 0, 0, TimeSpan.Zero),
        },
    ];

    internal WebhookStore(TimeProvider clock) => _clock = clock;

    /// <summary>Those of a project, newest first.</summary>
    public IReadOnlyList<SavedWebhook> Of(string projectId)
    {
        lock (_lock)
        {
            return [.. Enumerable.Reverse(_all).Where(webhook => webhook.ProjectId == projectId)];
        }
    }

    /// <summary>The one with that id, if that project has it.</summary>
    public SavedWebhook? Find(string id, string projectId)
    {
        lock (_lock)
        {
            return _all.Find(webhook => webhook.Id == id && webhook.ProjectId == projectId);
        }
    }

    internal SavedWebhook Add(JsonObject fields, string projectId)
    {
        lock (_lock)
        {
            DateTimeOffset now = _clock.GetUtcNow();
            SavedWebhook webhook = new($"whc-{Guid.NewGuid()}", projectId, fields) { CreatedAt = now, UpdatedAt = now };
            _all.Add(webhook);
            return webhook;
        }
    }

    /// <summary>Changes the fields that are there, also to null.</summary>
    internal SavedWebhook Change(SavedWebhook webhook, JsonObject fields)
    {
        lock (_lock)
        {
            JsonObject all = (JsonObject)webhook.Fields.DeepClone();
            foreach ((string name, JsonNode? value) in fields)
            {
                all[name] = value?.DeepClone();
            }

            SavedWebhook changed = webhook with { Fields = all, UpdatedAt = _clock.GetUtcNow() };
            _all[_all.FindIndex(one => one.Id == webhook.Id)] = changed;
            return changed;
        }
    }

    internal void Remove(SavedWebhook webhook)
    {
        lock (_lock)
        {
            _all.RemoveAll(one => one.Id == webhook.Id);
        }
    }
}
