using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.Json.Nodes;
using System.Threading.Tasks;
using LlamaCloud.Emulator.Jobs;
using LlamaCloud.Emulator.Webhooks;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Xunit;

namespace LlamaCloud.PowerShell.Tests.Webhooks;

/// <summary>Real deliveries of jobs, as they arrive at somebody who listens on this machine.</summary>
public sealed class WebhookDeliveryTests : ModuleTest
{
    private const string Command =
        "Start-ClassifyJob -FileInput dfl-1f1f1f1f-1111-4111-8111-111111111111 -Rule @{ invoice = 'an invoice with a number' }";

    private static readonly TimeSpan s_longest = TimeSpan.FromMinutes(1);

    private readonly List<(byte[] Body, string? Signature, string? Team)> _heard = [];
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private WebApplication _listener = null!;
    private int _refused;

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder(["--hostBuilder:reloadConfigOnChange=false"]);
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        _listener = builder.Build();
        _listener.MapPost("/hook", HearAsync);
        await _listener.StartAsync();
    }

    public override async ValueTask DisposeAsync()
    {
        await _listener.DisposeAsync();
        await base.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    [Theory]
    [InlineData("")]
    [InlineData(" -OutputFormat json")]
    public async Task Each_event_of_a_job_arrives_signed_in_its_format(string format)
    {
        Engine.Run(
            $"$null = {Command} -WebhookConfigurationId (New-LlamaCloudWebhook {_listener.Urls.First()}/hook -SigningSecret "
                + $"whsec_1{format} -Header @{{ 'X-Team' = 'inbox' }})").OrThrow();
        await _ended.Task.WaitAsync(s_longest, TestContext.Current.CancellationToken);

        Assert.Equal(["classify.pending", "classify.running", "classify.success"],
            _heard.Select(one => Told(one.Body)["event_type"]!.GetValue<string>()));
        Assert.All(_heard, one => Assert.Equal((WebhookDelivery.Sign(one.Body, "whsec_1"), "inbox"), (one.Signature, one.Team)));
        Assert.All(_heard, one => Assert.Equal(format.Length == 0 ? (byte)'"' : (byte)'{', one.Body[0]));
        Engine.Runspace.SessionStateProxy.SetVariable("body", _heard[^1].Body);
        Engine.Runspace.SessionStateProxy.SetVariable("signature", _heard[^1].Signature);
        Assert.Equal("invoice",
            Engine.Run("(ConvertFrom-LlamaCloudWebhook $body -Signature $signature -Secret whsec_1 | Get-ClassifyJob).Type").OrThrow()
                .Output.Single().BaseObject);
    }

    [Fact]
    public async Task One_that_comes_with_the_job_is_told_what_it_asked_for_and_unsigned_without_a_secret()
    {
        Engine.Run(
            $"$null = {Command} -Webhook @{{ Url = '{_listener.Urls.First()}/hook'; Events = 'classify.success', 'classify.error'; "
                + $"OutputFormat = 'json' }}").OrThrow();
        await _ended.Task.WaitAsync(s_longest, TestContext.Current.CancellationToken);

        (byte[] body, string? signature, _) = Assert.Single(_heard);
        Assert.Null(signature);
        Assert.Equal("COMPLETED", (string?)Told(body)["data"]!["status"]);
    }

    [Fact]
    public async Task What_is_not_answered_with_success_comes_again_as_it_was()
    {
        _refused = 2;
        Engine.Run(
            $"$null = {Command} -WebhookConfigurationId (New-LlamaCloudWebhook {_listener.Urls.First()}/hook -Event classify.success "
                + "-SigningSecret whsec_1)").OrThrow();
        await _ended.Task.WaitAsync(s_longest, TestContext.Current.CancellationToken);

        Assert.Equal(3, _heard.Count);
        Assert.All(_heard, one => Assert.Equal(_heard[0].Body, one.Body));
    }

    [Fact]
    public async Task A_job_that_is_cancelled_is_told_of_so_and_a_host_elsewhere_is_told_nothing()
    {
        Emulator.Jobs.PendingFor = TimeSpan.FromDays(1);
        Engine.Run($$"""
            $webhook = New-LlamaCloudWebhook {{_listener.Urls.First()}}/hook -Event classify.cancelled
            $job = {{Command}} -WebhookConfigurationId $webhook, {{WebhookStore.Seed}}
            $job | Stop-ClassifyJob
            """).OrThrow();

        await _ended.Task.WaitAsync(s_longest, TestContext.Current.CancellationToken);
        Assert.Equal("classify.cancelled", (string?)Told(Assert.Single(_heard).Body)["event_type"]);
        Assert.All(Emulator.Deliveries.Sent, one => Assert.True(one.Delivery.Url.IsLoopback));
        Assert.Equal(2, Emulator.Webhooks.Of(JobStore.DefaultProjectId).Count);
    }

    private static JsonObject Told(byte[] body) =>
        WebhookBody.Read(new WebhookDelivery(new Uri("http://127.0.0.1/"), string.Empty, body, new Dictionary<string, string>()));

    private async Task<IResult> HearAsync(HttpRequest request)
    {
        using MemoryStream body = new();
        await request.Body.CopyToAsync(body);
        _heard.Add((body.ToArray(), request.Headers["LC-Signature"].FirstOrDefault(), request.Headers["X-Team"].FirstOrDefault()));
        if (_refused-- > 0)
        {
            return Results.StatusCode(503);
        }

        if ((string)Told(body.ToArray())["data"]!["status"]! is "COMPLETED" or "FAILED" or "CANCELLED")
        {
            _ended.TrySetResult();
        }

        return Results.Ok();
    }
}
