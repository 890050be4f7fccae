using System;
using System.Collections.Generic;
using System.IO;
using LlamaCloud.Emulator.Classify;
using LlamaCloud.Emulator.Jobs;

namespace LlamaCloud.Emulator.Files;

/// <summary>The files. What is uploaded is in a temporary folder, so that big files take no memory.</summary>
public sealed class FileStore : IDisposable
{
    private readonly object _lock = new();
    private readonly List<StoredFile> _files = [.. SeedFiles.All()];
    private readonly Dictionary<string, StoredFile> _ofParseJobs = new(StringComparer.Ordinal);
    private readonly TimeProvider _clock;
    private DirectoryInfo? _folder;

    internal FileStore(TimeProvider clock) => _clock = clock;

    /// <summary>How many bytes a file may have; 512 MB as the service says.</summary>
    public long LargestFile { get; set; } = 512L * 1024 * 1024;

    /// <summary>The files of all projects, in the order they came.</summary>
    public IReadOnlyList<StoredFile> All
    {
        get
        {
            lock (_lock)
            {
                return [.. _files];
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
                return _files.Count;
            }
        }
    }

    /// <summary>Where uploads are kept, finished or not; null until there is one.</summary>
    public string? Folder => _folder?.FullName;

    /// <summary>The file with that id, in whatever project.</summary>
    public StoredFile? Find(string id)
    {
        lock (_lock)
        {
            return _files.Find(file => file.Id == id);
        }
    }

    /// <summary>The file that a parse job has read; null where nobody knows it.</summary>
    internal StoredFile? OfParseJob(string jobId)
    {
        lock (_lock)
        {
            return _ofParseJobs.GetValueOrDefault(jobId);
        }
    }

    /// <summary>Keeps which file a parse job reads: the other products go on from it.</summary>
    internal void AddParseJob(string jobId, StoredFile file)
    {
        lock (_lock)
        {
            _ofParseJobs[jobId] = file;
        }
    }

    /// <summary>Adds a file as if it had been uploaded. Nothing is checked: a service may send any name.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="contents">Its bytes.</param>
    /// <param name="purpose">What it is for.</param>
    /// <param name="id">Its id; a new one when null.</param>
    /// <param name="projectId">Its project; the default one when null.</param>
    /// <param name="externalFileId">What another system calls it.</param>
    /// <param name="expiresAt">When it is to expire.</param>
    public StoredFile Add(
        string name,
        byte[] contents,
        string? purpose = "user_data",
        string? id = null,
        string? projectId = null,
        string? externalFileId = null,
        DateTimeOffset? expiresAt = null)
    {
        StoredFile file = new StoredFile(id ?? NewId(), name, projectId ?? JobStore.DefaultProjectId)
        {
            Purpose = purpose,
            ExternalFileId = externalFileId,
            ExpiresAt = expiresAt,
            LastModifiedAt = _clock.GetUtcNow(),
        }.With(contents);
        Put(file);
        return file;
    }

    /// <summary>Takes a file away. False when there is none with that id.</summary>
    public bool Remove(string id)
    {
        StoredFile? file;
        lock (_lock)
        {
            file = _files.Find(candidate => candidate.Id == id);
            if (file is null)
            {
                return false;
            }

            _files.Remove(file);
        }

        if (file.Location is not null)
        {
            File.Delete(file.Location);
        }

        return true;
    }

    /// <summary>Deletes the folder with all uploads.</summary>
    public void Dispose()
    {
        try
        {
            _folder?.Delete(recursive: true);
        }
        catch (IOException)
        {
            // On Windows a request that was cut just now may still hold its file. The folder is a temporary one.
        }
    }

    internal static string NewId() => $"dfl-{Guid.NewGuid()}";

    internal void Put(StoredFile file)
    {
        lock (_lock)
        {
            _files.RemoveAll(candidate => candidate.Id == file.Id);
            _files.Add(file);
        }
    }

    /// <summary>A place for an upload that has just begun.</summary>
    internal string NewPath()
    {
        lock (_lock)
        {
            _folder ??= Directory.CreateTempSubdirectory("llamacloud-emulator-");
            return Path.Combine(_folder.FullName, Guid.NewGuid().ToString("n"));
        }
    }
}
