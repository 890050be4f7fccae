using System;
using System.Globalization;

namespace LlamaCloud.Emulator;

/// <summary>Times as the service writes them: texts of one length, so that they sort as times do.</summary>
internal static class Timestamps
{
    public static string Text(DateTimeOffset time) =>
        time.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ss.ffffffZ", CultureInfo.InvariantCulture);
}
