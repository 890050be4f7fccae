using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Linq;
using System.Net.Http;
using System.Text.Json.Nodes;
using System.Threading;
using System.Threading.Tasks;
using LlamaCloud.Emulator.Jobs;

namespace LlamaCloud.Emulator.Webhooks;

/// <summary>Tells webhooks what becomes of jobs: real requests, to this machine alone. A host elsewhere is told nothing.</summary>
public sealed class WebhookDeliveries : IDisposable
{
    private const int MostAttempts = 3;

    private static readonly TimeSpan s_look = TimeSpan.FromMilliseconds(10);
    private static readonly TimeSpan s_pause = TimeSpan.FromMilliseconds(100);

    private readonly WebhookStore _store;
    private readonly TimeProvider _clock;
    private readonly HttpClient _http = new(new SocketsHttpHandler { UseProxy = false, AllowAutoRedirect = false });
    private readonly CancellationTokenSource _end = new();
    private readonly ConcurrentQueue<(WebhookDelivery Delivery, int Status)> _sent = new();
    private readonly SemaphoreSlim _ends = new(0);

    internal WebhookDeliveries(WebhookStore store, TimeProvider clock)
    {
        _store = store;
        _clock = clock;
    }

    /// <summary>Every attempt, in the order of the answers; the status is 0 where nobody answered.</summary>
    public IReadOnlyList<(WebhookDelivery Delivery, int Status)> Sent => [.. _sent];

    /// <summary>Sends a delivery, also once more, and answers the status; 0 where nobody answered.</summary>
    public async Task<int> SendAsync(WebhookDelivery delivery)
    {
        int status;
        try
        {
            using HttpRequestMessage message = delivery.ToMessage();
            using HttpResponseMessage answer = await _http.SendAsync(message, _end.Token);
            status = (int)answer.StatusCode;
        }
        catch (HttpRequestException)
        {
            status = 0;
        }

        _sent.Enqueue((delivery, status));
        _ends.Release();
        return status;
    }

    /// <summary>Waits for the end of the next attempt that nobody has waited for, and answers all up to it.</summary>
    /// <exception cref="TimeoutException">None ended for a minute.</exception>
    public async Task<IReadOnlyList<(WebhookDelivery Delivery, int Status)>> WaitAsync() =>
        await _ends.WaitAsync(TimeSpan.FromMinutes(1)) ? Sent : throw new TimeoutException();

    /// <summary>Cuts what is under way. A second call does nothing.</summary>
    public void Dispose()
    {
        if (_end.IsCancellationRequested)
        {
            return;
        }

        _end.Cancel();
        _http.Dispose();
        _ends.Dispose();
        _end.Dispose();
    }

    /// <summary>Follows a new job to its end for the webhooks of its create.</summary>
    internal void Watch(JobStore jobs, JsonObject job, JsonObject body)
    {
        string project = JobStore.Text(job, "project_id");
        IEnumerable<SavedWebhook> inline = Items(body, "webhook_configurations").OfType<JsonObject>()
            .Where(one => one["webhook_url"] is not null)
            .Select(one => new SavedWebhook(string.Empty, project, (JsonObject)one.DeepClone()));
        IEnumerable<SavedWebhook> saved = Items(body, "webhook_configuration_ids").Select(id => _store.Find((string)id!, project))
            .OfType<SavedWebhook>();
        SavedWebhook[] told = [.. inline.Concat(saved).Where(webhook => webhook.Url.IsLoopback)];
        if (told.Length > 0)
        {
            _ = FollowAsync(jobs, JobStore.Text(job, "id"), project, told, _end.Token);
        }
    }

    private static IEnumerable<JsonNode?> Items(JsonObject body, string name) => body[name] as JsonArray ?? [];

    // A job is what the time has made of it, so that somebody has to look.
    private async Task FollowAsync(JobStore jobs, string id, string project, SavedWebhook[] told, CancellationToken cancellationToken)
    {
        string last = string.Empty;
        try
        {
            while (jobs.Find(id, project) is JsonObject job)
            {
                string status = JobStore.Text(job, "status");
                if (status != last)
                {
                    last = status;
                    await TellAsync(jobs.Kind, job, status, told, cancellationToken);
                }

                if (jobs.Kind.IsTerminal(status))
                {
                    return;
                }

                await Task.Delay(s_look, cancellationToken);
            }
        }
        catch (OperationCanceledException)
        {
            // The emulator has ended.
        }
    }

    private async Task TellAsync(JobKind kind, JsonObject job, string status, SavedWebhook[] told, CancellationToken cancellationToken)
    {
        string name = $"{kind.ProductType.Split('_')[0]}.{Word(kind, status)}";
        foreach (SavedWebhook webhook in told.Where(webhook => WebhookFields.IsEvent(name) && webhook.Wants(name)))
        {
            WebhookDelivery delivery = WebhookDelivery.Of(webhook, name, kind.Show(job, [], false), _clock.GetUtcNow());
            for (int attempt = 1; await SendAsync(delivery) is 0 or >= 500 && attempt < MostAttempts; attempt++)
            {
                await Task.Delay(s_pause * attempt, cancellationToken);
            }
        }
    }

    private static string Word(JobKind kind, string status) =>
        status == kind.Completed ? "success" : status == kind.Failed ? "error" : status.ToLowerInvariant();
}
