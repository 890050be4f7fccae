using System.Management.Automation;

namespace LlamaCloud.PowerShell.Pipeline;

/// <summary>The one place where a failed request becomes an error record: id, category, words, what to do.</summary>
internal static class ServiceErrors
{
    /// <summary>Whether every further request would fail alike, so that going on only repeats the error.</summary>
    public static bool EndsCommand(LlamaCloudException failure) =>
        failure.Kind is LlamaCloudErrorKind.UnknownHost or LlamaCloudErrorKind.SecureChannel
        || failure.StatusCode is 401 or 407;

    /// <summary>Makes the error record.</summary>
    /// <param name="failure">What happened.</param>
    /// <param name="subject">The kind of thing that was asked for.</param>
    /// <param name="name">Its name or id; the record's target.</param>
    public static ErrorRecord Describe(LlamaCloudException failure, ErrorSubject subject, string name)
    {
        (string id, ErrorCategory category, string advice) = Classify(failure);
        string what = failure.StatusCode == 404
            ? $"was not found{(failure.Detail is null ? string.Empty : $". The service says: {failure.Detail}")}"
            : $"could not be read. {failure.Message}";
        string sentence = $"{subject.Title} '{name}' {what}";
        string message = $"{sentence.TrimEnd('.')}. {advice}";

        return new ErrorRecord(new LlamaCloudException(message, failure), subject.ErrorIdPrefix + id, category, name)
        {
            ErrorDetails = new ErrorDetails(message) { RecommendedAction = advice },
        };
    }

    private static (string Id, ErrorCategory Category, string Advice) Classify(LlamaCloudException failure) => failure.Kind switch
    {
        LlamaCloudErrorKind.Status => ClassifyStatus(failure.StatusCode ?? 0),
        LlamaCloudErrorKind.Timeout => ("Timeout", ErrorCategory.OperationTimeout, "Run the command again."),
        LlamaCloudErrorKind.UnknownHost => (
            "UnknownHost", ErrorCategory.ConnectionError, "Check LLAMA_CLOUD_BASE_URL, and that this machine can resolve the name."),
        LlamaCloudErrorKind.SecureChannel => (
            "SecureChannelFailed", ErrorCategory.ConnectionError, "Check that this machine trusts the certificate, and which proxy stands between."),
        LlamaCloudErrorKind.InvalidResponse => (
            "InvalidResponse", ErrorCategory.InvalidResult, "Check LLAMA_CLOUD_BASE_URL, and whether a proxy answered in place of the service."),
        _ => ("ConnectionFailed", ErrorCategory.ConnectionError, "Check the network and LLAMA_CLOUD_BASE_URL, then run the command again."),
    };

    private static (string Id, ErrorCategory Category, string Advice) ClassifyStatus(int status) => status switch
    {
        400 or 422 => ("InvalidRequest", ErrorCategory.InvalidArgument, "Correct what the service names."),
        401 => (
            "Unauthorized",
            ErrorCategory.AuthenticationError,
            "Check the key, and its region: a key works in its own region only, and LLAMA_CLOUD_BASE_URL chooses it"
                + " (North America https://api.cloud.llamaindex.ai, Europe https://api.cloud.eu.llamaindex.ai)."),
        402 => ("PaymentRequired", ErrorCategory.QuotaExceeded, "Add credits to the account."),
        403 => ("Forbidden", ErrorCategory.PermissionDenied, "Use a key that may read this project."),
        404 => ("NotFound", ErrorCategory.ObjectNotFound, "Check the id, and give -ProjectId or -OrganizationId when it belongs to another project."),
        407 => ("ProxyUnauthorized", ErrorCategory.AuthenticationError, "Give the proxy the credentials it asks for."),
        408 => ("Timeout", ErrorCategory.OperationTimeout, "Run the command again."),
        409 => ("Conflict", ErrorCategory.InvalidOperation, "Look at its current state, then run the command again."),
        413 => ("ContentTooLarge", ErrorCategory.LimitsExceeded, "Send less."),
        429 => ("TooManyRequests", ErrorCategory.LimitsExceeded, "Wait a minute, then run the command again."),
        >= 500 => ("ServiceUnavailable", ErrorCategory.ResourceUnavailable, "Run the command again later."),
        _ => ("UnexpectedStatus", ErrorCategory.InvalidResult, "Check LLAMA_CLOUD_BASE_URL, and whether a proxy answered in place of the service."),
    };
}
