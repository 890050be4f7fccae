using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json.Nodes;
using LlamaCloud.Emulator.Classify;
using LlamaCloud.Emulator.Jobs;

namespace LlamaCloud.Emulator.Configurations;

/// <summary>The saved configurations, every version of each.</summary>
public sealed class ConfigurationStore
{
    private readonly object _lock = new();
    private readonly List<SavedConfiguration> _all = [.. SeedConfigurations.All()];
    private readonly TimeProvider _clock;
    private DateTimeOffset _latest;

    internal ConfigurationStore(TimeProvider clock) => _clock = clock;

    /// <summary>Those of all projects, newest first.</summary>
    public IReadOnlyList<SavedConfiguration> All
    {
        get
        {
            lock (_lock)
            {
                return [.. _all.OrderByDescending(saved => saved.Version)];
            }
        }
    }

    /// <summary>How many there are.</summary>
    public int Count
    {
        get
        {
            lock (_lock)
            {
                return _all.Count;
            }
        }
    }

    /// <summary>The one with that id, in whatever project.</summary>
    public SavedConfiguration? Find(string id)
    {
        lock (_lock)
        {
            return _all.Find(saved => saved.Id == id);
        }
    }

    /// <summary>Adds one: the first of its name, or a new version.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="parameters">What it says, with the <c>product_type</c>. Nothing of it is checked.</param>
    /// <param name="id">Its id; a new one when null.</param>
    /// <param name="projectId">Its project; the default one when null.</param>
    public SavedConfiguration Add(string name, JsonObject parameters, string? id = null, string? projectId = null)
    {
        lock (_lock)
        {
            DateTimeOffset now = Next();
            SavedConfiguration saved = new(
                id ?? $"cfg-{Guid.NewGuid()}", name, projectId ?? JobStore.DefaultProjectId, parameters.DeepClone().AsObject())
            {
                CreatedAt = now,
                Version = now,
            };
            _all.Add(saved);
            return saved;
        }
    }

    /// <summary>Takes one away. False when there is none with that id.</summary>
    public bool Remove(string id)
    {
        lock (_lock)
        {
            return _all.RemoveAll(saved => saved.Id == id) > 0;
        }
    }

    /// <summary>Changes what is not null, which makes it the newest. Null when there is none with that id.</summary>
    internal SavedConfiguration? Change(string id, string? name, JsonObject? parameters)
    {
        lock (_lock)
        {
            int at = _all.FindIndex(saved => saved.Id == id);
            return at < 0
                ? null
                : _all[at] = _all[at] with
                {
                    Name = name ?? _all[at].Name,
                    Parameters = parameters ?? _all[at].Parameters,
                    Version = Next(),
                };
        }
    }

    // The time, or just after the last one, also when the clock stands still.
    private DateTimeOffset Next()
    {
        DateTimeOffset now = _clock.GetUtcNow();
        _latest = now > _latest ? now : _latest + TimeSpan.FromMicroseconds(1);
        return _latest;
    }
}
