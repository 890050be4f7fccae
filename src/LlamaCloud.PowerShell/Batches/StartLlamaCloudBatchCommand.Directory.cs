using System;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using LlamaCloud.PowerShell.Binding;
using LlamaCloud.PowerShell.Jobs;
using LlamaCloud.PowerShell.Pipeline;

namespace LlamaCloud.PowerShell.Batches;

/// <content>The directory of a batch: made, found again, or given; and its configuration.</content>
public sealed partial class StartLlamaCloudBatchCommand
{
    private const string Ephemeral = "ephemeral";

    private DirectoryTarget? _directory;
    private LlamaCloudBatch? _made;
    private LlamaCloudConfiguration? _configuration;
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
            _made = Require(earlier.Id, Subject, cancellation => Client.Batches.FindByDirectoryAsync(earlier.Id, scope, cancellation));
            string? closed = _made is null
                ? null
                : $"batch '{_made.Id}' was started without it. Nothing was sent for it. Give another -Name for the files that are left.";
            return Read(new DirectoryTarget(earlier.Id, scope) { WhyClosed = closed });
        }

        Held.IsHolding = true;
        LlamaCloudDirectory made = Require(
            _name,
            ErrorSubject.Directory with { Action = "made", IsMade = true },
            cancellation => Client.Directories.CreateAsync(_name, Ephemeral, null, scope, cancellation));
        WriteVerbose($"The files go into directory '{made.Id}', which is named '{made.Name}'.");
        return new DirectoryTarget(made.Id, scope);
    }

    // One that the service has not removed yet.
    private LlamaCloudDirectory? FindOwn(string name, RequestScope scope) => Require(
        name,
        ErrorSubject.Directory,
        async cancellation =>
        {
            DirectoryFilter filter = new() { Name = name, Type = Ephemeral };
            PageReader<LlamaCloudDirectory> pages = Client.Directories.List(filter, scope);
            IReadOnlyList<LlamaCloudDirectory> all = await pages.ReadAllAsync(cancellation).ConfigureAwait(false);
            return all.FirstOrDefault(one =>
                one.Name == name && one.Type == Ephemeral && one.DeletedAt is null && !(one.ExpiresAt < DateTimeOffset.UtcNow));
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
            : ProductType is null
            ? Require(given, ErrorSubject.Configuration, cancellation => Client.Configurations.GetAsync(given, ScopeOf(), cancellation))
            : null);
        _jobType = ProductType?.Trim().ToLowerInvariant() ?? _configuration!.ProductType;
        if (!JobProducts.Batch.ConfigurationTypes.Contains(_jobType))
        {
            string wanted = string.Join(" or ", JobProducts.Batch.ConfigurationTypes);
            Refuse(
                "LlamaCloudBatchConfigurationInvalid",
                ErrorCategory.InvalidArgument,
                $"Configuration '{given}' is for {ResourceId.Show(_jobType)}. "
                + $"Give one for {wanted}: the service's batches make no other jobs.",
                _configuration);
        }

        _configurationId = _configuration?.Id ?? given;
    }

    // What is there already need not be sent again, and nobody else knows where it is.
    private void TellDirectory()
    {
        if (_name is not null && _made is null)
        {
            WriteWarning(
                $"The batch was not started. {_ready} files are in its directory '{_directory!.Id}': "
                + $"run the command again with -Name '{_name}' to go on there.");
        }
    }
}
