using System;
using System.Globalization;
using System.Management.Automation;

namespace LlamaCloud.PowerShell.Binding;

/// <summary>Takes a time as PowerShell knows it, a TimeSpan or a text such as <c>0:01:30</c>, for a number of seconds.</summary>
internal sealed class SecondsTransformationAttribute : ArgumentTransformationAttribute
{
    public override object? Transform(EngineIntrinsics engineIntrinsics, object? inputData) => Given.Unwrap(inputData) switch
    {
        TimeSpan time => time.TotalSeconds,
        string text when text.Split(':').Length > 1
            && TimeSpan.TryParse(text, CultureInfo.InvariantCulture, out TimeSpan time) => time.TotalSeconds,
        _ => inputData,
    };
}
