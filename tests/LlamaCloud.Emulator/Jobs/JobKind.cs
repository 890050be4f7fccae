using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json.Nodes;
using System.Threading.Tasks;
using LlamaCloud.Emulator.Files;
using Microsoft.AspNetCore.Http;

namespace LlamaCloud.Emulator.Jobs;

/// <summary>What tells the jobs of one product of the service from those of another.</summary>
/// <param name="Name">Its name in errors, such as <c>Classify job</c>.</param>
/// <param name="Route">The path of its jobs.</param>
/// <param name="IdPrefix">How its ids begin, such as <c>clj-</c>.</param>
/// <param name="ProductType">What its saved configurations are for; empty where it has none.</param>
internal sealed record JobKind(string Name, string Route, string IdPrefix, string ProductType)
{
    /// <summary>The words for how far a job is: pending, running, completed, failed, cancelled.</summary>
    public string[] Statuses { get; init; } = ["PENDING", "RUNNING", "COMPLETED", "FAILED", "CANCELLED"];

    /// <summary>Further words that a list may be filtered by.</summary>
    public string[] OtherStatuses { get; init; } = [];

    /// <summary>The status of the answer to a create.</summary>
    public int CreateStatus { get; init; } = 200;

    /// <summary>Whether a job that is cancelled goes on for a while.</summary>
    public bool CancelsLater { get; init; }

    /// <summary>Whether a job that has ended can be deleted.</summary>
    public bool IsDeletable { get; init; } = true;

    /// <summary>Whether a create may have a transaction id.</summary>
    public bool HasTransactions { get; init; }

    /// <summary>The field of a create that names the document.</summary>
    public string DocumentField { get; init; } = "file_input";

    /// <summary>Whether the document may be a parse job.</summary>
    public bool TakesParseJobs { get; init; } = true;

    /// <summary>The fields that a list can be filtered by, beside those of every list.</summary>
    public string[] Filters { get; init; } = [];

    /// <summary>Reads the body of a create: null when something is wrong, which is noted.</summary>
    public Func<BodyField, JobKind, JobBody?> ReadBody { get; init; } = JobBody.Read;

    /// <summary>Answers a GET of one job, where that is more than the job: the job, the query; null where it is the job.</summary>
    public Func<JsonObject, IQueryCollection, IResult>? AnswerOne { get; init; }

    /// <summary>Reads what a job is to do from a create or a saved configuration; what is wrong is noted.</summary>
    public required Func<BodyField, JsonObject> ReadSettings { get; init; }

    /// <summary>A job as the service begins it, without what every job has.</summary>
    public required Func<JobDraft, JsonObject> Begin { get; init; }

    /// <summary>What a job comes to.</summary>
    public required Func<JobDraft, Task<JobOutcome>> Run { get; init; }

    /// <summary>A job as it is shown: of a list, or (with <c>isOne</c>) of a GET; with what the query expands.</summary>
    public Func<JsonObject, IReadOnlyCollection<string>, bool, JsonObject> Show { get; init; } = static (job, _, _) => job;

    /// <summary>
    /// What a job is billed as, and the credits, of its tier: as if each document had one page. Nothing, where that is not said.
    /// </summary>
    public Func<string, (string EventType, double Credits)> Price { get; init; } = static _ => (string.Empty, 0);

    public string Pending => Statuses[0];

    public string Running => Statuses[1];

    public string Completed => Statuses[2];

    public string Failed => Statuses[3];

    public string Cancelled => Statuses[4];

    /// <summary>Whether a job of this status will not change.</summary>
    public bool IsTerminal(string status) => Statuses.Skip(2).Contains(status);
}

/// <summary>A create that was checked, and the job that it makes.</summary>
/// <param name="Id">The id of the job.</param>
/// <param name="Document">The document: a file or a parse job.</param>
/// <param name="File">The file, or that of the parse job; null where nobody knows it.</param>
/// <param name="Settings">What the job does.</param>
/// <param name="ConfigurationId">The saved configuration that says so; null for none.</param>
/// <param name="Body">The whole body of the create.</param>
internal sealed record JobDraft(string Id, string Document, StoredFile? File, JsonObject Settings, string? ConfigurationId, JsonObject Body)
{
    /// <summary>How the id of a parse job begins.</summary>
    public const string ParseJobPrefix = "pjb-";

    /// <summary>Whether the document is a parse job.</summary>
    public bool IsParsed => Document.StartsWith(ParseJobPrefix, StringComparison.Ordinal);

    /// <summary>The pages that the job is told to read; empty when there is no text, null when the document is encrypted.</summary>
    public async Task<IReadOnlyList<(int Number, string Text)>?> ReadAsync(string? pages) =>
        File is null ? [] : await DocumentText.ReadPagesAsync(File, pages);

    /// <summary>The same as one text, pages ended by form feeds.</summary>
    public async Task<string?> ReadTextAsync(string? pages) =>
        await ReadAsync(pages) is IReadOnlyList<(int Number, string Text)> read ? string.Join('\f', read.Select(page => page.Text)) : null;
}

/// <summary>What a job comes to.</summary>
/// <param name="Fields">The fields that it has when it has completed.</param>
/// <param name="ErrorMessage">Why it fails; null when it does not.</param>
internal sealed record JobOutcome(JsonObject Fields, string? ErrorMessage = null);
