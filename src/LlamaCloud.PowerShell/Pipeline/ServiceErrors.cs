using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Management.Automation;
using System.Runtime.ExceptionServices;
using LlamaCloud.PowerShell.Binding;
using LlamaCloud.PowerShell.Connection;

namespace LlamaCloud.PowerShell.Pipeline;

/// <summary>The one place where a failed request becomes an error record: id, category, words, what to do.</summary>
internal static class ServiceErrors
{
    // Stands for the other region in an advice.
    private const string OtherRegion = "OTHER";

    private const string WrongRegion =
        "Check the key, and its region: a key works in its own region only, and Connect-LlamaCloud -Region " + OtherRegion
            + " tries the other one.";

    private const string WrongPlace = "Check the key, and that it is one of the service at the address of -BaseUri.";

    private const string WrongProxy = "Check the proxy of Connect-LlamaCloud -Proxy: its address, its port, and whether it runs.";

    private const string WrongHost =
        "Check the address of the service, which Get-LlamaCloudConnection shows, and whether a proxy answered in its place.";

    private const string NotFoundAnywhere =
        "Check the id, -ProjectId and -OrganizationId, and the address of the service, which Get-LlamaCloudConnection shows.";

    private const string NoJson =
        "What is not JSON is for -Raw, what is large for -OutFile, and what is no list goes without -FollowPages and -First; otherwise "
            + "check the address of the service, and whether a proxy answered in its place.";

    private const string NoProject =
        "Give the name or the id of a project with -ProjectId or LLAMA_CLOUD_PROJECT_ID: Get-LlamaCloudProject lists them.";

    // A connection that is not made yet is shown nowhere.
    private const string Shown = ", which Get-LlamaCloudConnection shows,";

    private static readonly Entry s_notFound = new(
        "NotFound",
        ErrorCategory.ObjectNotFound,
        "Check the id, and give -ProjectId or -OrganizationId when it belongs to another project.");

    private static readonly Entry s_tooMany = new(
        "TooManyRequests", ErrorCategory.LimitsExceeded, "Run the command again later, with fewer requests at a time.");

    private static readonly Entry s_timeout = new("Timeout", ErrorCategory.OperationTimeout, "Run the command again.");

    private static readonly Entry s_unavailable = new(
        "ServiceUnavailable", ErrorCategory.ResourceUnavailable, "Run the command again later.");

    private static readonly Entry s_unexpected = new("UnexpectedStatus", ErrorCategory.InvalidResult, WrongHost);

    // The contents of files come from a store, whose refusals are not the service's.
    private static readonly Entry s_downloadRefused = new(
        "DownloadRefused", ErrorCategory.ResourceUnavailable, "Run the command again: the service gives a new address each time.");

    private static readonly Entry s_downloadUnreachable = new(
        "DownloadUnreachable",
        ErrorCategory.ConnectionError,
        "Check that this machine, its firewall and its proxy reach that host, from which the contents of files come, then run the command "
            + "again.");

    private static readonly Entry s_proxy = new(
        "ProxyUnauthorized",
        ErrorCategory.AuthenticationError,
        "Give the proxy the credentials it asks for: Connect-LlamaCloud -Proxy with -ProxyCredential.",
        EndsCommand: true);

