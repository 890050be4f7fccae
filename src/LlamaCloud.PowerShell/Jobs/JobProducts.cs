using System;
using System.Collections.Generic;
using System.Linq;

namespace LlamaCloud.PowerShell.Jobs;

/// <summary>The products that have jobs: a line for each, and nothing else of the engine names one.</summary>
internal static class JobProducts
{
    public static JobProduct<ClassifyJob> Classify { get; } = new(
        "ClassifyJob", "classify job", "clj-...", ClassifyClient.Words, static client => client.Classify)
    {
        Purpose = "classify",
        ConfigurationType = "classify_v2",
        HasTransactions = true,
        Outcome = static job => job.Type,
    };

    public static JobProduct<ExtractJob> Extract { get; } = new(
        "ExtractJob", "extract job", "ext-...", ExtractClient.Words, static client => client.Extract)
    {
        Purpose = "extract",
        ConfigurationType = "extract_v2",
        ListsByDocument = true,
        Expand = ["configuration"],
        Outcome = static job => job.RecordCount is int count ? $"{count} record{(count == 1 ? string.Empty : "s")}" : null,
    };

    public static JobProduct<ParseJob> Parse { get; } = new(
        "ParseJob", "parse job", "pjb-...", ParseClient.Words, static client => client.Parse)
    {
        Purpose = "parse",
        ConfigurationType = "parse_v2",
        // By a tag of each job: see ParseJob.TransactionTag.
        HasTransactions = true,
        WhyNoParseJobs = "its document is parsed already: receive its results",
        TakesAddresses = true,
        IsDocument = true,
        Outcome = static job => job.Name,
        DocumentName = static job => job.Name,
    };

    public static JobProduct<SplitJob> Split { get; } = new(
        "SplitJob", "split job", "spl-...", SplitClient.Words, static client => client.Split)
    {
        Purpose = "split",
        ConfigurationType = "split_v1",
        HasTransactions = true,
        Outcome = static job => job.Result is SplitResult result
            ? $"{result.Segments.Count} segment{(result.Segments.Count == 1 ? string.Empty : "s")}"
            : null,
    };

    public static JobProduct<VerifyJob> Verify { get; } = new(
        "VerifyJob", "verify job", string.Empty, VerifyClient.Words, static client => client.Verify)
    {
        HasTransactions = true,
        WhyNoParseJobs = "only the file itself shows whether it was edited",
        IsWhole = static job => job.Result is not null,
        Outcome = static job => job.Verdict,
        DoubtfulOutcomes = ["SUSPICIOUS", "LIKELY_DOCTORED", "DOCTORED"],
    };

    public static JobProduct<LlamaCloudBatch> Batch { get; } = new(
        "LlamaCloudBatch", "batch", "bat-...", BatchesClient.Words, static client => client.Batches)
    {
        ConfigurationTypes = [Parse.ConfigurationType, Extract.ConfigurationType],
        IdColumns = ["BatchId", "batch_id", "JobId", "job_id"],
        ListsByIds = false,
        WhyNoParseJobs = "a batch is over files",
        FailureAdvice = "Its jobs may have been made all the same: look for them, then start another batch.",
        Shortfall = static batch => batch.FailedCount > 0
            ? $"{batch.FailedCount} of its {batch.FileCount} files have no job: Receive-LlamaCloudBatch says why"
            : null,
        Outcome = static batch => batch.ProductType,
    };

    public static IReadOnlyList<JobProduct> All { get; } = [Classify, Extract, Parse, Split, Verify, Batch];

    /// <summary>The product that a saved configuration is for; null where it is for none of these.</summary>
    public static JobProduct? OfConfiguration(string productType) =>
        All.FirstOrDefault(product => product.ConfigurationType == productType && productType.Length > 0);

    /// <summary>
    /// The product whose command this is, by its noun: <c>Get-ClassifyJob</c>, <c>Set-ClassifyConfiguration</c>; null for another command.
    /// </summary>
    public static JobProduct? OfCommand(string name) => All.FirstOrDefault(product =>
        EndsWith(name, "-" + product.Noun) || EndsWith(name, "-" + product.Noun.Replace("Job", "Configuration")));

    /// <summary>The product whose job has this type, or had it before it was serialised; null for another type.</summary>
    public static JobProduct? OfType(string fullName) => All.FirstOrDefault(product => product.JobType.FullName == fullName);

    /// <summary>The product that an event names, such as <c>classify</c>; null for another word.</summary>
    public static JobProduct? OfEvent(string? name) =>
        All.FirstOrDefault(product => string.Equals(product.EventName, name, StringComparison.OrdinalIgnoreCase));

    private static bool EndsWith(string name, string end) => name.EndsWith(end, StringComparison.OrdinalIgnoreCase);
}
