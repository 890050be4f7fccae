namespace LlamaCloud.PowerShell.Pipeline;

/// <summary>What an error is about: the beginning of its id, and its name in a sentence.</summary>
/// <remarks>Here are those that several rooms name. What only one resource works on is declared in its folder.</remarks>
/// <param name="ErrorIdPrefix">The beginning of every error id, such as <c>ClassifyJob</c>.</param>
/// <param name="Name">The name in the middle of a sentence, such as <c>classify job</c>.</param>
/// <param name="IdForm">How its ids look, such as <c>clj-...</c>.</param>
internal sealed record ErrorSubject(string ErrorIdPrefix, string Name, string IdForm)
{
    /// <summary>A classify job.</summary>
    public static ErrorSubject ClassifyJob { get; } = new("ClassifyJob", "classify job", "clj-...");

    /// <summary>A file at the service.</summary>
    public static ErrorSubject File { get; } = new("LlamaCloudFile", "file", "dfl-...");

    /// <summary>A saved configuration.</summary>
    public static ErrorSubject Configuration { get; } = new("LlamaCloudConfiguration", "configuration", "cfg-...");

    /// <summary>A request that the user put together; it is named by its method and path.</summary>
    public static ErrorSubject Api { get; } = new("LlamaCloudApi", "request", string.Empty);

    /// <summary>A connection that is made.</summary>
    public static ErrorSubject Connection { get; } = new("LlamaCloudConnection", "connection", string.Empty);

    /// <summary>What was to be done with it, as in "could not be read".</summary>
    public string Action { get; init; } = "read";

    /// <summary>Whether it is made by the request, so that what the service does not find is something else.</summary>
    public bool IsMade { get; init; }

    /// <summary>The name at the beginning of a sentence.</summary>
    public string Title => char.ToUpperInvariant(Name[0]) + Name.Substring(1);
}
