using System.Collections;
using System.Linq;
using System.Management.Automation;

namespace LlamaCloud.PowerShell.Binding;

/// <summary>Takes pages as PowerShell reads <c>1,3,5-7</c> without quotes: as an array.</summary>
internal sealed class PagesTransformationAttribute : ArgumentTransformationAttribute
{
    public override object? Transform(EngineIntrinsics engineIntrinsics, object? inputData) => Given.AsList(inputData) is null ? inputData : TextOf(inputData);

    /// <summary>Pages as a text; null for what is none.</summary>
    public static string? TextOf(object? pages) => Given.AsList(pages) is IEnumerable list
        ? string.Join(",", list.Cast<object?>().Select(page => PlainText.Of(page)))
        : PlainText.Of(pages);
}
