using System;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using System.Threading;
using System.Threading.Tasks;
using LlamaCloud.PowerShell.Binding;
using LlamaCloud.PowerShell.Jobs;
using LlamaCloud.PowerShell.Pipeline;

namespace LlamaCloud.PowerShell.Batches;

/// <content>The directory of a batch: made, found again, or given; and the batch over it.</content>
public sealed partial class StartLlamaCloudBatchCommand
{
    private const string Ephemeral = "ephemeral";

    private DirectoryTarget? _directory;
    private LlamaCloudBatch? _made;
    private LlamaCloudConfiguration? _configuration;
    private JobWait<LlamaCloudBatch>? _wait;
    private string? _name;
    private string? _jobType;
    private string? _configurationId;
    private int _ready;

    // With the first file, not before: an empty pipeline needs no key, and -WhatIf sends nothing.
    private DirectoryTarget Directory => _directory ??= FindDirectory();

    private static BoundId? DirectoryOf(PSObject? item)
    {
        if (item is null || !(item.BaseObject is LlamaCloudDirectory || Given.Was(item, typeof(LlamaCloudDirectory))))
        {
            return null;
        }

        string?[] ids = (string?[])new DirectoryIdTransformationAttribute().Transform(null!, item)!;
        return BoundId.TryRead(ids.Single(), ErrorSubject.Directory, out BoundId id, out _) ? id : null;
    }

    private DirectoryTarget FindDirectory()
    {
        FindConfiguration();
        if (DirectoryId is not null)
        {
            BoundId.TryRead(DirectoryId, ErrorSubject.Directory, out BoundId id, out _);
            return Read(new DirectoryTarget(id.Value, ScopeOf(id)));
        }

        RequestScope scope = ScopeOf();
        // However the command ends, the directory can be found by what was said before it was made.
        _name = Name ?? $"batch {Guid.NewGuid():D}";
        WriteInformation(new JobNotice(JobProducts.Batch.Name, _name, null, null), ["LlamaCloud", "JobStarting"]);
        if (Name is not null && FindOwn(Name, scope) is LlamaCloudDirectory earlier)
        {
            _made = Require(earlier.Id, JobProducts.Batch.NewSubject, cancellation => Client.Batches.FindByDirectoryAsync(earlier.Id, scope, cancellation));
            string? closed = _made is null ? null : $"batch '{_made.Id}' was started without it. Nothing was sent for it. Give another -Name for the files that are left.";
            return Read(new DirectoryTarget(earlier.Id, scope) { WhyClosed = closed });
        }

        Held.IsHolding = true;
        LlamaCloudDirectory made = Require(
            _name, ErrorSubject.Directory with { Action = "made", IsMade = true }, cancellation => Client.Directories.CreateAsync(_name, Ephemeral, null, scope, cancellation));
        WriteVerbose($"The files go into directory '{made.Id}', which is named '{made.Name}'.");
        return new DirectoryTarget(made.Id, scope);
    }

    // One that the service has not removed yet.
    private LlamaCloudDirectory? FindOwn(string name, RequestScope scope) => Require(
        name,
        ErrorSubject.Directory,
        async cancellation =>
        {
            IReadOnlyList<LlamaCloudDirectory> all = await Client.Directories.List(new DirectoryFilter { Name = name, Type = Ephemeral }, scope).ReadAllAsync(cancellation).ConfigureAwait(false);
            return all.FirstOrDefault(one => one.Name == name && one.Type == Ephemeral && one.DeletedAt is null && !(one.ExpiresAt < DateTimeOffset.UtcNow));
        });

    private DirectoryTarget Read(DirectoryTarget directory) =>
        Require(directory.Id, ErrorSubject.Directory, cancellation => DirectoryUploads.ReadAsync(Client, directory, cancellation));

    private void FindConfiguration()
    {
        if (_configurationId is not null)
        {
            return;
        }

        string given = ConfigurationId?.Trim() ?? string.Empty;
        bool isId = given.StartsWith("cfg-", StringComparison.OrdinalIgnoreCase) || Guid.TryParse(given, out _);
        _configuration = BoundId.SourceOf(ConfigurationId) as LlamaCloudConfiguration
            ?? (!isId ? FindNamedConfiguration(given, JobProducts.Batch.ConfigurationTypes)
            : ProductType is null ? Require(given, ErrorSubject.Configuration, cancellation => Client.Configurations.GetAsync(given, ScopeOf(), cancellation))
            : null);
        _jobType = ProductType?.Trim().ToLowerInvariant() ?? _configuration!.ProductType;
        if (!JobProducts.Batch.ConfigurationTypes.Contains(_jobType))
        {
            Refuse(
                "LlamaCloudBatchConfigurationInvalid",
                ErrorCategory.InvalidArgument,
                $"Configuration '{given}' is for {ResourceId.Show(_jobType)}. Give one for {string.Join(" or ", JobProducts.Batch.ConfigurationTypes)}: the service's batches make no other jobs.",
                _configuration);
        }

        _configurationId = _configuration?.Id ?? given;
    }

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
                WriteWarning($"Batch '{made.Id}', which was made before over directory '{made.SourceDirectoryId}', has another configuration than was given now: {made.ConfigurationId}.");
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
            WriteWarning($"{others} files of an earlier run are in directory '{_directory.Id}' and did not come now, such as files that were changed since: the batch goes over them too. Another -Name leaves them out.");
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
            ErrorRecord error = BatchErrors.NotStarted(ServiceErrors.Describe(failure, Subject, directory, Session, out bool endsCommand), failure, directory, _name);
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

        _wait ??= new JobWait<LlamaCloudBatch>(this, JobProducts.Batch, Session, Client, ThrottleLimit) { TakeRest = static () => { } };
        _wait.Add(reference, batch);
    }

    // What is there already need not be sent again, and nobody else knows where it is.
    private void TellDirectory()
    {
        if (_name is not null && _made is null)
        {
            WriteWarning($"The batch was not started. {_ready} files are in its directory '{_directory!.Id}': run the command again with -Name '{_name}' to go on there.");
        }
    }
}
