using System;
using System.Management.Automation;
using System.Threading;
using System.Threading.Tasks;
using LlamaCloud.PowerShell.Binding;
using LlamaCloud.PowerShell.Connection;

namespace LlamaCloud.PowerShell.Pipeline;

/// <summary>
/// What every cmdlet that talks to the service shares: the connection, the scope, cancellation, and errors that stop one
/// item or, where every further one would fail alike, the command.
/// </summary>
public abstract class ServiceCmdlet : PSCmdlet, IDisposable
{
    private const int MostRoundsAfterCancelling = 2;

    private static readonly TimeSpan s_longestSilence = TimeSpan.FromMilliseconds(200);

    private readonly CancellationTokenSource _cancellation = new();
    private NoticeQueue? _notices;
    private LlamaCloudClient? _client;

    /// <summary>The project to look in, a UUID. Without it the service takes the key's default project.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [Alias("project_id")]
    public string? ProjectId { get; set; }

    /// <summary>The organization to look in, a UUID.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [Alias("organization_id")]
    public string? OrganizationId { get; set; }

    /// <summary>What the cmdlet's errors are about.</summary>
    private protected abstract ErrorSubject Subject { get; }

    // Looked up with the first item, not before: an empty pipeline needs no key.
    private protected LlamaCloudClient Client => _client ??= EnvironmentConnection.Open(this, Notices);

    private NoticeQueue Notices => _notices ??= new NoticeQueue(wantsExchanges: IsDebugging());

    /// <summary>Ends what is in flight. PowerShell calls this on Ctrl+C, on another thread than the pipeline's.</summary>
    protected override void StopProcessing() => _cancellation.Cancel();

    /// <summary>
    /// Ends what is in flight. <c>Select-Object -First</c> and <c>-ErrorAction Stop</c> end a pipeline without
    /// <see cref="StopProcessing"/>; this is all they call.
    /// </summary>
    public void Dispose()
    {
        Dispose(true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Ends what is in flight.</summary>
    /// <param name="disposing">Whether <see cref="Dispose()"/> called.</param>
    protected virtual void Dispose(bool disposing)
    {
        if (disposing)
        {
            // Not disposed of: a task that is still ending may look at its token, and without a timer it holds nothing.
            _cancellation.Cancel();
        }
    }

    /// <summary>What was typed wins over what came along with the id, which came from the row it stood in.</summary>
    private protected RequestScope ScopeOf(BoundId id) => new(
        string.IsNullOrWhiteSpace(ProjectId) ? id.ProjectId : ProjectId,
        string.IsNullOrWhiteSpace(OrganizationId) ? id.OrganizationId : OrganizationId);

    /// <summary>Reads one bound item; writes an error about it, and answers false, when it is no id.</summary>
    private protected bool ReadId(string? item, out BoundId id)
    {
        if (BoundId.TryRead(item, Subject, out id, out ErrorRecord? problem))
        {
            return true;
        }

        WriteError(problem!);
        return false;
    }

    /// <summary>Waits for one answer, then writes it, or one error about <paramref name="id"/>.</summary>
    private protected void WriteAnswer<T>(string id, Func<CancellationToken, Task<T>> send)
    {
        T answer;
        try
        {
            answer = WaitFor(send(_cancellation.Token));
        }
        catch (OperationCanceledException) when (_cancellation.IsCancellationRequested)
        {
            throw new PipelineStoppedException();
        }
        catch (LlamaCloudException failure)
        {
            ErrorRecord error = ServiceErrors.Describe(failure, Subject, id);
            if (ServiceErrors.EndsCommand(failure))
            {
                ThrowTerminatingError(error);
            }

            WriteError(error);
            return;
        }

        WriteObject(answer);
    }

    // Not the task alone: a warning that the service limits requests is of use while the wait lasts, not after it.
    private T WaitFor<T>(Task<T> task)
    {
        task.ContinueWith(_ => Notices.Signal.Set(), CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
        for (int roundsAfterCancelling = 0; !task.IsCompleted;)
        {
            Notices.Signal.WaitOne(s_longestSilence);
            Notices.WriteTo(this);
            // Some waits do not notice that they were cancelled (looking up a name on .NET Framework): they are left to end alone.
            if (_cancellation.IsCancellationRequested && ++roundsAfterCancelling > MostRoundsAfterCancelling)
            {
                throw new PipelineStoppedException();
            }
        }

        Notices.WriteTo(this);
        return task.GetAwaiter().GetResult();
    }

    private bool IsDebugging() =>
        MyInvocation.BoundParameters.TryGetValue("Debug", out object? debug)
            ? LanguagePrimitives.IsTrue(debug)
            : GetVariableValue("DebugPreference")?.ToString() is not (null or nameof(ActionPreference.SilentlyContinue) or nameof(ActionPreference.Ignore));
}
