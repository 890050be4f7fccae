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
        Outcome = static job => job.RecordCount is int count ? $"{count} record{(count == 1 ? string.Empty : "s")}" : null,
    };

    public static JobProduct<ParseJob> Parse { get; } = new(
        "ParseJob", "parse job", "pjb-...", ParseClient.Words, static client => client.Parse)
    {
        Purpose = "parse",
        ConfigurationType = "parse_v2",
        // By a tag of each job: see ParseJob.TransactionTag.
        HasTransactions = true,
        TakesParseJobs = false,
        IsDocument = true,
        Outcome = static job => job.Name,
    };

    public static IReadOnlyList<JobProduct> All { get; } = [Classify, Extract, Parse];

    /// <summary>
    /// The product whose command this is, by its noun: <c>Get-ClassifyJob</c>, <c>Set-ClassifyConfiguration</c>; null for another command.
    /// </summary>
    public static JobProduct? OfCommand(string name) => All.FirstOrDefault(product =>
        EndsWith(name, "-" + product.Noun) || EndsWith(name, "-" + product.Noun.Replace("Job", "Configuration")));

    /// <summary>The product whose job has this type, or had it before it was serialised; null for another type.</summary>
    public static JobProduct? OfType(string fullName) => All.FirstOrDefault(product => product.JobType.FullName == fullName);

    private static bool EndsWith(string name, string end) => name.EndsWith(end, StringComparison.OrdinalIgnoreCase);
}
