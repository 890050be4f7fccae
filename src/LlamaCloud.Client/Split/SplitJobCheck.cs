using System;
using System.Collections.Generic;
using System.Linq;

namespace LlamaCloud;

/// <summary>
/// What the service would refuse about a split job, told before anything is sent: all of it at once, field by field. The
/// limits are those of the service's description (<c>SplitCreateRequest</c> and the schemas it refers to).
/// </summary>
public static class SplitJobCheck
{
    private const int LongestName = 200;
    private const int LongestDescription = 2000;
    private const int MostCategories = 500;

    private static readonly string[] s_uncategorized = ["include", "forbid", "omit"];

    /// <summary>What is wrong with a category.</summary>
    /// <param name="category">The category.</param>
    /// <param name="name">What it is called in the problems, such as <c>categories[2]</c>.</param>
    /// <returns>One for each field that is wrong, in the words of <see cref="ValidationError"/>; empty when all is well.</returns>
    public static IEnumerable<ValidationError> Problems(SplitCategory category, string name)
    {
        if (TextProblem((category ?? throw new ArgumentNullException(nameof(category))).Name, LongestName) is (string problem, string type))
        {
            yield return new($"{name}.name", problem, type);
        }

        if (category.Description is string text && TextProblem(text, LongestDescription) is (string wrong, string kind))
        {
            yield return new($"{name}.description", wrong, kind);
        }
    }

    /// <summary>What is wrong with a job apart from its document.</summary>
    /// <param name="request">The job.</param>
    /// <returns>As for <see cref="Problems(SplitCategory, string)"/>.</returns>
    public static IEnumerable<ValidationError> Problems(SplitJobRequest request)
    {
        string?[] own =
        [
            (request ?? throw new ArgumentNullException(nameof(request))).Categories.Count > 0 ? "categories" : null,
            request.AllowUncategorized is null ? null : "allow_uncategorized",
            request.CustomInstructions is null ? null : "custom_instructions",
            request.MinPagesPerSplit is null ? null : "min_pages_per_split",
            request.TargetPages is null ? null : "target_pages",
        ];
        if (request.ConfigurationId is not null && own.Any(field => field is not null))
        {
            yield return new("configuration_id", "cannot be combined with " + string.Join(", ", own.Where(field => field is not null)), "conflict");
        }

        if (request.ConfigurationId is null && request.Categories.Count == 0)
        {
            yield return new("categories", "are missing: at least one is needed, or a saved configuration", "missing");
        }

        if (request.Categories.Count > MostCategories)
        {
            yield return new("categories", $"has {request.Categories.Count} categories; at most {MostCategories} are allowed", "too_long");
        }

        foreach (ValidationError problem in request.Categories.SelectMany((category, i) => Problems(category, $"categories[{i + 1}]"))
            .Concat(StrategyProblems(request)).Concat(JobCheck.PagesProblems(request.TargetPages, null)).Concat(JobCheck.Problems(request)))
        {
            yield return problem;
        }
    }

    private static IEnumerable<ValidationError> StrategyProblems(SplitJobRequest request)
    {
        if (request.AllowUncategorized is string word && !s_uncategorized.Contains(word, StringComparer.OrdinalIgnoreCase))
        {
            yield return new("allow_uncategorized", $"'{ResourceId.Show(word)}' is none of {string.Join(", ", s_uncategorized)}", "enum");
        }

        if (request.MinPagesPerSplit is < 1)
        {
            yield return new("min_pages_per_split", "is less than 1", "greater_than_equal");
        }
    }

    private static (string Problem, string Type)? TextProblem(string text, int longest) =>
        string.IsNullOrWhiteSpace(text) ? ("is empty", "missing")
        : ResourceId.HasUnpairedSurrogate(text) ? (JobCheck.HalfACharacter, "string_unicode")
        : JobCheck.Count(text) > longest ? ($"has {JobCheck.Count(text)} characters; at most {longest} are allowed", "string_too_long")
        : null;
}
