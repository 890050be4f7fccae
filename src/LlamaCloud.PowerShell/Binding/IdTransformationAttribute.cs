using System;
using System.Collections;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Management.Automation;
using LlamaCloud.PowerShell.Jobs;
using LlamaCloud.PowerShell.Pipeline;

namespace LlamaCloud.PowerShell.Binding;

/// <summary>
/// Takes ids out of whatever they come in. It never throws: an item without an id becomes a string that carries the error
/// about it (see <see cref="BoundId"/>), and the items around it go on.
/// </summary>
/// <param name="subject">What the ids are of.</param>
/// <param name="kind">The type whose <c>Id</c> is such an id.</param>
/// <param name="columns">The names under which rows have it, beside <c>Id</c>.</param>
internal abstract class IdTransformationAttribute(ErrorSubject subject, Type kind, params string[] columns)
    : ArgumentTransformationAttribute
{
    /// <summary>What a list may be nested in; deeper is a list that holds itself.</summary>
    internal const int MaximumDepth = 8;

    public override object? Transform(EngineIntrinsics engineIntrinsics, object? inputData)
    {
        if (inputData is null)
        {
            return null;
        }

        List<string?> ids = new(1);
        CollectSafely(inputData, ids, 0);
        return ids.ToArray();
    }

    /// <summary>Reads an object of a type of ours that has such an id; false for any other.</summary>
    /// <param name="value">The object.</param>
    /// <param name="id">The id; null when it has none.</param>
    /// <param name="projectId">The project that it belongs to.</param>
    protected abstract bool TryRead(object value, out string? id, out string? projectId);

    /// <summary>
    /// The columns in which a row that is or was an object of ours, but not of this kind, has such an id; empty for none.
    /// </summary>
    protected virtual string[] ColumnsOf(string typeName) => [];

    /// <summary>The same where more than its type decides.</summary>
    private protected virtual string[] ColumnsOf(Row row) => ColumnsOf(row.TypeName);

    // Whatever a computed property or a lazy list throws is about that item.
    private void CollectSafely(object? item, List<string?> ids, int depth)
    {
        try
        {
            Collect(item, ids, depth);
        }
        catch (Exception problem) when (problem is not (PipelineStoppedException or FlowControlException))
        {
            ids.Add(BoundId.Refused(item!, Unreadable(item!, problem.Message)));
        }
    }

    private void Collect(object? item, List<string?> ids, int depth)
    {
        object? value = Given.Unwrap(item);
        if (value is null)
        {
            ids.Add(null);
        }
        else if (AsText(value) is string text)
        {
            ids.Add(text);
        }
        else if (TryRead(value, out string? id, out string? projectId))
        {
            ids.Add(id is not null ? BoundId.Found(id, value, projectId, null) : BoundId.Refused(value, Refuse(new Row(item!, kind))));
        }
        else if (depth < MaximumDepth && Given.AsList(value) is IEnumerable list)
        {
            foreach (object? element in list)
            {
                CollectSafely(element, ids, depth + 1);
            }
        }
        else
        {
            CollectFromRow(new Row(item!, kind), ids);
        }
    }

    private void CollectFromRow(Row row, List<string?> ids)
    {
        string[] names = row.IsOurs ? ColumnsOf(row) : row.IsOfAnotherKind ? columns : [.. columns, "Id"];
        string? project = FindScope(row, "ProjectId", "project_id");
        string? organization = FindScope(row, "OrganizationId", "organization_id");
        object? found = row.Find(names);
        string?[] texts = Given.AsList(found) is IEnumerable list ? [.. list.Cast<object?>().Select(AsText)] : [AsText(found)];
        foreach (string? text in texts)
        {
            ids.Add(text is not null ? BoundId.Found(text, row.Source, project, organization) : BoundId.Refused(row.Source, Refuse(row)));
        }
    }

    // A project that cannot be read must not become the key's own one.
    private static string? FindScope(Row row, params string[] names) =>
        row.Find(names) is object value
            ? AsText(value) ?? throw new ArgumentException($"its {names[0]} is no id")
            : null;

    /// <summary>The text of what can be an id; null for everything else.</summary>
    private static string? AsText(object? value) => Given.Unwrap(value) switch
    {
        string text => text,
        Guid guid => guid.ToString("D"),
        int or long or uint or ulong or short or ushort => Convert.ToString(value, CultureInfo.InvariantCulture),
        _ => null,
    };

    // Get- is what every such thing has, and the name of the thing begins its errors too.
    private string OfProject => $"; those of a project are listed by ForEach-Object {{ Get-{subject.ErrorIdPrefix} -ProjectId $_.Id }}";

    private ErrorRecord Unreadable(object source, string why) => new(
        new ArgumentException($"The {subject.Name} id of an item cannot be read: {why}. Nothing was sent for it. Correct the item."),
        subject.ErrorIdPrefix + "IdUnreadable",
        ErrorCategory.InvalidArgument,
        source);

    // A job of another product by its name, as people call it.
    private static string NameOf(Row row) => JobProducts.All.FirstOrDefault(product => product.JobType.FullName == row.TypeName)
        ?.Subject.TitleWithArticle ?? row.TypeName;

    private ErrorRecord Refuse(Row row)
    {
        bool isKind = row.IsOurs || row.IsOfAnotherKind;
        string what = isKind
            ? $"{NameOf(row)} is not {subject.WithArticle}"
                + $"{(row.TypeName == typeof(LlamaCloudProject).FullName ? OfProject : Hint(row))}, so nothing was looked up for it."
            : $"There is no {subject.Name} id in {row.Describe()}.";
        return new ErrorRecord(
            new ArgumentException(
                $"{what} Give ids, {kind.Name} objects, or rows with the id in a column {string.Join(", ", columns)} or Id."),
            subject.ErrorIdPrefix + (isKind ? "IdWrongType" : "IdMissing"),
            ErrorCategory.InvalidArgument,
            row.Source);
    }

    /// <summary>What else a user may have meant, for an object of a type that is refused; empty for nothing.</summary>
    protected virtual string Hint(string typeName) => string.Empty;

    /// <summary>The same where more than its type decides.</summary>
    private protected virtual string Hint(Row row) => Hint(row.TypeName);
}
