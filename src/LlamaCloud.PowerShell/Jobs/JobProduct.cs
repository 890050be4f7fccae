using System;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;
using LlamaCloud.PowerShell.Pipeline;

namespace LlamaCloud.PowerShell.Jobs;

/// <summary>What tells the jobs of one product from those of another, where their type does not matter.</summary>
/// <param name="Noun">The noun of its commands, such as <c>ClassifyJob</c>; also the beginning of its error ids.</param>
/// <param name="Name">Its name in the middle of a sentence, such as <c>classify job</c>.</param>
/// <param name="IdForm">How its ids look, such as <c>clj-...</c>; empty where the service does not say.</param>
/// <param name="Statuses">The words for how far a job is.</param>
internal abstract record JobProduct(string Noun, string Name, string IdForm, JobStatuses Statuses)
{
    /// <summary>What a file is uploaded for, as the service names it.</summary>
    public string Purpose { get; init; } = "user_data";

    /// <summary>What its saved configurations are for, as the service names it; empty when it has none.</summary>
    public string ConfigurationType { get; init; } = string.Empty;

    /// <summary>What the saved configurations are for that its jobs are made with: its own, unless its line says otherwise.</summary>
    public IReadOnlyList<string> ConfigurationTypes { get => field ?? [ConfigurationType]; init; }

    /// <summary>The columns in which rows have the ids of its jobs, beside <c>Id</c>; the first that a row has counts.</summary>
    public string[] IdColumns { get; init; } = ["JobId", "job_id"];

    /// <summary>What a job is read with to be worked on, beside what it always has; empty for nothing.</summary>
    public IReadOnlyCollection<string> Expand { get; init; } = [];

    /// <summary>Whether its list can be of given ids, so that several share a request.</summary>
    public bool ListsByIds { get; init; } = true;

    /// <summary>What to do about a job that has failed.</summary>
    public string FailureAdvice { get; init; } = "Look at the document, then start another job.";

    /// <summary>Whether a transaction id keeps the service from making a job twice.</summary>
    public bool HasTransactions { get; init; }

    /// <summary>Whether its list can be of the jobs of one document.</summary>
    public bool ListsByDocument { get; init; }

    /// <summary>
    /// Why its document cannot be a parse job, as the end of a sentence; null where it can, so that it is read once for several products.
    /// </summary>
    public string? WhyNoParseJobs { get; init; }

    /// <summary>Whether its document may be a parse job.</summary>
    public bool TakesParseJobs => WhyNoParseJobs is null;

    /// <summary>What its jobs come to, in a word, that a person should look at; empty where no word says so.</summary>
    public IReadOnlyCollection<string> DoubtfulOutcomes { get; init; } = [];

    /// <summary>Whether its document may be on the web, where the service reads it itself.</summary>
    public bool TakesAddresses { get; init; }

    /// <summary>Whether its job can be the document of another product's.</summary>
    public bool IsDocument { get; init; }

    /// <summary>How events name it: <c>classify</c>, <c>batch</c>.</summary>
    public string EventName { get; } = Name.Split(' ')[0];

    /// <summary>The type of its jobs.</summary>
    public abstract Type JobType { get; }

    /// <summary>What errors about its jobs are about.</summary>
    public ErrorSubject Subject { get; } = new(Noun, Name, IdForm);

    /// <summary>The same of a job that is to be; it is named by its document.</summary>
    public ErrorSubject NewSubject { get; } = new(Noun, Name + " for", IdForm) { Action = "started", IsMade = true };

    /// <summary>Its jobs in a sentence.</summary>
    public string Plural => Name + "s";

    /// <summary>Reads its newest jobs, quickly or not at all: somebody looks on.</summary>
    public abstract Task<IReadOnlyList<LlamaCloudJob>> ListNewestAsync(
        LlamaCloudClient client, int count, RequestScope scope, CancellationToken cancellationToken);

    /// <summary>What a job has come to, in a word; null while there is nothing to say.</summary>
    public abstract string? Summarize(LlamaCloudJob job);

    /// <summary>What is wrong with a job that has ended well, as the end of a sentence; null where nothing is.</summary>
    public abstract string? FindShortfall(LlamaCloudJob job);

    /// <summary>
    /// Reads jobs by their ids, many to a request, and writes them, for a command that learns the product only when it runs.
    /// </summary>
    public abstract IJobReader OpenReader(ManyItemsCmdlet command, LlamaCloudConnection connection, LlamaCloudClient client);
}

/// <summary>What tells the jobs of one product from those of another.</summary>
/// <param name="Noun">As in the base.</param>
/// <param name="Name">As in the base.</param>
/// <param name="IdForm">As in the base.</param>
/// <param name="Statuses">As in the base.</param>
/// <param name="Jobs">The calls of the product.</param>
internal sealed record JobProduct<TJob>(
    string Noun, string Name, string IdForm, JobStatuses Statuses, Func<LlamaCloudClient, JobsClient<TJob>> Jobs)
    : JobProduct(Noun, Name, IdForm, Statuses)
    where TJob : LlamaCloudJob
{
    /// <summary>What a job has come to, in a word.</summary>
    public Func<TJob, string?> Outcome { get; init; } = static _ => null;

    /// <summary>The name of its document, where its jobs say that and not which document it is.</summary>
    public Func<TJob, string?> DocumentName { get; init; } = static _ => null;

    /// <summary>
    /// Whether a job that has succeeded came with its result, which the answer to a create that is repeated may lack.
    /// </summary>
    public Func<TJob, bool> IsWhole { get; init; } = static _ => true;

    /// <summary>What is wrong with a job that has ended well, as the end of a sentence.</summary>
    public Func<TJob, string?> Shortfall { get; init; } = static _ => null;

    public override Type JobType => typeof(TJob);

    public override async Task<IReadOnlyList<LlamaCloudJob>> ListNewestAsync(
        LlamaCloudClient client, int count, RequestScope scope, CancellationToken cancellationToken) =>
        await Jobs(client).List(pageSize: count, scope: scope, isQuick: true).NextAsync(cancellationToken).ConfigureAwait(false);

    public override string? Summarize(LlamaCloudJob job) => job is TJob own ? Outcome(own) : null;

    public override string? FindShortfall(LlamaCloudJob job) => job is TJob own ? Shortfall(own) : null;

    public override IJobReader OpenReader(ManyItemsCmdlet command, LlamaCloudConnection connection, LlamaCloudClient client) =>
        new JobReader<TJob>(command, this, connection, client);
}
