using System;

namespace LlamaCloud.PowerShell.Pipeline;

/// <summary>What an error is about: the beginning of its id, and its name in a sentence.</summary>
/// <remarks>Each resource adds what it works on, in its own folder.</remarks>
/// <param name="ErrorIdPrefix">The beginning of every error id, such as <c>ClassifyJob</c>.</param>
/// <param name="Name">The name in the middle of a sentence, such as <c>classify job</c>.</param>
/// <param name="IdForm">How its ids look, such as <c>clj-...</c>.</param>
internal sealed partial record ErrorSubject(string ErrorIdPrefix, string Name, string IdForm)
{
    /// <summary>A request that the user put together; it is named by its method and path.</summary>
    public static ErrorSubject Api { get; } = new("LlamaCloudApi", "request", string.Empty);

    /// <summary>A connection that is made.</summary>
    public static ErrorSubject Connection { get; } = new("LlamaCloudConnection", "connection", string.Empty);

    /// <summary>How its ids begin, such as <c>clj-</c>; empty where they begin in any way.</summary>
    public string IdPrefix { get; } = IdForm.Split('.')[0];

    /// <summary>What was to be done with it, as in "could not be read".</summary>
    public string Action { get; init; } = "read";

    /// <summary>Whether it is made by the request, so that what the service does not find is something else.</summary>
    public bool IsMade { get; init; }

    /// <summary>Whether the command also takes names, with -Name, so that one may have been given for an id.</summary>
    public bool HasNames { get; init; }

    /// <summary>Whether an id does not look like one of these, so that it may be a name.</summary>
    public bool MayBeName(string? id) =>
        HasNames && id?.StartsWith(IdPrefix, StringComparison.OrdinalIgnoreCase) == false && !Guid.TryParse(id, out _);

    /// <summary>The name as one of several: <c>a classify job</c>, <c>an extract job</c>.</summary>
    public string WithArticle => (Name[0] is 'a' or 'e' or 'i' or 'o' or 'u' ? "an " : "a ") + Name;

    /// <summary>The same at the beginning of a sentence.</summary>
    public string TitleWithArticle => char.ToUpperInvariant(WithArticle[0]) + WithArticle.Substring(1);

    /// <summary>The name at the beginning of a sentence.</summary>
    public string Title => char.ToUpperInvariant(Name[0]) + Name.Substring(1);
}
