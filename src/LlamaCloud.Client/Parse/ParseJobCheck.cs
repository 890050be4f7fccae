using System;
using System.Collections.Generic;
using System.Linq;

namespace LlamaCloud;

/// <summary>
/// What the service would refuse about a parse job, told before anything is sent: all of it at once, field by field, as far as the
/// service's description says (<c>ParseRequestConfiguration</c>).
/// </summary>
public static class ParseJobCheck
{
    private static readonly string[] s_agentic = ["agentic", "agentic_plus"];

    /// <summary>What is wrong with a job apart from its document.</summary>
    /// <param name="request">The job.</param>
    /// <param name="allowUnknown">Whether options that are not known are let through: see <see cref="ParseOptions.Problems"/>.</param>
    /// <param name="unknown">Takes the path of each option that is not known and let through. May be null.</param>
    /// <returns>One for each field that is wrong, in the words of <see cref="ValidationError"/>; empty when all is well.</returns>
    public static IEnumerable<ValidationError> Problems(ParseJobRequest request, bool allowUnknown = false, ICollection<string>? unknown = null)
    {
        _ = request ?? throw new ArgumentNullException(nameof(request));
        return ParseOptions.Problems(request.Options, allowUnknown, unknown)
            .Concat(TwiceGiven(request))
            .Concat(OfTier(request))
            .Concat(WordProblems(request, allowUnknown))
            .Concat(Tags(request))
            .Concat(JobCheck.PagesProblems(request.TargetPages, request.MaxPages))
            .Concat(JobCheck.Problems(request));
    }

    /// <summary>The tier that a job will have; null where a saved configuration says it.</summary>
    /// <param name="request">The job.</param>
    public static string? TierOf(ParseJobRequest request) => (request ?? throw new ArgumentNullException(nameof(request))).EffectiveTier;

    private static IEnumerable<ValidationError> TwiceGiven(ParseJobRequest request) => request.Given()
        .Where(one => one.Value is not null && ParseOptions.Find(request.Options, one.Path) is not null)
        .Select(one => new ValidationError(one.Field, $"is given in the options too, as {one.Path}: give it once", "twice"));

    // What an option needs of a tier.
    private static IEnumerable<ValidationError> OfTier(ParseJobRequest request)
    {
        if (request.EffectiveTier is not string tier)
        {
            yield break;
        }

        bool isFast = tier == "fast";
        if (isFast && request.Prompt is not null)
        {
            yield return new("prompt", "is not taken by the tier fast: take cost_effective, agentic or agentic_plus", "tier");
        }

        if (isFast && Has(request, "agentic_options"))
        {
            yield return new("options.agentic_options", "is not taken by the tier fast: take cost_effective, agentic or agentic_plus", "tier");
        }

        if (!isFast && Has(request, "fast_options"))
        {
            yield return new("options.fast_options", $"is for the tier fast alone, and the tier is {ResourceId.Show(tier)}", "tier");
        }

        if (!s_agentic.Contains(tier) && ParseOptions.Find(request.Options, "processing_options.cost_optimizer.enable") is true)
        {
            yield return new("options.processing_options.cost_optimizer", $"is for the tiers agentic and agentic_plus alone, and the tier is {ResourceId.Show(tier)}", "tier");
        }

        if (isFast && ParseOptions.Find(request.Options, "processing_options.forms") is "enrich")
        {
            yield return new("options.processing_options.forms", "is not taken by the tier fast: take cost_effective, agentic or agentic_plus", "tier");
        }
    }

    private static bool Has(ParseJobRequest request, string option) => request.Options.TryGetValue(option, out object? value) && value is not null;

    // Parameters are held against the same words as the options that they are.
    private static IEnumerable<ValidationError> WordProblems(ParseJobRequest request, bool allowUnknown)
    {
        foreach ((string field, string path, object? value) in request.Given().Where(one => one.Field is "tier" or "version" or "language" && one.Value is not null))
        {
            foreach (ValidationError problem in ParseOptions.Problems(Nest(path, value), allowUnknown))
            {
                yield return problem with { Location = field };
            }
        }
    }

    private static Dictionary<string, object?> Nest(string path, object? value)
    {
        foreach (string name in Enumerable.Reverse(path.Split('.')))
        {
            value = new Dictionary<string, object?> { [name] = value };
        }

        return (Dictionary<string, object?>)value!;
    }

    private static IEnumerable<ValidationError> Tags(ParseJobRequest request)
    {
        foreach (string name in request.UserMetadata.Keys)
        {
            if (string.IsNullOrWhiteSpace(name))
            {
                yield return new("user_metadata", "has a tag without a name", "missing");
            }
            else if (name == ParseJob.TransactionTag)
            {
                yield return new("user_metadata", $"has the tag '{name}', which carries the transaction id: give that with -TransactionId", "reserved");
            }
        }
    }
}
