using System.Collections.Generic;

namespace LlamaCloud.PowerShell.Tests.Oracle;

/// <summary>Where this module asks otherwise than the official client, and why.</summary>
internal static class OracleDifferences
{
    public static IReadOnlyDictionary<string, string> Reasons { get; } = new Dictionary<string, string>
    {
    };
}
