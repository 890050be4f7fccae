using System;
using System.Collections.Generic;
using System.Management.Automation;
using System.Threading;
using System.Threading.Tasks;
using LlamaCloud.PowerShell.Pipeline;

namespace LlamaCloud.PowerShell.Jobs;

/// <summary>Starts jobs: uploads what is on this machine, then creates the job.</summary>
/// <param name="command">The command.</param>
/// <param name="product">The product.</param>
/// <param name="connection">What it asks through.</param>
/// <param name="client">The same, opened.</param>
/// <param name="transfer">Counts what is uploaded.</param>
/// <param name="create">Creates a job. Behind its first wait it runs on any thread.</param>
/// <param name="describeDifference">What a job that was made before does otherwise than was asked for; null when nothing is known.</param>
/// <param name="write">Takes each job that was started, in input order.</param>
/// <param name="end">Is called before an error ends the command.</param>
internal sealed class JobStarts<TJob>(
    RequestCmdlet command,
    JobProduct<TJob> product,
    LlamaCloudConnection connection,
    LlamaCloudClient client,
    TransferCount transfer,
    Func<LlamaCloudClient, JobRequest, RequestScope, CancellationToken, Task<TJob>> create,
    Func<JobRequest, TJob, string?> describeDifference,
    Action<TJob, PendingStart> write,
    Action end)
    : WindowWork<PendingStart, TJob>($"Starting {product.Plural}", product.NewSubject, connection, isChange: true)
    where TJob : LlamaCloudJob
{
    private static readonly ErrorSubject s_upload = ErrorSubject.File with { Action = "uploaded", IsMade = true };

    // What would fail for every file is not worth sending another one.
    private readonly CancellationTokenSource _uploads = CancellationTokenSource.CreateLinkedTokenSource(command.Cancellation);

    // Jobs by the transaction ids of the user that they have; only where they are looked for here.
    private readonly Dictionary<(RequestScope, string), Task<TJob>> _ofTransactions = [];

    /// <summary>
    /// Looks for the job of a transaction id that the user gave; null where the service does that by itself. Behind its first wait it
    /// runs on any thread.
    /// </summary>
    public Func<JobRequest, RequestScope, CancellationToken, Task<TJob?>>? Find { get; init; }

    public override TransferCount Transfer => transfer;

    public override Task<TJob> SendAsync(PendingStart item, CancellationToken cancellationToken)
    {
        // However the command ends, the job can be found by what was said before it was made.
        Inform(item, null);
        if (!item.HasOwnTransaction || Find is null)
        {
            return StartAsync(item, cancellationToken);
        }

        // A document may come twice in one input: the second one waits for the first, and finds its job.
        (RequestScope, string) transaction = (item.Scope, item.Request.TransactionId!);
        _ofTransactions.TryGetValue(transaction, out Task<TJob>? earlier);
        return _ofTransactions[transaction] = earlier is null
            ? StartAsync(item, cancellationToken)
            : StartAfterAsync(earlier, item, cancellationToken);
    }

    private async Task<TJob> StartAfterAsync(Task<TJob> earlier, PendingStart item, CancellationToken cancellationToken)
    {
        await Task.WhenAny(earlier).ConfigureAwait(false);
        return earlier.Status == TaskStatus.RanToCompletion
            ? earlier.Result
            : await StartAsync(item, cancellationToken).ConfigureAwait(false);
    }

    // On the Information stream, which shows nothing where nobody asks for it.
    private void Inform(PendingStart item, string? jobId) => command.WriteInformation(
        new JobNotice(product.Name, item.Name, jobId, item.Request.TransactionId),
        ["LlamaCloud", jobId is null ? "JobStarting" : "JobStarted"]);

    private async Task<TJob> StartAsync(PendingStart item, CancellationToken cancellationToken)
    {
        if (item.HasOwnTransaction && Find is not null)
        {
            item.IsLookedFor = true;
            if (await Find(item.Request, item.Scope, cancellationToken).ConfigureAwait(false) is TJob made)
            {
                return made;
            }

            item.IsLookedFor = false;
        }

        if (item.Document.Local is not null)
        {
            item.Uploaded = await UploadAsync(item).ConfigureAwait(false);
            item.Request.FileInput = item.Uploaded.Id;
            // What is uploaded for a transaction of the user's may have been uploaded for it before.
            item.Request.HasFreshDocument = !item.HasOwnTransaction;
        }

        return await create(client, item.Request, item.Scope, cancellationToken).ConfigureAwait(false);
    }

    public override void Write(PendingStart item, TJob result)
    {
        Inform(item, result.Id);
        WarnIfOther(item, result);
        write(result, item);
    }

    public override ErrorRecord Describe(PendingStart item, Exception failure, out bool endsCommand)
    {
        bool isUpload = item.Document.Local is not null && item.Uploaded is null && !item.IsLookedFor;
        ErrorRecord error = ServiceErrors.Describe(failure, isUpload ? s_upload : Subject, item.Name, Connection, out endsCommand);
        endsCommand |= failure is LlamaCloudException answer && StartFailure.IsAboutAll(item, answer);
        if (endsCommand)
        {
            _uploads.Cancel();
        }

        return isUpload || failure is not LlamaCloudException cause ? error : StartFailure.AfterUpload(product, item, error, cause);
    }

    public override void End() => end();

    public override object? InputOf(PendingStart item) => item.Input;

    protected override string NameOf(PendingStart item) => item.Name;

    // What was uploaded for the same transaction before is found again, so that a repeated run uploads nothing.
    private Task<LlamaCloudFile> UploadAsync(PendingStart item)
    {
        FileUpload upload = FileUpload.OfFile(item.Document.Local!.Path) with { Purpose = product.Purpose, Sent = transfer.Begin() };
        return item.HasOwnTransaction
            ? client.Files.UploadOnceAsync(upload, item.Request.TransactionId!, item.Scope, _uploads.Token)
            : client.Files.UploadAsync(upload, item.Scope, _uploads.Token);
    }

    private void WarnIfOther(PendingStart item, TJob job)
    {
        string document = (job as DocumentJob)?.FileInput ?? string.Empty;
        bool isOtherInput = document.Length > 0 ? !IsSameId(document, item.Request.FileInput) : HasOtherName(item, job);
        string? difference = describeDifference(item.Request, job);
        if (!isOtherInput && difference is null)
        {
            return;
        }

        string what = !isOtherInput ? difference! : difference is null ? "another document" : "another document and " + difference;
        string why = item.HasOwnTransaction
            ? $": the transaction id '{item.Request.TransactionId}' was used before, and this is the job that it was used for"
            : string.Empty;
        string verb = (isOtherInput ? difference is null : IsOne(difference)) ? "was" : "were";
        string unused = isOtherInput && item.Uploaded is not null
            ? $" The copy that was uploaded now, {item.Uploaded.Id}, is not used."
            : string.Empty;
        command.WriteWarning($"{product.Subject.Title} '{job.Id}' for '{item.Name}' has {what} than {verb} sent{why}.{unused}");
    }

    private static bool IsOne(string? difference) => difference?.StartsWith("another ", StringComparison.Ordinal) == true;

    // What a document of the web is called is for the service to say.
    private bool HasOtherName(PendingStart item, TJob job) =>
        item.HasOwnTransaction && item.Document is { Address: null, Name: string name }
            && product.DocumentName(job) is { Length: > 0 } other && !string.Equals(name, other, StringComparison.OrdinalIgnoreCase);

    // The service writes the ids of older files without their prefix.
    private static bool IsSameId(string one, string other) => string.Equals(Bare(one), Bare(other), StringComparison.OrdinalIgnoreCase);

    private static string Bare(string id) => id.StartsWith("dfl-", StringComparison.OrdinalIgnoreCase) ? id.Substring(4) : id;
}
