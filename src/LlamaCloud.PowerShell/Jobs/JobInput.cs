using System.Collections.Generic;
using System.Management.Automation;
using LlamaCloud.PowerShell.Binding;
using LlamaCloud.PowerShell.Pipeline;

namespace LlamaCloud.PowerShell.Jobs;

/// <summary>A job as it came in: its id, and the object that it came in, or why there is none.</summary>
/// <param name="Id">The id, with the project of its row; null when there is a problem.</param>
/// <param name="Source">The row or object that it was taken from; null when it came as an id.</param>
/// <param name="Input">What came through the pipeline for it; null when nothing did.</param>
/// <param name="Problem">Why there is no id; null when there is one.</param>
internal sealed record JobInput(BoundId? Id, PSObject? Source, object? Input, ErrorRecord? Problem)
{
    /// <summary>Reads the ids that a parameter kept (see <see cref="JobIdTransformationAttribute"/>) with the product's kind.</summary>
    /// <param name="kept">The value of the parameter.</param>
    /// <param name="product">The product.</param>
    /// <param name="isPiped">Whether it came through the pipeline.</param>
    // A null in the pipeline, or a variable that was never set, binds as no array at all, and must never become a list.
    public static IEnumerable<JobInput> Read(string?[]? kept, JobProduct product, bool isPiped)
    {
        foreach (string? item in kept ?? [null])
        {
            foreach (JobInput input in Read(BoundId.Kept(item) ?? item, product, isPiped))
            {
                yield return input;
            }
        }
    }

    /// <summary>Reads the ids that an object holds; several when it holds a list.</summary>
    public static IEnumerable<JobInput> Read(object? item, JobProduct product, bool isPiped)
    {
        PSObject? source = item is null or string ? null : PSObject.AsPSObject(item);
        // A text is an id as it stands.
        string?[]? ids = item is null or string ? [(string?)item] : (string?[]?)new JobIdReader(product).Transform(null!, item);
        foreach (string? id in ids ?? [null])
        {
            yield return BoundId.TryRead(id, product.Subject, out BoundId read, out ErrorRecord? problem)
                ? new JobInput(read, source, isPiped ? item : null, null)
                : new JobInput(null, source, null, ErrorInput.Join(problem!, isPiped ? item : null));
        }
    }
}
