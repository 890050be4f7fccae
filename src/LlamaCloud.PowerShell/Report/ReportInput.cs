using System;
using System.Management.Automation;
using LlamaCloud.PowerShell.Binding;

namespace LlamaCloud.PowerShell.Report;

/// <summary>What is said of objects that are not in the report.</summary>
internal static class ReportInput
{
    /// <summary>It is of a kind that has no place there.</summary>
    public static ErrorRecord Invalid(object input) => new(
        new ArgumentException(
            $"{Given.KindOf(input)} is nothing that the report has a place for, and is not in it. "
            + "Give jobs, what Receive- commands emit of them, or records."),
        "LlamaCloudReportInputInvalid",
        ErrorCategory.InvalidArgument,
        input);

    /// <summary>A property of it threw.</summary>
    public static ErrorRecord Unreadable(object input, GetValueException problem) => new(
        new ArgumentException($"A property of an object cannot be read: {problem.Message.TrimEnd('.')}. It is not in the report.", problem),
        "LlamaCloudReportInputUnreadable",
        ErrorCategory.InvalidData,
        input);
}
