using System.Management.Automation;
using LlamaCloud.PowerShell.Binding;

namespace LlamaCloud.PowerShell.Pipeline;

/// <summary>What every cmdlet shares that does one thing with each of many ids: see <see cref="Window{TItem, TResult}"/>.</summary>
/// <typeparam name="TResult">What the service answers for one.</typeparam>
public abstract class IdsCmdlet<TResult> : ManyItemsCmdlet
    where TResult : class
{
    private protected IdsCmdlet()
    {
    }

    private Window<(string Id, RequestScope Scope), TResult> Items =>
        field ??= new Window<(string Id, RequestScope Scope), TResult>(this, Open);

    /// <summary>What is done. Called with the first id, not before: an empty pipeline needs no key.</summary>
    private protected abstract WindowWork<(string Id, RequestScope Scope), TResult> Open();

    /// <summary>Whether it is to be done with this one; the place to ask.</summary>
    private protected virtual bool IsWanted(BoundId id) => true;

    /// <summary>Takes what a parameter holds after its transformation. What is no id is an error in its place.</summary>
    // A null in the pipeline, or a variable that was never set, binds as no array at all, and must never become a list.
    private protected void Take(string?[]? items)
    {
        foreach (string? item in items ?? [null])
        {
            if (!BoundId.TryRead(item, Subject, out BoundId id, out ErrorRecord? problem))
            {
                Items.Add(problem!);
            }
            else if (IsWanted(id))
            {
                Items.Add((id.Value, ScopeOf(id)));
            }
        }
    }

    /// <summary>Waits for what is under way.</summary>
    protected override void EndProcessing() => Items.Complete();
}
