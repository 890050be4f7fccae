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
}
