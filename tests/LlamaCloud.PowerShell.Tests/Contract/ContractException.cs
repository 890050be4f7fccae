using System.Collections.Generic;
using System.Text.RegularExpressions;

namespace LlamaCloud.PowerShell.Tests.Contract;

/// <summary>Where the service's description is known to say less than the service does, or something else.</summary>
/// <param name="Operation">The method and path, as a pattern.</param>
/// <param name="Problem">What the check finds, as a pattern.</param>
/// <param name="Why">Why that is right all the same.</param>
internal sealed record ContractException(string Operation, string Problem, string Why)
{
    /// <summary>All there are.</summary>
    public static IReadOnlyList<ContractException> All { get; } =
    [
        new("^DELETE /api/v2/(classify|parse)/[^/]+$", "^is not described$", "Deleting jobs is newer than the description."),
        new(
            "^POST /api/v2/parse$",
            "^body.(tier|version) is missing$",
            "With a saved configuration they may be left out, as the description of its field says."),
        new(
            "^POST /api/v2/parse/upload$", "^body is there, and none is described$", "The description tells of the form in words alone."),
        new(
            "^POST /api/v1/(split/jobs|beta/configurations)$",
            @"^body\.(configuration|parameters)\.splitting_strategy\.(custom_instructions|min_pages_per_split) is not described$",
            "How a document is split in detail is newer than the description."),
        new(
            "^GET /api/v2/classify/{job_id}$",
            "^query.expand is not described$",
            "What a classify job has cost is newer than the description."),
        new(
            "^POST /api/v1/split/jobs$",
            @"^body\.configuration\.target_pages is not described$",
            "That some pages of a parse job are split is newer than the description."),
        new(
            "^[A-Z]+ /api/v1/beta/files(/{file_id}(/content)?)?$",
            @"^(path\.file_id|query\.file_ids\[\d+\]) is .* no uuid$",
            "Files have ids such as dfl-..., which the answers of the same description show; only older ones are UUIDs."),
    ];

    /// <summary>Whether it is about this.</summary>
    public bool Covers(string operation, string problem) => Regex.IsMatch(operation, Operation) && Regex.IsMatch(problem, Problem);
}
