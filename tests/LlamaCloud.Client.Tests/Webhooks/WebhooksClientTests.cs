using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using System.Text.Json.Nodes;
using System.Threading.Tasks;
using LlamaCloud.Emulator.Faults;
using LlamaCloud.Emulator.Webhooks;
using Xunit;

namespace LlamaCloud.Client.Tests.Webhooks;

/// <summary>Saved webhooks by the calls of the client, and that nothing secret of theirs is in an object.</summary>
public sealed class WebhooksClientTests : EmulatorTest
{
    private const string Root = "/api/v1/beta/webhook-configs";

    private static readonly Uri s_url = new("https://hooks.example.com/services/T0/B0/of-the-path?code=of-the-query");

    [Fact]
    public async Task What_is_saved_is_read_changed_listed_and_deleted()
    {
        WebhookSettings settings = new(
            s_url, new Dictionary<string, string> { ["Authorization"] = "Bearer of-the-header" }, "whsec_of-the-secret")
        {
            Events = ["parse.success"],
            OutputFormat = "json",
        };
        LlamaCloudWebhook saved = await Client.Webhooks.CreateAsync(settings, default, Cancellation);
        LlamaCloudWebhook read = await Client.Webhooks.GetAsync(saved.Id, default, Cancellation);
        LlamaCloudWebhook changed = await Client.Webhooks.UpdateAsync(saved.Id, new WebhookSettings { Events = [] }, default, Cancellation);
        IReadOnlyList<LlamaCloudWebhook> all = await Client.Webhooks.ListAsync(default, false, Cancellation);
        await Client.Webhooks.DeleteAsync(saved.Id, default, Cancellation);

        Assert.Equal(("hooks.example.com", "https://hooks.example.com/[redacted]", true, "json"),
            (read.Host, read.WebhookUrl, read.HasSecret, read.WebhookOutputFormat));
        Assert.Equal(["parse.success"], read.WebhookEvents!);
        Assert.Equal(["Authorization"], read.HeaderNames);
        Assert.True(read.LeadsTo(s_url) && !read.LeadsTo(new Uri("https://hooks.example.com/")));
        Assert.Equal(read.TenantId, read.ProjectId);
        Assert.Null(changed.WebhookEvents);
        Assert.Equal([saved.Id, WebhookStore.Seed], all.Select(webhook => webhook.Id));
        Assert.Equal(["POST " + Root, "GET", "PUT", "GET " + Root, "DELETE"],
            Emulator.Requests.All.Select(request => request.Target == Root ? $"{request.Method} {Root}" : request.Method));
        Assert.Equal(404, (await FailureOf(Client.Webhooks.GetAsync(saved.Id, default, Cancellation))).StatusCode);
    }

    [Fact]
    public async Task Only_what_is_given_is_sent()
    {
        await Client.Webhooks.UpdateAsync(WebhookStore.Seed, new WebhookSettings(signingSecret: "whsec_new"), default, Cancellation);
        await Client.Webhooks.UpdateAsync(
            WebhookStore.Seed, new WebhookSettings(headers: new Dictionary<string, string>()) { Events = [] }, default, Cancellation);

        Assert.Equal(
            ["""{"webhook_signing_secret":"whsec_new"}""", """{"webhook_events":null,"webhook_headers":{}}"""],
            Emulator.Requests.All.Select(request => Encoding.UTF8.GetString(request.Body)));
        await Assert.ThrowsAsync<ArgumentException>(
            () => Client.Webhooks.CreateAsync(new WebhookSettings { Events = ["parse.success"] }, default, Cancellation));
    }

    [Fact]
    public async Task No_secret_is_in_an_object_even_where_the_service_answers_it()
    {
        Emulator.Faults.Add("GET", Root + "/whc-1", Fault.Answer(200, "application/json", new JsonObject
        {
            ["id"] = "whc-1", ["tenant_type"] = "project", ["tenant_id"] = "p", ["has_secret"] = true,
            ["webhook_url"] = s_url.OriginalString, ["webhook_signing_secret"] = "whsec_of-the-secret",
            ["webhook_headers"] = new JsonObject { ["Authorization"] = "Bearer of-the-header" }, ["later"] = "kept",
        }.ToJsonString()));
        LlamaCloudWebhook webhook = await Client.Webhooks.GetAsync("whc-1", default, Cancellation);

        string all = string.Join("\n", typeof(LlamaCloudWebhook).GetProperties().Select(property => Text(property.GetValue(webhook))));
        Assert.Contains("kept", all, StringComparison.Ordinal);
        Assert.DoesNotContain("of-the-", all, StringComparison.Ordinal);
        Assert.DoesNotContain("of-the-", new WebhookSettings(s_url, null, "whsec_of-the-secret").ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_create_of_unknown_outcome_is_not_repeated_and_shows_no_secret()
    {
        Heard.WantsExchanges = true;
        Emulator.Faults.Add("POST", Root, Fault.Status(503, "whsec_of-the-secret and of-the-path"));
        LlamaCloudException failure = await FailureOf(
            Client.Webhooks.CreateAsync(new WebhookSettings(s_url, null, "whsec_of-the-secret"), default, Cancellation));

        Assert.Equal(503, failure.StatusCode);
        Assert.Single(Emulator.Requests.All);
        Assert.All(Heard.Exchanges.Append(failure.ToString()), text => Assert.DoesNotContain("whsec_of", text, StringComparison.Ordinal));
        Assert.All(Heard.Exchanges, text => Assert.DoesNotContain("of-the-query", text, StringComparison.Ordinal));
    }

    private static string Text(object? value) => value switch
    {
        string text => text,
        IEnumerable<KeyValuePair<string, object?>> map => string.Join("\n", map.Select(one => $"{one.Key} {one.Value}")),
        System.Collections.IEnumerable list => string.Join("\n", list.Cast<object>()),
        _ => value?.ToString() ?? string.Empty,
    };
}
