using System.Collections;
using System.Linq;
using System.Management.Automation;

namespace LlamaCloud.PowerShell.Binding;

/// <summary>Takes pages as PowerShell reads <c>1,3,5-7</c> without quotes: as an array.</summary>
internal sealed class PagesTransformationAttribute : ArgumentTransformationAttribute
{
    public override object? Transform(EngineIntrinsics engineIntrinsics, object? inputData) =>
        Given.AsList(inputData) is IEnumerable pages
            ? string.Join(",", pages.Cast<object?>().Select(page => PlainText.Of(page)))
            : inputData;
}