    private static readonly Dictionary<int, Entry> s_byStatus = new()
    {
        [400] = new("InvalidRequest", ErrorCategory.InvalidArgument, "Correct what the service names."),
        [401] = new("Unauthorized", ErrorCategory.AuthenticationError, WrongRegion, EndsCommand: true),
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
            "ConnectionFailed",
            ErrorCategory.ConnectionError,
            "Check the network and the address of the service, which Get-LlamaCloudConnection shows, then run the command again."),
        [LlamaCloudErrorKind.UnknownHost] = new(
            "UnknownHost",
            ErrorCategory.ConnectionError,
            "Check the address of the service, which Get-LlamaCloudConnection shows, and the proxy, and that this machine can resolve "
                + "their names.",
            EndsCommand: true),
        [LlamaCloudErrorKind.SecureChannel] = new(
            "SecureChannelFailed",
            ErrorCategory.ConnectionError,
            "Check that the address speaks https, that this machine trusts its certificate, and which proxy stands between.",
            EndsCommand: true),
        [LlamaCloudErrorKind.ProxyAuthentication] = s_proxy,
        [LlamaCloudErrorKind.RateLimited] = s_tooMany,
        [LlamaCloudErrorKind.InvalidResponse] = new("InvalidResponse", ErrorCategory.InvalidResult, WrongHost),
    };

    /// <summary>Every entry once, for the page that lists them.</summary>
    internal static IReadOnlyList<Entry> All { get; } =
        [
            .. s_byStatus.Values.Concat(s_byKind.Values)
                .Concat([s_unavailable, s_unexpected, s_downloadRefused, s_downloadUnreachable])
                .Distinct()
                .OrderBy(entry => entry.Id),
        ];

    /// <summary>Whether the service was not reached at all.</summary>
    public static bool IsConnectionFailure(LlamaCloudException failure) =>
        failure.StatusCode == 407
        || failure.Kind is LlamaCloudErrorKind.Timeout or LlamaCloudErrorKind.Connection or LlamaCloudErrorKind.UnknownHost
            or LlamaCloudErrorKind.ProxyAuthentication or LlamaCloudErrorKind.SecureChannel;

    /// <summary>Makes the error record.</summary>
    /// <param name="failure">What happened.</param>
    /// <param name="subject">The kind of thing that was asked for.</param>
    /// <param name="name">Its name or id, the record's target; null when the request was not about one thing.</param>
    /// <param name="connection">What was asked through.</param>
    /// <param name="endsCommand">Whether every further request would fail alike, so that going on only repeats the error.</param>
    /// <exception cref="Exception">
    /// It is neither an answer nor about a file of this machine, and so nothing that a user could mend.
    /// </exception>
    public static ErrorRecord Describe(
        Exception failure, ErrorSubject subject, string? name, LlamaCloudConnection connection, out bool endsCommand)
    {
        endsCommand = false;
        if (failure is LlamaCloudException answered)
        {
            // Without credits nothing more can be made; reading costs nothing.
            endsCommand = Find(answered, connection).EndsCommand || (subject.IsMade && answered.StatusCode == 402);
            return Describe(answered, subject, name, connection);
        }

        if (failure is not (IOException or UnauthorizedAccessException))
        {
            // Nobody foresaw it: what it is and where it came from help more than any words for it.
            ExceptionDispatchInfo.Capture(failure).Throw();
        }

        return DescribeFile(failure, subject, name);
    }

    private static ErrorRecord DescribeFile(Exception failure, ErrorSubject subject, string? name)
    {
        string what = name is null ? "A file could not be read or written" : $"{subject.Title} '{name}' could not be {subject.Action}";
        // "FileFile" would say it twice.
        bool isFile = subject.ErrorIdPrefix.EndsWith("File", StringComparison.Ordinal);
        return new ErrorRecord(
            new IOException(
                $"{what}. {failure.Message.TrimEnd('.')}. Check that the path is right, that the disk has room, and that nobody else "
                    + "holds the file.",
                failure),
            subject.ErrorIdPrefix + (isFile ? "Failed" : "FileFailed"),
            ErrorCategory.OpenError,
            name);
    }

    private static ErrorRecord Describe(LlamaCloudException failure, ErrorSubject subject, string? name, LlamaCloudConnection connection)
    {
        Entry entry = Find(failure, connection);
        // A 404 without words of its own may come from anything that stands at a wrong address.
        bool isSaid = failure.Detail is not null && !failure.Detail.Equals("Not Found", StringComparison.OrdinalIgnoreCase);
        string what = name is null ? failure.Message
            : $"{subject.Title} '{name}' " + (entry != s_notFound || subject.IsMade ? $"could not be {subject.Action}. {failure.Message}"
            : isSaid ? $"was not found. The service says: {failure.Detail}"
            : $"was not found. {failure.Message}");
        string correlation = failure.CorrelationId is null ? string.Empty : $" (correlation id {failure.CorrelationId})";
        string whose = entry == s_byStatus[401] || subject == ErrorSubject.Connection
            ? $" The key was {connection.Key} (from {connection.KeySource}), "
                + $"{(connection.Region is string region ? $"the region {region}" : $"the address {connection.BaseAddress}")}."
            : string.Empty;
        string advice = entry == s_notFound && subject.MayBeName(name)
            ? $"It does not look like an id ({subject.IdForm}): a name is given with -Name."
            : entry == s_notFound && !isSaid ? NotFoundAnywhere
            : failure.ValidationErrors.Any(error => error.Location.EndsWith(".project_id", StringComparison.Ordinal))
                ? (connection.ProjectNames is { Length: > 0 } names ? $"{NoProject} There are {names}." : NoProject)
            : failure.Kind == LlamaCloudErrorKind.InvalidResponse && subject == ErrorSubject.Api ? NoJson
            : failure.Proxy is not null ? WrongProxy
            : entry == s_byStatus[401] && connection.Region is null ? WrongPlace
            : entry.Advice.Replace(OtherRegion, Regions.Other(connection.BaseAddress))
                .Replace(subject == ErrorSubject.Connection ? Shown : "\0", ",");
        return ErrorAdvice.Give(
            ShownText.Of($"{what.TrimEnd('.')}{correlation}.{whose}"),
            ShownText.Of(advice),
            message => new ErrorRecord(
                new LlamaCloudException(message, failure),
                subject.ErrorIdPrefix + entry.Id,
                entry.Category,
                name ?? failure.Address.AbsolutePath));
    }

    private static Entry Find(LlamaCloudException failure, LlamaCloudConnection connection)
    {
        Entry entry = Find(failure);
        bool isElsewhere = Uri.Compare(
            failure.Address,
            connection.BaseAddress,
            UriComponents.SchemeAndServer,
            UriFormat.SafeUnescaped,
            StringComparison.OrdinalIgnoreCase) != 0;
        return !isElsewhere || entry == s_proxy || entry == s_timeout || entry == s_tooMany || entry == s_unavailable ? entry
            : failure.Kind is LlamaCloudErrorKind.Status or LlamaCloudErrorKind.InvalidResponse ? s_downloadRefused
            : s_downloadUnreachable;
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
    /// <param name="Advice">What to do: see <see cref="ErrorAdvice"/>.</param>
    /// <param name="EndsCommand">Whether every further request would fail alike.</param>
    internal sealed record Entry(string Id, ErrorCategory Category, string Advice, bool EndsCommand = false);
}
