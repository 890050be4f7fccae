using System;
using System.Collections.Generic;
using System.Linq;
using LlamaCloud.Emulator.Files;
using LlamaCloud.Emulator.Jobs;

namespace LlamaCloud.Emulator.Directories;

/// <summary>The directories and what is in them.</summary>
public sealed class DirectoryStore
{
    private readonly object _lock = new();
    private readonly List<StoredDirectory> _directories = [];
    private readonly Dictionary<(string Directory, string UniqueId), DirectoryEntry> _entries = [];
    private readonly TimeProvider _clock;

    internal DirectoryStore(TimeProvider clock) => _clock = clock;

    /// <summary>How many files of a directory the list gives to a page at most; more is refused.</summary>
    public int LargestPage { get; set; } = 10_000;

    /// <summary>Those of all projects, in the order they came.</summary>
    public IReadOnlyList<StoredDirectory> All
    {
        get
        {
            lock (_lock)
            {
                return [.. _directories];
            }
        }
    }

    /// <summary>Adds one.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="type"><c>user</c> or <c>ephemeral</c>.</param>
    /// <param name="projectId">Its project; the default one when null.</param>
    /// <param name="description">What it is for.</param>
    /// <param name="id">Its id; a new one when null.</param>
    public StoredDirectory Add(string name, string type = "user", string? projectId = null, string? description = null, string? id = null)
    {
        lock (_lock)
        {
            StoredDirectory directory = new(id ?? $"dir-{Guid.NewGuid()}", name, projectId ?? JobStore.DefaultProjectId, type)
            {
                Description = description,
                CreatedAt = _clock.GetUtcNow(),
            };
            _directories.Add(directory);
            return directory;
        }
    }

    /// <summary>The one with that id, in whatever project.</summary>
    public StoredDirectory? Find(string id)
    {
        lock (_lock)
        {
            return _directories.Find(one => one.Id == id);
        }
    }

    /// <summary>Takes one away, with what is in it. False when there is none with that id.</summary>
    public bool Remove(string id)
    {
        lock (_lock)
        {
            foreach (var key in _entries.Keys.Where(key => key.Directory == id).ToArray())
            {
                _entries.Remove(key);
            }

            return _directories.RemoveAll(one => one.Id == id) > 0;
        }
    }

    /// <summary>What is in a directory, in the order it came.</summary>
    public IReadOnlyList<DirectoryEntry> FilesOf(string directoryId)
    {
        lock (_lock)
        {
            return [.. _entries.Values.Where(entry => entry.Directory.Id == directoryId)];
        }
    }

    /// <summary>Adds a file that is there to a directory; null where there is one with the unique id, or no such directory.</summary>
    public DirectoryEntry? Put(string directoryId, string uniqueId, StoredFile file) =>
        Find(directoryId) is StoredDirectory directory ? Put(directory, uniqueId, file.Name, file.Id, new Dictionary<string, string>()) : null;

    /// <summary>Adds a file to a directory; null where that has one with the unique id.</summary>
    internal DirectoryEntry? Put(StoredDirectory directory, string uniqueId, string name, string fileId, IReadOnlyDictionary<string, string> metadata)
    {
        lock (_lock)
        {
            DirectoryEntry entry = new($"dfl-{Guid.NewGuid()}", directory, uniqueId, name, fileId, metadata, _clock.GetUtcNow());
            if (_entries.TryGetValue((directory.Id, uniqueId), out DirectoryEntry? there) && there.DeletedAt is null)
            {
                return null;
            }

            _entries[(directory.Id, uniqueId)] = entry;
            return entry;
        }
    }

    /// <summary>Takes a file out of a directory; it is told of for those who ask for what is deleted too. False when there is none with that id.</summary>
    public bool RemoveFile(string directoryId, string id)
    {
        lock (_lock)
        {
            if (_entries.Values.FirstOrDefault(one => one.Directory.Id == directoryId && one.Id == id && one.DeletedAt is null) is not DirectoryEntry entry)
            {
                return false;
            }

            _entries[(directoryId, entry.UniqueId)] = entry with { DeletedAt = _clock.GetUtcNow() };
            return true;
        }
    }
}
