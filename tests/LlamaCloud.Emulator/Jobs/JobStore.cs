using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json.Nodes;

namespace LlamaCloud.Emulator.Jobs;

/// <summary>The jobs, as the JSON that the service would send of them.</summary>
public sealed class JobStore
{
    /// <summary>The project that a key sees when a request names none; it is in the list of projects, like the next.</summary>
    public const string DefaultProjectId = "c3a0d8bf-1966-4b47-9c9e-2d4f8a6b5c11";

    /// <summary>Another project of the same organization.</summary>
    public const string OtherProjectId = "d4b1e9c0-2a77-4c58-8d0f-3e5a9b7c6d22";

    private readonly object _lock = new();
    private readonly Dictionary<string, Entry> _jobs = new(StringComparer.Ordinal);
    private readonly Dictionary<(string Project, string Transaction), string> _transactions = [];
    private readonly TimeProvider _clock;

    /// <summary>Begins with the given jobs.</summary>
    internal JobStore(JobKind kind, TimeProvider clock, IEnumerable<JsonObject> seeds)
    {
        Kind = kind;
        CancelsLater = kind.CancelsLater;
        _clock = clock;
        foreach (JsonObject job in seeds)
        {
            Put(job);
        }
    }

    /// <summary>The product that they are of.</summary>
    internal JobKind Kind { get; }

    /// <summary>Is told of each job that a request has made, with the body of the request; null for nobody.</summary>
    public Action<JsonObject, JsonObject>? Created { get; set; }

    /// <summary>Whether a job that is cancelled goes on for a while; as the product has it to begin with.</summary>
    public bool CancelsLater { get; set; }

    /// <summary>How long it then goes on.</summary>
    public TimeSpan StoppingFor { get; set; } = TimeSpan.FromMilliseconds(300);

    /// <summary>How long a created job is pending. This and the next count for jobs that are there already, too.</summary>
    public TimeSpan PendingFor { get; set; } = TimeSpan.FromMilliseconds(200);

    /// <summary>How long it then runs.</summary>
    public TimeSpan RunningFor { get; set; } = TimeSpan.FromMilliseconds(300);

    /// <summary>How many jobs there are, in all projects.</summary>
    public int Count
    {
        get
        {
            lock (_lock)
            {
                return _jobs.Count;
            }
        }
    }

    /// <summary>How many jobs the list gives to a page at most, whatever it is asked for.</summary>
    public int LargestPage { get; set; } = 100;

    /// <summary>Whether the list gives all jobs, whatever ids it is asked for.</summary>
    public bool ListIgnoresIds { get; set; }

    /// <summary>Adds a job, or puts it in the place of the one with its id.</summary>
    /// <param name="job">A job with at least an <c>id</c> and a <c>project_id</c>. It stays as it is.</param>
    public void Put(JsonObject job) => Put(job, null);

    /// <summary>The job, if that project has it; null means the default project.</summary>
    public JsonObject? Find(string id, string? projectId)
    {
        lock (_lock)
        {
            return _jobs.TryGetValue(id, out Entry? entry) && entry.ProjectId == (projectId ?? DefaultProjectId) ? Show(entry) : null;
        }
    }

    /// <summary>All jobs of a project, newest first.</summary>
    public IReadOnlyList<JsonObject> Of(string? projectId)
    {
        lock (_lock)
        {
            return Sort(_jobs.Values.Where(entry => entry.ProjectId == (projectId ?? DefaultProjectId)).Select(Show));
        }
    }

    /// <summary>Those of a project with one of these ids, newest first; quick also among very many jobs.</summary>
    public IReadOnlyList<JsonObject> Of(string? projectId, IEnumerable<string> ids) =>
        Sort(ids.Distinct(StringComparer.Ordinal).Select(id => Find(id, projectId)).OfType<JsonObject>());

    internal static string Text(JsonObject job, string field) => job[field]?.GetValue<string>() ?? string.Empty;

    /// <summary>The job that a transaction made in a project.</summary>
    internal JsonObject? OfTransaction(string? transactionId, string projectId)
    {
        lock (_lock)
        {
            return transactionId is not null && _transactions.TryGetValue((projectId, transactionId), out string? id)
                ? Find(id, projectId)
                : null;
        }
    }

    /// <summary>
    /// Adds a pending job that takes this course, unless its transaction has made one already. Answers the one that there is.
    /// </summary>
    internal JsonObject Create(JsonObject job, JobCourse course)
    {
        lock (_lock)
        {
            if (OfTransaction((string?)job["transaction_id"], Text(job, "project_id")) is JsonObject earlier)
            {
                return earlier;
            }

            Put(job, course);
            return Find(Text(job, "id"), Text(job, "project_id"))!;
        }
    }

    /// <summary>Cancels a job that has not ended. Answers what it was before; null when there is none.</summary>
    internal string? Cancel(string id, string? projectId)
    {
        lock (_lock)
        {
            if (Find(id, projectId) is not JsonObject job)
            {
                return null;
            }

            string status = Text(job, "status");
            if (!Kind.IsTerminal(status))
            {
                DateTimeOffset now = _clock.GetUtcNow();
                _jobs[id] = _jobs[id] with { CancelledAt = CancelsLater ? now + StoppingFor : now };
            }

            return status;
        }
    }

    /// <summary>Takes a job away that has ended, and forgets its transaction. Answers what it was; null when there is none.</summary>
    internal string? Remove(string id, string? projectId)
    {
        lock (_lock)
        {
            if (Find(id, projectId) is not JsonObject job)
            {
                return null;
            }

            string status = Text(job, "status");
            if (Kind.IsTerminal(status))
            {
                _jobs.Remove(id);
                (string, string) transaction = (Text(job, "project_id"), Text(job, "transaction_id"));
                if (_transactions.TryGetValue(transaction, out string? made) && made == id)
                {
                    _transactions.Remove(transaction);
                }
            }

            return status;
        }
    }

    private static JsonObject[] Sort(IEnumerable<JsonObject> jobs) =>
        [
            .. jobs.OrderByDescending(job => Text(job, "created_at"), StringComparer.Ordinal)
                .ThenBy(job => Text(job, "id"), StringComparer.Ordinal),
        ];

    private void Put(JsonObject job, JobCourse? course)
    {
        lock (_lock)
        {
            Entry entry = new((JsonObject)job.DeepClone(), course);
            _jobs[Text(job, "id")] = entry;
            if ((string?)job["transaction_id"] is string transaction)
            {
                _transactions.TryAdd((entry.ProjectId, transaction), Text(job, "id"));
            }
        }
    }

    private JsonObject Show(Entry entry)
    {
        JsonObject job = (JsonObject)entry.Job.DeepClone();
        DateTimeOffset now = _clock.GetUtcNow();
        entry.Course?.Apply(job, Kind, entry.CancelledAt < now ? entry.CancelledAt.Value : now, PendingFor, RunningFor);
        // One that was asked to stop may have ended before it did.
        if (entry.CancelledAt <= now && !Kind.IsTerminal(Text(job, "status")))
        {
            job["status"] = Kind.Cancelled;
            job["updated_at"] = Timestamps.Text(entry.CancelledAt.Value);
        }

        return job;
    }

    private sealed record Entry(JsonObject Job, JobCourse? Course)
    {
        public DateTimeOffset? CancelledAt { get; init; }

        public string ProjectId { get; } = Text(Job, "project_id");
    }
}
