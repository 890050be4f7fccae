using System;
using System.Linq;
using System.Management.Automation;
using System.Runtime.CompilerServices;
using LlamaCloud.PowerShell.Pipeline;

namespace LlamaCloud.PowerShell.Binding;

/// <summary>An id as the cmdlet gets it, with what stood beside it in the row or object it was taken from.</summary>
/// <remarks>
/// An id parameter is a <c>string[]</c>, which is what users see and completers serve, and a transformation runs long
/// before the cmdlet does. What else the transformation learns is therefore tied to the very string it returns: the
/// project of a row, or why an item was refused. So one bad item in an array becomes one error, and not, as an exception
/// in a transformation would, the end of the whole call.
/// </remarks>
internal sealed record BoundId(string Value, string? ProjectId = null, string? OrganizationId = null, object? Source = null)
{
    private static readonly string[] s_names = ["FileName", "Name"];

    private static readonly ConditionalWeakTable<string, Origin> s_origins = new();

    /// <summary>
    /// What a user is asked about: the id, and the name of what it is of where the object that it was taken from tells it.
    /// </summary>
    public string Title => s_names.Select(NameIn).FirstOrDefault(name => !string.IsNullOrWhiteSpace(name)) is string known
        ? ShownText.Of($"{known} ({Value})")
        : Value;

    /// <summary>The string for an id that was found in <paramref name="source"/>.</summary>
    public static string? Found(string? id, object source, string? projectId, string? organizationId) =>
        Tie(id, new Origin(source, projectId, organizationId, null));

    /// <summary>The string for an item that is not an id.</summary>
    /// <param name="source">The item.</param>
    /// <param name="problem">What is wrong with it.</param>
    public static string Refused(object source, ErrorRecord problem) =>
        Tie(source.GetType().Name, new Origin(source, null, null, problem))!;

    /// <summary>What an id was taken from; null where it came as it is.</summary>
    public static object? SourceOf(string? id) => id is not null && s_origins.TryGetValue(id, out Origin? origin) ? origin.Source : null;

    /// <summary>The string that carries an item which is read later.</summary>
    public static string Keep(object item) => Tie(item.GetType().Name, new Origin(item, null, null, null) { IsKept = true })!;

    /// <summary>The item that a string carries; null for a string that carries none.</summary>
    public static object? Kept(string? item) =>
        item is not null && s_origins.TryGetValue(item, out Origin? origin) && origin.IsKept ? origin.Source : null;

    /// <summary>Reads what a transformation returned for one item.</summary>
    /// <param name="item">The string; null for a null item.</param>
    /// <param name="subject">What the id is of.</param>
    /// <param name="id">The id; its value is empty when there is none.</param>
    /// <param name="problem">The error about the item; null when it is an id.</param>
    public static bool TryRead(string? item, ErrorSubject subject, out BoundId id, out ErrorRecord? problem)
    {
        Origin? origin = null;
        if (item is not null)
        {
            s_origins.TryGetValue(item, out origin);
        }

        problem = origin?.Problem;
        string? reason = null;
        string value = string.Empty;
        if (problem is null && ResourceId.TryParse(item, out value, out reason) && IdKinds.OfAnother(value, subject) is string other)
        {
            reason = $"is the id of {other} and not of {subject.WithArticle}";
            value = string.Empty;
        }

        id = new BoundId(value, origin?.ProjectId, origin?.OrganizationId, origin?.Source);
        if (problem is not null || reason is null)
        {
            return problem is null;
        }

        string form = subject.IdForm.Length == 0 ? string.Empty : $" ({subject.IdForm})";
        string name = string.IsNullOrWhiteSpace(item)
            ? $"{subject.TitleWithArticle} id"
            : $"The {subject.Name} id '{ResourceId.Show(item!)}'";
        problem = new ErrorRecord(
            new ArgumentException($"{name} {reason}. Nothing was sent for it. Give the id as the service shows it{form}."),
            subject.ErrorIdPrefix + "IdInvalid",
            ErrorCategory.InvalidArgument,
            item is not null && ResourceId.IsKey(item) ? ResourceId.Show(item) : item);
        return false;
    }

    // What is computed may throw, and is not worth it.
    private string? NameIn(string property) =>
        Source is not null and not string
        && PSObject.AsPSObject(Source).Properties[property] is { MemberType: PSMemberTypes.NoteProperty or PSMemberTypes.Property } found
            ? found.Value as string
            : null;

    // A string of its own, since a table by reference must not meet an interned one.
    private static string? Tie(string? text, Origin origin)
    {
        if (string.IsNullOrEmpty(text))
        {
            return text;
        }

        string own = new(text!.ToCharArray());
        s_origins.Add(own, origin);
        return own;
    }

    private sealed record Origin(object Source, string? ProjectId, string? OrganizationId, ErrorRecord? Problem)
    {
        public bool IsKept { get; init; }
    }
}
