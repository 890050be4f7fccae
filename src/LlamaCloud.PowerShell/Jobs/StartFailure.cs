using System.Linq;
using System.Management.Automation;
using LlamaCloud.PowerShell.Pipeline;

namespace LlamaCloud.PowerShell.Jobs;

/// <summary>What a failure to start a job means for the rest, and what is said of a document that was uploaded already.</summary>
internal static class StartFailure
{
    private static readonly string[] s_ofDocument = ["file_input", "source_url", "file_id", "transaction_id"];

    /// <summary>Whether it is about what is the same for every document: options, webhooks, configuration.</summary>
    /// <param name="item">The job.</param>
    /// <param name="failure">What the service answered.</param>
    public static bool IsAboutAll(PendingStart item, LlamaCloudException failure) =>
        (failure.StatusCode == 404 && item.Request.ConfigurationId is string id && failure.Detail?.Contains(id) == true)
        || (failure.StatusCode == 422 && failure.ValidationErrors.Count > 0
            && !failure.ValidationErrors.Any(one => s_ofDocument.Concat(item.OwnFields).Any(one.Location.Contains)));

    /// <summary>The error with what is left to be done; its target can be piped to the command again.</summary>
    public static ErrorRecord AfterUpload(JobProduct product, PendingStart item, ErrorRecord error, LlamaCloudException cause)
    {
        string again = item.Request.TransactionId is string transaction
            ? $" The job may have been started all the same: with -TransactionId '{transaction}' none is started twice."
            : product.ListsByDocument && item.Request.FileInput.Length > 0
            ? $" The job may have been started all the same: Get-{product.Noun} -FileInput {item.Request.FileInput} lists the jobs of "
                + "that document."
                + " Start another one only where it is not among them."
            : $" The job may have been started all the same: look for it before starting another one.";
        string uploaded = item.Uploaded is LlamaCloudFile file
            ? $" The file was uploaded as {file.Id}: start its job with that."
            : string.Empty;
        string message = ErrorAdvice.Message(error) + uploaded + (cause.MayBeDone ? again : string.Empty);
        object target = item.Document.Segment ?? error.TargetObject;
        if (item.Uploaded is not null)
        {
            PSObject piped = new(item.Uploaded);
            Note(piped, "SourcePath", item.Document.Local!.Path);
            Note(piped, "TransactionId", item.Request.TransactionId);
            // Without them the whole file would be read, and paid for.
            Note(piped, "TargetPages", item.Document.Pages);
            target = piped;
        }

        return ErrorAdvice.Give(
            message,
            error.ErrorDetails!.RecommendedAction,
            text => new ErrorRecord(
                new LlamaCloudException(text, cause), error.FullyQualifiedErrorId, error.CategoryInfo.Category, target));
    }

    private static void Note(PSObject target, string name, string? value)
    {
        if (value is not null && target.Properties[name] is null)
        {
            target.Properties.Add(new PSNoteProperty(name, value));
        }
    }
}
