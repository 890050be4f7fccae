using System;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;

namespace LlamaCloud.PowerShell.Pipeline;

/// <summary>The one place where a failed request becomes an error record: id, category, words, what to do.</summary>
internal static class ServiceErrors
{
    private const string Regions =
        "Check the key, and its region: a key works in its own region only, and LLAMA_CLOUD_BASE_URL chooses it"
        + " (North America https://api.cloud.llamaindex.ai, Europe https://api.cloud.eu.llamaindex.ai).";

    private const string WrongHost = "Check LLAMA_CLOUD_BASE_URL, and whether a proxy answered in place of the service.";

    private const string NotFoundAnywhere = "Check the id, -ProjectId and -OrganizationId, and that LLAMA_CLOUD_BASE_URL is the address of the service.";

    private static readonly Entry s_notFound = new(
        "NotFound", ErrorCategory.ObjectNotFound, "Check the id, and give -ProjectId or -OrganizationId when it belongs to another project.");

    private static readonly Entry s_tooMany = new(
        "TooManyRequests", ErrorCategory.LimitsExceeded, "Run the command again later, with fewer requests at a time.");

    private static readonly Entry s_timeout = new("Timeout", ErrorCategory.OperationTimeout, "Run the command again.");

    private static readonly Entry s_unavailable = new("ServiceUnavailable", ErrorCategory.ResourceUnavailable, "Run the command again later.");

    private static readonly Entry s_unexpected = new("UnexpectedStatus", ErrorCategory.InvalidResult, WrongHost);

    private static readonly Entry s_proxy = new(
        "ProxyUnauthorized", ErrorCategory.AuthenticationError, "Give the proxy the credentials it asks for.", EndsCommand: true);

    private static readonly Dictionary<int, Entry> s_byStatus = new()
    {
        [400] = new("InvalidRequest", ErrorCategory.InvalidArgument, "Correct what the service names."),
        [401] = new("Unauthorized", ErrorCategory.AuthenticationError, Regions, EndsCommand: true),
        [402] = new("PaymentRequired", ErrorCategory.QuotaExceeded, "Add credits to the account."),
        [403] = new("Forbidden", ErrorCategory.PermissionDenied, "Use a key that may do this in this project."),
        [404] = s_notFound,
        [407] = s_proxy,
        [408] = s_timeout,
        [409] = new("Conflict", ErrorCategory.InvalidOperation, "Look at its current state, then run the command again."),
        [413] = new("ContentTooLarge", ErrorCategory.LimitsExceeded, "Send less: a file may have 512 MB at most."),
        [422] = new("InvalidRequest", ErrorCategory.InvalidArgument, "Correct what the service names."),
        [429] = s_tooMany,
    };

    private static readonly Dictionary<LlamaCloudErrorKind, Entry> s_byKind = new()
    {
        [LlamaCloudErrorKind.Timeout] = s_timeout,
        [LlamaCloudErrorKind.Connection] = new(
            "ConnectionFailed", ErrorCategory.ConnectionError, "Check the network and LLAMA_CLOUD_BASE_URL, then run the command again."),
        [LlamaCloudErrorKind.UnknownHost] = new(
            "UnknownHost", ErrorCategory.ConnectionError, "Check LLAMA_CLOUD_BASE_URL and the proxy, and that this machine can resolve their names.", EndsCommand: true),
        [LlamaCloudErrorKind.SecureChannel] = new(
            "SecureChannelFailed", ErrorCategory.ConnectionError, "Check that the address speaks https, that this machine trusts its certificate, and which proxy stands between.", EndsCommand: true),
        [LlamaCloudErrorKind.ProxyAuthentication] = s_proxy,
        [LlamaCloudErrorKind.RateLimited] = s_tooMany,
        [LlamaCloudErrorKind.InvalidResponse] = new("InvalidResponse", ErrorCategory.InvalidResult, WrongHost),
    };

    /// <summary>Every entry once, for the page that lists them.</summary>
    internal static IReadOnlyList<Entry> All { get; } =
        [.. s_byStatus.Values.Concat(s_byKind.Values).Append(s_unavailable).Append(s_unexpected).Distinct().OrderBy(entry => entry.Id)];

    /// <summary>Whether every further request would fail alike, so that going on only repeats the error.</summary>
    public static bool EndsCommand(LlamaCloudException failure) => Find(failure).EndsCommand;

    /// <summary>Makes the error record.</summary>
    /// <param name="failure">What happened.</param>
    /// <param name="subject">The kind of thing that was asked for.</param>
    /// <param name="name">Its name or id; the record's target.</param>
    public static ErrorRecord Describe(LlamaCloudException failure, ErrorSubject subject, string name)
    {
        Entry entry = Find(failure);
        // A 404 without words of its own may come from anything that stands at a wrong address.
        bool isSaid = failure.Detail is not null && !failure.Detail.Equals("Not Found", StringComparison.OrdinalIgnoreCase);
        string what = entry != s_notFound ? $"could not be read. {failure.Message}"
            : isSaid ? $"was not found. The service says: {failure.Detail}"
            : $"was not found. {failure.Message}";
        string correlation = failure.CorrelationId is null ? string.Empty : $" (correlation id {failure.CorrelationId})";
        string advice = entry == s_notFound && !isSaid ? NotFoundAnywhere : entry.Advice;
        string message = $"{$"{subject.Title} '{name}' {what}".TrimEnd('.')}{correlation}. {advice}";

        return new ErrorRecord(new LlamaCloudException(message, failure), subject.ErrorIdPrefix + entry.Id, entry.Category, name)
        {
            ErrorDetails = new ErrorDetails(message) { RecommendedAction = advice },
        };
    }

    private static Entry Find(LlamaCloudException failure)
    {
        if (s_byKind.TryGetValue(failure.Kind, out Entry? byKind))
        {
            return byKind;
        }

        int status = failure.StatusCode ?? 0;
        return s_byStatus.TryGetValue(status, out Entry? byStatus) ? byStatus : status >= 500 ? s_unavailable : s_unexpected;
    }

    /// <summary>What a kind of failure is to a user.</summary>
    /// <param name="Id">The end of the error id, behind the name of the thing.</param>
    /// <param name="Category">The category.</param>
    /// <param name="Advice">What to do: the last sentence of the message.</param>
    /// <param name="EndsCommand">Whether every further request would fail alike.</param>
    internal sealed record Entry(string Id, ErrorCategory Category, string Advice, bool EndsCommand = false);
}
