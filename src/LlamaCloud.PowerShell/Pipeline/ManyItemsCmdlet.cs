using System.Management.Automation;

namespace LlamaCloud.PowerShell.Pipeline;

/// <summary>What every cmdlet that works on many items shares: see <see cref="Window{TItem, TResult}"/>.</summary>
public abstract class ManyItemsCmdlet : ServiceCmdlet
{
    private protected ManyItemsCmdlet()
    {
    }

    /// <summary>How many requests are in flight at most.</summary>
    [Parameter]
    [ValidateRange(1, 64)]
    public int ThrottleLimit { get; set; } = 8;

    /// <summary>Refuses the filters of a list together with input from the pipeline.</summary>
    /// <param name="listSet">The parameter set of lists.</param>
    /// <param name="filter">A filter that everybody knows.</param>
    // Before the first record: the engine itself refuses most of them, in words that help nobody, before any is processed.
    private protected void RefuseFiltersInPipeline(string listSet, string filter)
    {
        if (ParameterSetName == listSet && MyInvocation.ExpectingInput)
        {
            Refuse(
                Subject.ErrorIdPrefix + "ListInPipeline",
                ErrorCategory.InvalidArgument,
                $"-{filter} and the other filters are for lists, which take nothing from the pipeline. Leave them out, or use "
                    + "Where-Object.");
        }
    }
}
