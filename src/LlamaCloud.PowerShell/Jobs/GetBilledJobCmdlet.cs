using System.Collections.Generic;
using System.Management.Automation;

namespace LlamaCloud.PowerShell.Jobs;

/// <summary>What the Get- commands share of products that tell what each job has cost.</summary>
/// <typeparam name="TJob">The product's job.</typeparam>
public abstract class GetBilledJobCmdlet<TJob> : GetJobCmdlet<TJob>
    where TJob : LlamaCloudJob
{
    private protected GetBilledJobCmdlet()
    {
    }

    /// <summary>Reads what each job has cost too, in <c>Credits</c>: a request for each job. Null until it is billed.</summary>
    [Parameter(ParameterSetName = IdSet)]
    public SwitchParameter IncludeUsage { get; set; }

    private protected override IReadOnlyCollection<string> Expand => IncludeUsage ? [JobGroups<TJob>.Usage] : [];

    // The list does not tell it.
    private protected override bool IsGrouping => base.IsGrouping && !IncludeUsage;
}
