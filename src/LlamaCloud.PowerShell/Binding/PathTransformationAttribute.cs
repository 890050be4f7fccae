using System;
using System.Collections;
using System.Collections.Generic;
using System.IO;
using System.Management.Automation;

namespace LlamaCloud.PowerShell.Binding;

/// <summary>
/// Takes paths out of whatever they come in. PowerShell would make a text of the object itself: of a row <c>@{Name=a}</c>, of a
/// file in Windows PowerShell its name without its folder. It never throws: see <see cref="BoundPath"/>.
/// </summary>
internal sealed class PathTransformationAttribute : ArgumentTransformationAttribute
{
    public override object? Transform(EngineIntrinsics engineIntrinsics, object? inputData)
    {
        if (inputData is null)
        {
            return null;
        }

        List<string?> paths = new(1);
        Collect(inputData, paths, 0);
        return paths.ToArray();
    }

    private static void Collect(object? item, List<string?> paths, int depth)
    {
        if (depth < IdTransformationAttribute.MaximumDepth && Given.AsList(item) is IEnumerable list)
        {
            foreach (object? element in list)
            {
                Collect(element, paths, depth + 1);
            }

            return;
        }

        try
        {
            paths.Add(Read(item));
        }
        // Whatever a computed property throws is about that item.
        catch (Exception problem) when (problem is not (PipelineStoppedException or FlowControlException))
        {
            paths.Add(Refuse(item!, $"The path of an item cannot be read: {problem.Message.TrimEnd('.')}"));
        }
    }

    private static string? Read(object? item)
    {
        if (Given.Unwrap(item) is null || PlainText.Of(item) is not null)
        {
            return PlainText.Of(item);
        }

        Row row = new(item!, typeof(FileInfo));
        if (row.TypeName == typeof(LlamaCloudFile).FullName)
        {
            return Refuse(row.Source, $"{row.TypeName} is a file of the service already, and has no path");
        }

        return BoundPath.In(row)
            ?? Refuse(
                row.Source,
                row.IsOurs || (row.IsOfAnotherKind && !row.CanNameFile)
                    ? $"{row.TypeName} is no file of this machine"
                    : $"There is no path in {row.Describe()}");
    }

    private static string Refuse(object source, string what) => BoundPath.Refused(source, new ErrorRecord(
        new ArgumentException(
            $"{what}. Nothing was sent for it. Give paths, files of Get-ChildItem, or rows with a column Path or FullName."),
        "LlamaCloudFilePathMissing",
        ErrorCategory.InvalidArgument,
        source));
}
