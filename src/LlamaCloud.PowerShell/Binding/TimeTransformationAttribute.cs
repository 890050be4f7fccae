using System;
using System.Globalization;
using System.Management.Automation;

namespace LlamaCloud.PowerShell.Binding;

/// <summary>
/// Reads a text as a time: ISO 8601, or what PowerShell itself writes and casts, which is the invariant culture's. PowerShell would
/// bind it by the culture of the session, where the same text is another year or month. A time without a zone is local.
/// </summary>
internal sealed class TimeTransformationAttribute : ArgumentTransformationAttribute
{
    public override object? Transform(EngineIntrinsics engineIntrinsics, object? inputData)
    {
        if (Given.Unwrap(inputData) is not string text)
        {
            return inputData;
        }

        return DateTimeOffset.TryParse(
            text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeLocal | DateTimeStyles.AllowWhiteSpaces, out DateTimeOffset time)
            ? time
            : throw new ArgumentTransformationMetadataException(
                $"'{ResourceId.Show(text)}' is no time. Give one such as 2026-03-29, '2026-03-29 02:30' or 2026-03-29T02:30:00Z.");
    }
}
