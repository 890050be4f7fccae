using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.RegularExpressions;

namespace LlamaCloud;

/// <summary>
/// What the service would refuse about a job or a rule, told before anything is sent: all of it at once, field by field. The
/// limits are those of the service's description (<c>ClassifyV2JobCreateRequest</c> and the schemas it refers to).
/// </summary>
public static class ClassifyJobCheck
{
    private const int LongestType = 50;
    private const int ShortestDescription = 10;
    private const int LongestDescription = 2000;

    private static readonly Regex s_type = new("^[A-Za-z0-9 _-]*\\z", RegexOptions.CultureInvariant);
    // ISO 639-1, and the service's own longer names such as ch_sim.
    private static readonly Regex s_language = new("^[A-Za-z]{2,3}([_-][A-Za-z]{2,8})?\\z", RegexOptions.CultureInvariant);

    /// <summary>What is wrong with a rule.</summary>
    /// <param name="rule">The rule.</param>
    /// <param name="name">What it is called in the problems, such as <c>rules[2]</c>.</param>
    /// <returns>One for each field that is wrong, in the words of <see cref="ValidationError"/>; empty when all is well.</returns>
    public static IEnumerable<ValidationError> Problems(ClassifyRule rule, string name)
    {
        string type = (rule ?? throw new ArgumentNullException(nameof(rule))).Type;
        if (string.IsNullOrWhiteSpace(type))
        {
            yield return new($"{name}.type", "is empty", "missing");
        }
        else if (type.Length > LongestType)
        {
            yield return new($"{name}.type", $"has {type.Length} characters; at most {LongestType} are allowed", "string_too_long");
        }
        else if (!s_type.IsMatch(type))
        {
            yield return new(
                $"{name}.type",
                $"'{ResourceId.Show(type)}' holds something else than the letters A to Z, digits, spaces, - and _",
                "string_pattern_mismatch");
        }

        int length = JobCheck.Count(rule.Description);
        // White space around it says nothing.
        int saying = JobCheck.Count(rule.Description.Trim());
        if (string.IsNullOrWhiteSpace(rule.Description))
        {
            yield return new($"{name}.description", "is empty", "missing");
        }
        else if (ResourceId.HasUnpairedSurrogate(rule.Description))
        {
            yield return new($"{name}.description", JobCheck.HalfACharacter, "string_unicode");
        }
        else if (saying < ShortestDescription || length > LongestDescription)
        {
            string counted = saying < ShortestDescription && saying < length
                ? $"{Characters(saying)} without the white space around them"
                : Characters(length);
            yield return new(
                $"{name}.description", $"has {counted}; {ShortestDescription} to {LongestDescription} are allowed", "string_length");
        }
    }

    /// <summary>What is wrong with a job apart from its document.</summary>
    /// <param name="request">The job.</param>
    /// <returns>As for <see cref="Problems(ClassifyRule, string)"/>.</returns>
    public static IEnumerable<ValidationError> Problems(ClassifyJobRequest request)
    {
        string?[] own =
        [
            (request ?? throw new ArgumentNullException(nameof(request))).Rules.Count > 0 ? "rules" : null,
            request.Language is null ? null : "lang",
            request.MaxPages is null ? null : "max_pages",
            request.TargetPages is null ? null : "target_pages",
        ];
        if (request.ConfigurationId is not null && own.Any(field => field is not null))
        {
            yield return new(
                "configuration_id", "cannot be combined with " + string.Join(", ", own.Where(field => field is not null)), "conflict");
        }

        if (request.ConfigurationId is null && request.Rules.Count == 0)
        {
            yield return new("rules", "are missing: at least one is needed, or a saved configuration", "missing");
        }

        foreach (ValidationError problem in request.Rules.SelectMany((rule, i) => Problems(rule, $"rules[{i + 1}]")))
        {
            yield return problem;
        }

        foreach (ValidationError problem in ParsingProblems(request).Concat(JobCheck.Problems(request)))
        {
            yield return problem;
        }
    }

    private static string Characters(int count) => count == 1 ? "1 character" : $"{count} characters";

    private static IEnumerable<ValidationError> ParsingProblems(ClassifyJobRequest request)
    {
        if (request.Language is string language && !s_language.IsMatch(language))
        {
            yield return new("lang", $"'{ResourceId.Show(language)}' is no language code such as en, es or zh", "string_pattern_mismatch");
        }

        foreach (ValidationError problem in JobCheck.PagesProblems(request.TargetPages, request.MaxPages))
        {
            yield return problem;
        }
    }
}
