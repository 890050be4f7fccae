using System;
using System.Linq;
using System.Management.Automation;
using System.Threading;
using System.Threading.Tasks;
using LlamaCloud.PowerShell.Binding;
using LlamaCloud.PowerShell.Pipeline;

namespace LlamaCloud.PowerShell.Jobs;

/// <summary>A job that is to be started.</summary>
/// <param name="Document">What it is about.</param>
/// <param name="Request">The job; without its document while that is not uploaded.</param>
/// <param name="Scope">Where it will belong.</param>
/// <param name="HasOwnTransaction">Whether the user gave the transaction id, so that it may have been used before.</param>
internal sealed record PendingStart(DocumentInput Document, ClassifyJobRequest Request, RequestScope Scope, bool HasOwnTransaction)
{
    /// <summary>The file once it is uploaded; null before, and where nothing is.</summary>
    public LlamaCloudFile? Uploaded { get; set; }

    /// <summary>What it is called in messages.</summary>
    public string Name => Document.Local?.Path ?? Document.Id ?? string.Empty;

    /// <summary>What it is about, as the service calls it.</summary>
    public string FileInput => Uploaded?.Id ?? Document.Id!;
}

/// <summary>Starts jobs: uploads what is on this machine, then creates the job.</summary>
/// <param name="command">The command.</param>
/// <param name="connection">What it asks through.</param>
/// <param name="client">The same, opened.</param>
/// <param name="transfer">Counts what is uploaded.</param>
/// <param name="write">Takes each job that was started, in input order.</param>
/// <param name="end">Is called before an error ends the command.</param>
internal sealed class ClassifyJobStarts(
    RequestCmdlet command, LlamaCloudConnection connection, LlamaCloudClient client, TransferCount transfer, Action<PSObject, PendingStart> write, Action end)
    : WindowWork<PendingStart, ClassifyJob>("Starting classify jobs", isChange: true)
{
    // The type name by which the views show the name of the document.
    private const string WithDocument = "LlamaCloud.ClassifyJob#Document";

    private static readonly ErrorSubject s_upload = ErrorSubject.File with { Action = "uploaded", IsMade = true };

    // What would fail for every file is not worth sending another one.
    private readonly CancellationTokenSource _uploads = CancellationTokenSource.CreateLinkedTokenSource(command.Cancellation);

    public override TransferCount Transfer => transfer;

    public override async Task<ClassifyJob> SendAsync(PendingStart item, CancellationToken cancellationToken)
    {
        if (item.Document.Local is LocalFile file)
        {
            FileUpload upload = FileUpload.OfFile(file.Path) with { Purpose = "classify", Sent = transfer.Begin() };
            item.Uploaded = await client.Files.UploadAsync(upload, item.Scope, _uploads.Token).ConfigureAwait(false);
        }

        return await client.Classify.CreateAsync(item.Request with { FileInput = item.FileInput }, item.Scope, cancellationToken).ConfigureAwait(false);
    }

    public override void Write(PendingStart item, ClassifyJob result)
    {
        WarnIfOther(item, result);
        PSObject job = new(result);
        Note(job, "SourcePath", item.Document.Local?.Path ?? item.Document.Source?.Properties["SourcePath"]?.Value as string);
        Note(job, "FileName", item.Document.Name);
        if (item.Document.Name is not null && !job.TypeNames.Contains(WithDocument))
        {
            job.TypeNames.Insert(0, WithDocument);
        }

        write(job, item);
    }

    public override ErrorRecord Describe(PendingStart item, Exception failure, out bool endsCommand)
    {
        bool isUpload = item.Document.Local is not null && item.Uploaded is null;
        ErrorRecord error = ServiceErrors.Describe(failure, isUpload ? s_upload : ErrorSubject.NewClassifyJob, item.Name, connection, out endsCommand);
        endsCommand |= failure is LlamaCloudException answer && IsAboutAll(item, answer);
        if (endsCommand)
        {
            _uploads.Cancel();
        }

        return isUpload || failure is not LlamaCloudException cause ? error : AfterUpload(item, error, cause);
    }

    // What is to be done again is the rest, and the target of the error can be piped to it.
    private static ErrorRecord AfterUpload(PendingStart item, ErrorRecord error, LlamaCloudException cause)
    {
        string again = $"-TransactionId '{item.Request.TransactionId}'";
        string uploaded = item.Uploaded is LlamaCloudFile file ? $" The file was uploaded as {file.Id}: start its job with that." : string.Empty;
        string message = error.ErrorDetails!.Message + uploaded + (cause.MayBeDone ? $" The job may have been started all the same: with {again} none is started twice." : string.Empty);
        object target = error.TargetObject;
        if (item.Uploaded is not null)
        {
            PSObject piped = new(item.Uploaded);
            Note(piped, "SourcePath", item.Document.Local!.Path);
            Note(piped, "TransactionId", item.Request.TransactionId);
            target = piped;
        }

        return new ErrorRecord(new LlamaCloudException(message, cause), error.FullyQualifiedErrorId, error.CategoryInfo.Category, target)
        {
            ErrorDetails = new ErrorDetails(message) { RecommendedAction = error.ErrorDetails.RecommendedAction },
        };
    }

    // Rules, pages, webhooks and configuration are the same for every document.
    private static bool IsAboutAll(PendingStart item, LlamaCloudException failure) =>
        (failure.StatusCode == 404 && item.Request.ConfigurationId is string id && failure.Detail?.Contains(id) == true)
        || (failure.StatusCode == 422 && failure.ValidationErrors.Count > 0
            && failure.ValidationErrors.All(one => !one.Location.Contains("file_input") && !one.Location.Contains("transaction_id")));

    public override void End() => end();

    private void WarnIfOther(PendingStart item, ClassifyJob job)
    {
        bool isOtherInput = job.FileInput.Length > 0 && !IsSameId(job.FileInput, item.FileInput);
        bool isOtherRules = item.Request.ConfigurationId is string configuration
            ? job.ConfigurationId != configuration && (item.HasOwnTransaction || job.ConfigurationId is not null)
            : job.Configuration is { Rules.Count: > 0 } made && !made.Rules.Select(Text).SequenceEqual(item.Request.Rules.Select(Text));
        if (!isOtherInput && !isOtherRules)
        {
            return;
        }

        string what = isOtherInput && isOtherRules ? "another document and other rules" : isOtherInput ? "another document" : "other rules";
        string why = item.HasOwnTransaction ? $": the transaction id '{item.Request.TransactionId}' was used before, and this is the job that it was used for" : string.Empty;
        string unused = isOtherInput && item.Uploaded is not null ? $" The copy that was uploaded now, {item.Uploaded.Id}, is not used." : string.Empty;
        command.WriteWarning($"Classify job '{job.Id}' for '{item.Name}' has {what} than were sent{why}.{unused}");
    }

    private static string Text(ClassifyRule rule) => $"{rule.Type.Trim()}\n{rule.Description.Trim()}";

    // The service writes the ids of older files without their prefix.
    private static bool IsSameId(string one, string other) => string.Equals(Bare(one), Bare(other), StringComparison.OrdinalIgnoreCase);

    private static string Bare(string id) => id.StartsWith("dfl-", StringComparison.OrdinalIgnoreCase) ? id.Substring(4) : id;

    private static void Note(PSObject target, string name, string? value)
    {
        if (value is not null && target.Properties[name] is null)
        {
            target.Properties.Add(new PSNoteProperty(name, value));
        }
    }
}
