namespace LlamaCloud.PowerShell.Tests.Oracle;

/// <summary>The same call by both clients.</summary>
/// <param name="Official">An expression in JavaScript, with the client <c>c</c>.</param>
/// <param name="Ours">The command.</param>
/// <param name="Differences">
/// What is different all the same, each with its reason in <see cref="OracleDifferences"/>: <c>+</c> what only we send, <c>-</c> what only
/// they send, <c>~</c> what is sent otherwise.
/// </param>
internal sealed record OracleCall(string Official, string Ours, params string[] Differences);
