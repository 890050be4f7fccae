using System;
using System.Management.Automation;
using LlamaCloud.PowerShell.Binding;
using LlamaCloud.PowerShell.Jobs;

namespace LlamaCloud.PowerShell.Classify;

/// <summary><c>New-ClassifyRule</c>: makes a rule, the type of a document and how to tell it, and checks it. Nothing is sent.</summary>
[Cmdlet(VerbsCommon.New, "ClassifyRule", HelpUri = "https://developers.llamaindex.ai/reference/resources/classify/methods/create")]
[OutputType(typeof(ClassifyRule))]
public sealed class NewClassifyRuleCommand : PSCmdlet
{
    /// <summary>The type that a matching document gets: up to 50 letters A to Z, digits, spaces, <c>-</c> and <c>_</c>.</summary>
    [Parameter(Position = 0, Mandatory = true, ValueFromPipelineByPropertyName = true)]
    [ArgumentCompleter(typeof(TextCompleter))]
    [AllowEmptyString]
    [AllowNull]
    public string? Type { get; set; }

    /// <summary>What a document of this type contains, in plain words: 10 to 2000 characters.</summary>
    [Parameter(Position = 1, Mandatory = true, ValueFromPipelineByPropertyName = true)]
    [ArgumentCompleter(typeof(TextCompleter))]
    [AllowEmptyString]
    [AllowNull]
    public string? Description { get; set; }

    /// <summary>Makes the rule.</summary>
    protected override void ProcessRecord()
    {
        ClassifyRule rule = new((Type ?? string.Empty).Trim(), (Description ?? string.Empty).Trim());
        if (RequestRefusal.Describe(ClassifyJobCheck.Problems(rule, "rule"), [rule.Type]) is string problem)
        {
            WriteError(new ErrorRecord(new ArgumentException(problem), "ClassifyRuleInvalid", ErrorCategory.InvalidArgument, Type));
        }
        else
        {
            WriteObject(rule);
        }
    }
}
