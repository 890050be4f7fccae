using System.Management.Automation;
using System.Threading;
using System.Threading.Tasks;
using LlamaCloud.PowerShell.Pipeline;

namespace LlamaCloud.PowerShell.Files;

/// <summary>A file that is to be uploaded.</summary>
/// <param name="Name">Its name in messages: its path, or the name it is to have.</param>
/// <param name="Upload">What is sent.</param>
/// <param name="Scope">The project that it will belong to.</param>
internal sealed record PendingUpload(string Name, FileUpload Upload, RequestScope Scope);

/// <summary>Uploads files.</summary>
/// <param name="command">The command.</param>
/// <param name="connection">What it asks through.</param>
/// <param name="client">The same, opened.</param>
/// <param name="transfer">Counts what goes by.</param>
internal sealed class FileUploads(Cmdlet command, LlamaCloudConnection connection, LlamaCloudClient client, TransferCount transfer)
    : WindowWork<PendingUpload, LlamaCloudFile>(
        "Uploading files", ErrorSubject.File with { Action = "uploaded", IsMade = true }, connection, isChange: true)
{
    public override TransferCount Transfer => transfer;

    public override Task<LlamaCloudFile> SendAsync(PendingUpload item, CancellationToken cancellationToken) =>
        client.Files.UploadAsync(item.Upload with { Sent = transfer.Begin() }, item.Scope, cancellationToken);

    public override void Write(PendingUpload item, LlamaCloudFile result) => command.WriteObject(result);

    protected override string NameOf(PendingUpload item) => item.Name;
}
