using System;
using System.Collections;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Management.Automation;
using LlamaCloud.PowerShell.Pipeline;

namespace LlamaCloud.PowerShell.Binding;

/// <summary>
/// Takes the ids of classify jobs out of whatever they come in. It never throws: an item without an id becomes a string
/// that carries the error about it (see <see cref="BoundId"/>), and the items around it go on.
/// </summary>
internal sealed class ClassifyJobIdTransformationAttribute : ArgumentTransformationAttribute
{
    /// <summary>What a list may be nested in; deeper is a list that holds itself.</summary>
    internal const int MaximumDepth = 8;

    private static readonly ErrorSubject s_subject = ErrorSubject.ClassifyJob;

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

    // Whatever a computed property or a lazy list throws is about that item.
    private static void CollectSafely(object? item, List<string?> ids, int depth)
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

    private static void Collect(object? item, List<string?> ids, int depth)
    {
        object? value = item is PSObject wrapper ? wrapper.BaseObject : item;
        if (value is null)
        {
            ids.Add(null);
        }
        else if (AsText(value) is string text)
        {
            ids.Add(text);
        }
        else if (value is ClassifyJob job)
        {
            ids.Add(BoundId.Found(job.Id, job, job.ProjectId, null));
        }
        else if (value is IEnumerable list and not IDictionary && depth < MaximumDepth)
        {
            foreach (object? element in list)
            {
                CollectSafely(element, ids, depth + 1);
            }
        }
        else
        {
            CollectFromRow(new Row(item!), ids);
        }
    }

    private static void CollectFromRow(Row row, List<string?> ids)
    {
        string[] names = row.IsOfAnotherKind ? ["JobId", "job_id"] : ["JobId", "job_id", "Id"];
        string? project = FindScope(row, "ProjectId", "project_id");
        string? organization = FindScope(row, "OrganizationId", "organization_id");
        object? found = row.IsOurs ? null : row.Find(names);
        string?[] texts = found is IEnumerable list and not string ? [.. list.Cast<object?>().Select(AsText)] : [AsText(found)];
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
    private static string? AsText(object? value) => (value is PSObject wrapper ? wrapper.BaseObject : value) switch
    {
        string text => text,
        Guid guid => guid.ToString("D"),
        int or long or uint or ulong or short or ushort => Convert.ToString(value, CultureInfo.InvariantCulture),
        _ => null,
    };

    private static ErrorRecord Unreadable(object source, string why) => new(
        new ArgumentException($"The {s_subject.Name} id of an item cannot be read: {why}. Nothing was sent for it. Correct the item."),
        s_subject.ErrorIdPrefix + "IdUnreadable",
        ErrorCategory.InvalidArgument,
        source);

    private static ErrorRecord Refuse(Row row)
    {
        bool isKind = row.IsOurs || row.IsOfAnotherKind;
        string what = isKind
            ? $"{row.TypeName} is not a {s_subject.Name}, so nothing was looked up for it."
            : $"There is no {s_subject.Name} id in {row.Describe()}.";
        return new ErrorRecord(
            new ArgumentException($"{what} Give ids, ClassifyJob objects, or rows with the id in a column JobId, job_id or Id."),
            s_subject.ErrorIdPrefix + (isKind ? "IdWrongType" : "IdMissing"),
            ErrorCategory.InvalidArgument,
            row.Source);
    }
}
