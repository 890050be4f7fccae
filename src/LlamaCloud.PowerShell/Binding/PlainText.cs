using System;
using System.Globalization;
using System.Management.Automation;

namespace LlamaCloud.PowerShell.Binding;

/// <summary>A single value as the service writes it, whatever the culture of the session.</summary>
internal static class PlainText
{
    /// <summary>The text of a value; null for what is not a single value (an array, an object, null).</summary>
    public static string? Of(object? value) => value switch
    {
        PSObject wrapper when wrapper.BaseObject != wrapper => Of(wrapper.BaseObject),
        string text => text,
        bool truth => truth ? "true" : "false",
        SwitchParameter { IsPresent: var isPresent } => isPresent ? "true" : "false",
        DateTime time => Time(time),
        DateTimeOffset time => time.ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK", CultureInfo.InvariantCulture),
        Enum name => name.ToString(),
        char or Guid => value.ToString(),
        // As it was written: an address that is unescaped is another one.
        Uri address => address.OriginalString,
        double number => number.ToString("R", CultureInfo.InvariantCulture),
        float number => number.ToString("R", CultureInfo.InvariantCulture),
        sbyte or byte or short or ushort or int or uint or long or ulong or decimal or System.Numerics.BigInteger =>
            Convert.ToString(value, CultureInfo.InvariantCulture),
        // DateOnly, which .NET Framework does not have.
        IFormattable date when date.GetType().FullName == "System.DateOnly" => date.ToString("O", CultureInfo.InvariantCulture),
        _ => null,
    };

    // ISO 8601 with an offset: a time that does not say where it is meant is PowerShell's own, and that is local.
    private static string Time(DateTime time) =>
        (time.Kind == DateTimeKind.Utc ? time : DateTime.SpecifyKind(time, DateTimeKind.Local)).ToString(
            "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK", CultureInfo.InvariantCulture);
}
