using System;
using System.Threading;
using System.Threading.Tasks;

namespace LlamaCloud.PowerShell.Pipeline;

/// <summary>Sends one request for each id.</summary>
/// <param name="activity">What it does, for the progress bar.</param>
/// <param name="subject">What the ids are of, and what is done with it.</param>
/// <param name="connection">What it is sent through.</param>
/// <param name="send">Sends it. Behind its first wait it runs on any thread.</param>
/// <param name="write">Writes what came back.</param>
internal sealed class IdWork<TResult>(
    string activity,
    ErrorSubject subject,
    LlamaCloudConnection connection,
    Func<string, RequestScope, CancellationToken, Task<TResult>> send,
    Action<TResult> write) : WindowWork<(string Id, RequestScope Scope), TResult>(activity, subject, connection)
    where TResult : class
{
    public override Task<TResult> SendAsync((string Id, RequestScope Scope) item, CancellationToken cancellationToken) =>
        send(item.Id, item.Scope, cancellationToken);

    public override void Write((string Id, RequestScope Scope) item, TResult result) => write(result);

    protected override string NameOf((string Id, RequestScope Scope) item) => item.Id;
}
