using System.Management.Automation;
using LlamaCloud.PowerShell.Binding;
using LlamaCloud.PowerShell.Jobs;
using LlamaCloud.PowerShell.Pipeline;

namespace LlamaCloud.PowerShell.Batches;

/// <content>The batch over a directory.</content>
public sealed partial class StartLlamaCloudBatchCommand
{
    private JobWait<LlamaCloudBatch>? _wait;

    private BatchRequest NewRequest() => new()
    {
        ConfigurationId = _configurationId,
        JobType = _jobType ?? string.Empty,
        Webhooks = Webhook,
        WebhookConfigurationIds = WebhookConfigurationId ?? [],
    };

    /// <summary>Starts a batch over what was uploaded.</summary>
    private void StartOwn()
    {
        if (_made is LlamaCloudBatch made)
        {
            WriteVerbose($"Batch '{made.Id}' was made before over directory '{made.SourceDirectoryId}'.");
            if (made.ConfigurationId != _configurationId)
            {
                WriteWarning(
                    $"Batch '{made.Id}', which was made before over directory '{made.SourceDirectoryId}', "
                    + $"has another configuration than was given now: {made.ConfigurationId}.");
            }

            Write(made, _directory!.Scope);
        }
        else if (_ready > 0)
        {
            WarnOfOthers();
            Start(_directory!.Id, _directory.Scope, isOwn: _name is not null);
        }

        EndStart();
    }

    // Each file costs money. Before the batch is started: a preference of Stop keeps it from that, and what was sent stays there.
    private void WarnOfOthers()
    {
        EndChange();
        int others = _directory!.Known.Count - _directory.Met.Count;
        if (_name is not null && others > 0)
        {
            WriteWarning(
                $"{others} files of an earlier run are in directory '{_directory.Id}' and did not come now, "
                + "such as files that were changed since: the batch goes over them too. Another -Name leaves them out.");
        }
    }

    /// <summary>Starts a batch over a directory as it is.</summary>
    private void StartOver(BoundId directory)
    {
        if (ShouldProcess(directory.Title, "Start batch"))
        {
            FindConfiguration();
            Start(directory.Value, ScopeOf(directory), isOwn: false);
            EndStart();
        }
    }

    // What is waited for has not come out: what is held back meanwhile is written by the wait.
    private void EndStart()
    {
        if (_wait is null)
        {
            EndChange();
        }
    }

    private void Start(string directory, RequestScope scope, bool isOwn)
    {
        BatchRequest request = NewRequest();
        request.SourceDirectoryId = directory;
        request.HasFreshDocument = isOwn;
        Held.IsHolding = true;
        LlamaCloudBatch batch;
        try
        {
            batch = Receive(cancellation => Client.Batches.CreateAsync(request, scope, cancellation));
        }
        catch (LlamaCloudException failure)
        {
            ErrorRecord error = ServiceErrors.Describe(failure, Subject, directory, Session, out bool endsCommand);
            error = BatchErrors.NotStarted(error, failure, directory, _name);
            if (endsCommand || StopsAtErrors)
            {
                // The batches that were started before, and are waited for, come out first.
                _wait?.Release();
            }

            if (endsCommand)
            {
                ThrowTerminatingError(error);
            }

            WriteError(error);
            return;
        }

        WriteInformation(new JobNotice(JobProducts.Batch.Name, _name ?? directory, batch.Id, null), ["LlamaCloud", "JobStarted"]);
        Write(batch, scope);
    }

    private void Write(LlamaCloudBatch batch, RequestScope scope)
    {
        JobReference reference = new(batch.Id, scope, null, DocumentInput.OfId(batch.SourceDirectoryId, null, null));
        if (!Wait)
        {
            WriteObject(reference.Join(batch));
            return;
        }

        _wait ??= new JobWait<LlamaCloudBatch>(this, JobProducts.Batch, Session, Client, ThrottleLimit) { AreMadeHere = true };
        _wait.Add(reference, batch);
    }
}
