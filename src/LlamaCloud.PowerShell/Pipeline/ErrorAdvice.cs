using System;
using System.Management.Automation;

namespace LlamaCloud.PowerShell.Pipeline;

/// <summary>
/// Where the advice of an error stands, so that it is read once: PowerShell shows the recommendation of an error from 7.5 on;
/// before that it is the end of the message.
/// </summary>
internal static class ErrorAdvice
{
    private static readonly bool s_engineShowsIt = typeof(PSObject).Assembly.GetName().Version >= new Version(7, 5);

    /// <summary>The error with its advice.</summary>
    /// <param name="message">What happened, in sentences.</param>
    /// <param name="advice">What to do.</param>
    /// <param name="create">Makes the error of its message.</param>
    public static ErrorRecord Give(string message, string advice, Func<string, ErrorRecord> create)
    {
        string text = s_engineShowsIt ? message : $"{message} {advice}";
        ErrorRecord error = create(text);
        error.ErrorDetails = new ErrorDetails(text) { RecommendedAction = advice };
        return error;
    }

    /// <summary>What happened and, at the end, what to do: for a warning, which has no recommendation of its own.</summary>
    public static string Whole(ErrorRecord error) => $"{Message(error)} {error.ErrorDetails?.RecommendedAction}".TrimEnd();

    /// <summary>What happened, without the advice.</summary>
    public static string Message(ErrorRecord error)
    {
        string message = error.ToString();
        string? advice = error.ErrorDetails?.RecommendedAction;
        return advice is { Length: > 0 } && message.EndsWith(" " + advice, StringComparison.Ordinal)
            ? message.Substring(0, message.Length - advice.Length - 1)
            : message;
    }
}
