using System;
using System.Collections.Generic;
using System.Globalization;
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
    private const int LongestTransactionId = 255;
    private const int MostWebhookIds = 4;
    private const string HalfACharacter = "holds half a character (an unpaired surrogate)";

    private static readonly Regex s_type = new("^[A-Za-z0-9 _-]*\\z", RegexOptions.CultureInvariant);
    // ISO 639-1, and the service's own longer names such as ch_sim.
    private static readonly Regex s_language = new("^[A-Za-z]{2,3}([_-][A-Za-z]{2,8})?\\z", RegexOptions.CultureInvariant);
    private static readonly Regex s_range = new("^ *([1-9][0-9]{0,8}) *(?:- *([1-9][0-9]{0,8}) *)?\\z", RegexOptions.CultureInvariant);

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
            yield return new($"{name}.type", $"has {type.Length} characters, where at most {LongestType} are possible", "string_too_long");
        }
        else if (!s_type.IsMatch(type))
        {
            yield return new($"{name}.type", $"'{ResourceId.Show(type)}' holds something else than the letters A to Z, digits, spaces, - and _", "string_pattern_mismatch");
        }

        int length = Count(rule.Description);
        // White space around it says nothing.
        int saying = Count(rule.Description.Trim());
        if (string.IsNullOrWhiteSpace(rule.Description))
        {
            yield return new($"{name}.description", "is empty", "missing");
        }
        else if (ResourceId.HasUnpairedSurrogate(rule.Description))
        {
            yield return new($"{name}.description", HalfACharacter, "string_unicode");
        }
        else if (saying < ShortestDescription || length > LongestDescription)
        {
            string counted = saying < ShortestDescription && saying < length ? $"{saying} characters without the white space around them" : $"{length} characters";
            yield return new($"{name}.description", $"has {counted}, where {ShortestDescription} to {LongestDescription} are possible", "string_length");
        }
    }

    /// <summary>What is wrong with a job apart from its document.</summary>
    /// <param name="request">The job.</param>
    /// <returns>As for <see cref="Problems(ClassifyRule, string)"/>.</returns>
    public static IEnumerable<ValidationError> Problems(ClassifyJobRequest request)
    {
        bool hasOwn = (request ?? throw new ArgumentNullException(nameof(request))).Rules.Count > 0
            || request.Language is not null || request.MaxPages is not null || request.TargetPages is not null;
        if (request.ConfigurationId is not null && hasOwn)
        {
            yield return new("configuration_id", "excludes rules, language and pages: a saved configuration has its own", "conflict");
        }

        if (request.ConfigurationId is null && request.Rules.Count == 0)
        {
            yield return new("rules", "are missing: at least one is needed, or a saved configuration", "missing");
        }

        foreach (ValidationError problem in request.Rules.SelectMany((rule, i) => Problems(rule, $"rules[{i + 1}]")))
        {
            yield return problem;
        }

        foreach (ValidationError problem in ParsingProblems(request).Concat(OtherProblems(request)))
        {
            yield return problem;
        }
    }

    /// <summary>What is wrong with a list of pages such as <c>1,3,5-7</c>; null when nothing is.</summary>
    public static string? PagesProblem(string pages)
    {
        int last = 0;
        foreach (string part in (pages ?? throw new ArgumentNullException(nameof(pages))).Split(','))
        {
            Match match = s_range.Match(part);
            if (!match.Success)
            {
                return $"'{ResourceId.Show(part)}' is no page and no range of pages. Pages are counted from 1 and separated by commas: 1,3,5-7";
            }

            int first = int.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture);
            int end = match.Groups[2].Success ? int.Parse(match.Groups[2].Value, CultureInfo.InvariantCulture) : first;
            if (end < first || first <= last)
            {
                return $"does not ascend at '{part.Trim()}'. Pages come in ascending order, each once: 1,3,5-7";
            }

            last = end;
        }

        return null;
    }

    private static IEnumerable<ValidationError> ParsingProblems(ClassifyJobRequest request)
    {
        if (request.Language is string language && !s_language.IsMatch(language))
        {
            yield return new("lang", $"'{ResourceId.Show(language)}' is no language code such as en, es or zh", "string_pattern_mismatch");
        }

        if (request.MaxPages is < 1)
        {
            yield return new("max_pages", "is less than 1", "greater_than_equal");
        }

        if (request.TargetPages is string pages && PagesProblem(pages) is string problem)
        {
            yield return new("target_pages", problem, "string_pattern_mismatch");
        }
    }

    private static IEnumerable<ValidationError> OtherProblems(ClassifyJobRequest request)
    {
        if (request.TransactionId is string id)
        {
            string? problem = string.IsNullOrWhiteSpace(id) ? "is empty"
                : ResourceId.HasUnpairedSurrogate(id) ? HalfACharacter
                : Count(id) > LongestTransactionId ? $"has {Count(id)} characters, where at most {LongestTransactionId} are possible"
                : null;
            if (problem is not null)
            {
                yield return new("transaction_id", problem, "string_length");
            }
        }

        if (request.WebhookConfigurationIds.Count > MostWebhookIds)
        {
            yield return new("webhook_configuration_ids", $"are {request.WebhookConfigurationIds.Count}, where at most {MostWebhookIds} are possible", "too_long");
        }

        foreach (string webhook in request.WebhookConfigurationIds.Where(string.IsNullOrWhiteSpace))
        {
            yield return new("webhook_configuration_ids", "hold an empty one", "missing");
        }
    }

    // Characters as the service counts them (JSON Schema, "maxLength": code points).
    private static int Count(string text) => text.Length - text.Where((c, i) => i > 0 && char.IsSurrogatePair(text[i - 1], c)).Count();
}
