namespace LlamaCloud.PowerShell.Pipeline;

/// <summary>What an error is about: the beginning of its id, and its name in a sentence.</summary>
/// <param name="ErrorIdPrefix">The beginning of every error id, such as <c>ClassifyJob</c>.</param>
/// <param name="Name">The name in the middle of a sentence, such as <c>classify job</c>.</param>
/// <param name="IdForm">How its ids look, such as <c>clj-...</c>.</param>
internal sealed record ErrorSubject(string ErrorIdPrefix, string Name, string IdForm)
{
    public static ErrorSubject ClassifyJob { get; } = new("ClassifyJob", "classify job", "clj-...");

    /// <summary>The name at the beginning of a sentence.</summary>
    public string Title => char.ToUpperInvariant(Name[0]) + Name.Substring(1);
}
