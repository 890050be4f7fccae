using System.Collections.Generic;

namespace LlamaCloud.PowerShell.Tests.Oracle;

/// <summary>The calls that are made by both clients.</summary>
internal static partial class OracleCalls
{
    public static IReadOnlyList<OracleCall> All { get; } = [.. Classify, .. Parse, .. Extract, .. Split, .. Resources];
}
