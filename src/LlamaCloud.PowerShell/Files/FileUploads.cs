using System;
using System.Management.Automation;
using System.Threading;
using System.Threading.Tasks;
using LlamaCloud.PowerShell.Pipeline;

namespace LlamaCloud.PowerShell.Files;

/// <summary>A file that is to be uploaded.</summary>
/// <param name="Name">Its name in messages: its path, or the name it is to have.</param>
/// <param name="Upload">What is sent.</param>
/// <param name="Scope">The project that it will belong to.</param>
internal sealed record PendingUpload(string Name, FileUpload? Upload = null, RequestScope Scope = default);

/// <summary>Uploads files.</summary>
internal sealed class FileUploads(Cmdlet command, LlamaCloudConnection connection, LlamaCloudClient client) : IWindowWork<PendingUpload, LlamaCloudFile>
{
    private static readonly ErrorSubject s_subject = ErrorSubject.File with { Action = "uploaded", IsMade = true };

    public string Activity => "Uploading files";

    public bool IsChange => true;

    public TransferCount Transfer { get; } = new();

    public Task<LlamaCloudFile> SendAsync(PendingUpload item, CancellationToken cancellationToken) =>
        client.Files.UploadAsync(item.Upload! with { Sent = Transfer.Begin() }, item.Scope, cancellationToken);

    public void Write(PendingUpload item, LlamaCloudFile result) => command.WriteObject(result);

    public ErrorRecord Describe(PendingUpload item, Exception failure, out bool endsCommand) =>
        ServiceErrors.Describe(failure, s_subject, item.Name, connection, out endsCommand);

    public void End()
    {
    }
}
