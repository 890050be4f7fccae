using System;
using System.IO;
using System.Management.Automation;
using System.Threading;
using System.Threading.Tasks;

namespace LlamaCloud.PowerShell.Pipeline;

/// <summary>
/// What every cmdlet that sends requests shares: cancellation, what requests have to say while they last, and errors that
/// stop one item or, where every further one would fail alike, the command.
/// </summary>
public abstract class RequestCmdlet : PSCmdlet, IDisposable
{
    private static readonly TimeSpan s_longestSilence = TimeSpan.FromMilliseconds(200);

    private readonly CancellationTokenSource _cancellation = new();
    private NoticeQueue? _notices;

    private protected RequestCmdlet()
    {
    }

    /// <summary>What the cmdlet's errors are about.</summary>
    private protected abstract ErrorSubject Subject { get; }

    /// <summary>What waits to be said until what was changed has come out.</summary>
    internal HeldNotices Held => field ??= new HeldNotices(this);

    /// <summary>Hears what becomes of requests.</summary>
    private protected NoticeQueue Notices => _notices ??= new NoticeQueue(wantsExchanges: IsDebugging());

    /// <summary>Ends with the command, however that ends.</summary>
    internal CancellationToken Cancellation => _cancellation.Token;

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

    // Whatever this assembly says on a stream goes through one place, so that a preference of Stop loses nothing.
    internal new void WriteWarning(string text) => Held.Write("Warning", () => base.WriteWarning(text));

    internal new void WriteVerbose(string text) => Held.Write("Verbose", () => base.WriteVerbose(text));

    internal new void WriteDebug(string text) => Held.Write("Debug", () => base.WriteDebug(text));

    internal new void WriteProgress(ProgressRecord record) => Held.Write("Progress", () => base.WriteProgress(record));

    internal new void WriteInformation(object message, string[] tags) =>
        Held.Write("Information", () => base.WriteInformation(message, tags));

    /// <summary>What was changed has come out: what was held back meanwhile is written.</summary>
    private protected void EndChange()
    {
        Held.IsHolding = false;
        Held.Release();
    }

    /// <summary>Ends what is in flight, before the command ends in its own way.</summary>
    internal void Abandon() => _cancellation.Cancel();

    /// <summary>Ends the command with an error about how it was called.</summary>
    private protected void Refuse(string errorId, ErrorCategory category, string message, object? target = null) =>
        ThrowTerminatingError(new ErrorRecord(new ArgumentException(message), errorId, category, target));

    /// <summary>Whether a parameter was given a value.</summary>
    private protected bool IsGiven(string parameter) => MyInvocation.BoundParameters.ContainsKey(parameter);

    /// <summary>Refuses a beginning that is later than the end: nothing is between them.</summary>
    private protected void RefuseEmptyPeriod(string from, DateTimeOffset first, string to, DateTimeOffset last)
    {
        if (IsGiven(from) && IsGiven(to) && first > last)
        {
            Refuse(
                Subject.ErrorIdPrefix + "PeriodInvalid",
                ErrorCategory.InvalidArgument,
                FormattableString.Invariant(
                    $"-{from} {first:yyyy-MM-dd HH:mm:ssK} is later than -{to} {last:yyyy-MM-dd HH:mm:ssK}: nothing is between them. ")
                    + "Nothing was sent. Give the earlier time first.");
        }
    }

    /// <summary>
    /// Whether an error that is written ends the command (<c>-ErrorAction Stop</c>): then nothing can be written after it.
    /// </summary>
    internal bool StopsAtErrors =>
        LanguagePrimitives.TryConvertTo(
            MyInvocation.BoundParameters.TryGetValue("ErrorAction", out object? given) ? given : GetVariableValue("ErrorActionPreference"),
            out ActionPreference action)
        && action == ActionPreference.Stop;

    /// <summary>Waits for one answer. An error ends the command or is written, and then the answer is false.</summary>
    /// <param name="name">The name or id of what is asked for; null when the request is not about one thing.</param>
    /// <param name="connection">What it is sent through.</param>
    /// <param name="send">Sends it.</param>
    /// <param name="answer">The answer; meaningless after an error.</param>
    private protected bool TryReceive<T>(string? name, LlamaCloudConnection connection, Func<CancellationToken, Task<T>> send, out T answer)
    {
        answer = default!;
        try
        {
            answer = Receive(send);
            return true;
        }
        catch (Exception failure) when (failure is LlamaCloudException or IOException)
        {
            ErrorRecord error = ServiceErrors.Describe(failure, Subject, name, connection, out bool endsCommand);
            if (endsCommand)
            {
                ThrowTerminatingError(error);
            }

            WriteError(error);
        }

        return false;
    }

    /// <summary>Waits for one answer.</summary>
    /// <exception cref="LlamaCloudException">The request did not succeed.</exception>
    private protected T Receive<T>(Func<CancellationToken, Task<T>> send)
    {
        try
        {
            return WaitFor(send(Cancellation));
        }
        catch (OperationCanceledException) when (_cancellation.IsCancellationRequested)
        {
            throw new PipelineStoppedException();
        }
    }

    private T WaitFor<T>(Task<T> task)
    {
        SignalAfter(task);
        while (!task.IsCompleted)
        {
            WaitForNotice();
        }

        WriteNotices();
        return task.GetAwaiter().GetResult();
    }

    /// <summary>Lets <see cref="WaitForNotice"/> come back when a task ends.</summary>
    internal void SignalAfter(Task task) =>
        task.ContinueWith(
            _ => Notices.Signal.Set(), CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);

    /// <summary>Writes what requests had to say.</summary>
    internal void WriteNotices() => Notices.WriteTo(this);

    /// <summary>Waits until a task has ended or there is something to write, and writes it.</summary>
    /// <exception cref="PipelineStoppedException">The command was stopped.</exception>
    // Not for tasks alone: a warning that the service limits requests is of use while the wait lasts, not after it.
    internal void WaitForNotice()
    {
        Notices.Signal.WaitOne(s_longestSilence);
        WriteNotices();
        // Some waits do not notice that they were cancelled (looking up a name on .NET Framework): they are left to end alone.
        if (_cancellation.IsCancellationRequested)
        {
            throw new PipelineStoppedException();
        }
    }

    private bool IsDebugging() =>
        MyInvocation.BoundParameters.TryGetValue("Debug", out object? debug)
            ? LanguagePrimitives.IsTrue(debug)
            : GetVariableValue("DebugPreference")?.ToString() is not (null or nameof(
                ActionPreference.SilentlyContinue) or nameof(ActionPreference.Ignore));
}
