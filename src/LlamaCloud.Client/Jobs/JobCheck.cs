using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text.RegularExpressions;

namespace LlamaCloud;

/// <summary>What the service would refuse about any job, told before anything is sent: pages, transaction, webhooks.</summary>
public static class JobCheck
{
    internal const string HalfACharacter = "holds half a character (an unpaired surrogate)";

    private const int LongestTransactionId = 255;
    private const int MostWebhookIds = 4;

    private static readonly Regex s_range = new("^ *([1-9][0-9]{0,8}) *(?:- *([1-9][0-9]{0,8}) *)?\\z", RegexOptions.CultureInvariant);

    /// <summary>What is wrong with what every product's job has, its document and configuration apart.</summary>
    /// <param name="request">The job.</param>
    /// <returns>One for each field that is wrong, in the words of <see cref="ValidationError"/>; empty when all is well.</returns>
    public static IEnumerable<ValidationError> Problems(JobRequest request)
    {
        if ((request ?? throw new ArgumentNullException(nameof(request))).TransactionId is string id
            && TransactionProblem(id) is string problem)
        {
            yield return new("transaction_id", problem, "string_length");
        }

        if (request.WebhookConfigurationIds.Count > MostWebhookIds)
        {
            yield return new(
                "webhook_configuration_ids",
                $"has {request.WebhookConfigurationIds.Count} ids; at most {MostWebhookIds} are allowed",
                "too_long");
        }

        foreach (string webhook in request.WebhookConfigurationIds.Where(string.IsNullOrWhiteSpace))
        {
            yield return new("webhook_configuration_ids", "holds an empty one", "missing");
        }
    }

    /// <summary>What is wrong with a transaction id, as the end of a sentence; null when nothing is.</summary>
    /// <param name="id">The id.</param>
    public static string? TransactionProblem(string id) => string.IsNullOrWhiteSpace(id) ? "is empty"
        : ResourceId.HasUnpairedSurrogate(id) ? HalfACharacter
        : Count(id) > LongestTransactionId ? $"has {Count(id)} characters; at most {LongestTransactionId} are allowed"
        : null;

    /// <summary>What is wrong with which pages are read.</summary>
    /// <param name="targetPages">The pages, such as <c>1,3,5-7</c>; null for all.</param>
    /// <param name="maxPages">How many at most; null for all.</param>
    /// <returns>As for <see cref="Problems"/>.</returns>
    public static IEnumerable<ValidationError> PagesProblems(string? targetPages, int? maxPages)
    {
        if (maxPages is < 1)
        {
            yield return new("max_pages", "is less than 1", "greater_than_equal");
        }

        if (targetPages is not null && PagesProblem(targetPages) is string problem)
        {
            yield return new("target_pages", problem, "string_pattern_mismatch");
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
                return $"'{ResourceId.Show(part)}' is no page and no range of pages. Pages are counted from 1 and separated by commas: "
                    + "1,3,5-7";
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

    /// <summary>Characters as the service counts them (JSON Schema, "maxLength": code points).</summary>
    internal static int Count(string text) => text.Length - text.Where((c, i) => i > 0 && char.IsSurrogatePair(text[i - 1], c)).Count();
}
