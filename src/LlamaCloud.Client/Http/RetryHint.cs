using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Net.Http.Headers;

namespace LlamaCloud.Http;

/// <summary>What the headers of an answer say about trying again.</summary>
/// <param name="ShouldRetry"><c>x-should-retry</c>; null when it is not there.</param>
/// <param name="After">How long to wait; null when the headers do not say, or say nothing that can be used.</param>
internal readonly record struct RetryHint(bool? ShouldRetry, TimeSpan? After)
{
    private static readonly string[] s_dateForms = ["r", "dddd, dd-MMM-yy HH:mm:ss 'GMT'", "ddd MMM d HH:mm:ss yyyy"];

    // Read from the raw text: the typed header knows no fractions, and drops what it cannot read.
    public static RetryHint Read(HttpResponseHeaders headers, DateTimeOffset now)
    {
        bool? shouldRetry = bool.TryParse(First(headers, "x-should-retry"), out bool value) ? value : null;
        return new RetryHint(
            shouldRetry, ReadMilliseconds(First(headers, "retry-after-ms")) ?? ReadAfter(First(headers, "Retry-After"), now));
    }

    private static TimeSpan? ReadMilliseconds(string? text) => ReadNumber(text) is double number ? ToPause(number / 1000) : null;

    // Seconds, which the service sends with fractions, or a date (RFC 9110, section 10.2.3).
    private static TimeSpan? ReadAfter(string? text, DateTimeOffset now)
    {
        if (ReadNumber(text) is double seconds)
        {
            return ToPause(seconds);
        }

        // The three forms of RFC 9110, section 5.6.7: a looser reading takes "12,5" for the fifth of December.
        return DateTimeOffset.TryParseExact(
            text?.Trim(),
            s_dateForms,
            CultureInfo.InvariantCulture,
            DateTimeStyles.AssumeUniversal | DateTimeStyles.AllowInnerWhite,
            out DateTimeOffset date)
            ? ToPause((date - now).TotalSeconds)
            : null;
    }

    private static double? ReadNumber(string? text) =>
        double.TryParse(
            text,
            NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingWhite | NumberStyles.AllowTrailingWhite
                | NumberStyles.AllowLeadingSign,
            CultureInfo.InvariantCulture,
            out double number)
            ? number
            : null;

    // No pause at all would be a loop; what is in the past is a clock that goes wrong. A day is beyond every limit here.
    private static TimeSpan? ToPause(double seconds) =>
        seconds > 0 ? TimeSpan.FromSeconds(Math.Min(seconds, TimeSpan.FromDays(1).TotalSeconds)) : null;

    private static string? First(HttpResponseHeaders headers, string name) =>
        headers.TryGetValues(name, out IEnumerable<string>? values) ? values.FirstOrDefault() : null;
}
