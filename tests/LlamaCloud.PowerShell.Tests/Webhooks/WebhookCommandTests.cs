using System;
using System.Linq;
using System.Management.Automation;
using System.Text;
using System.Text.Json.Nodes;
using LlamaCloud.Demo.Engine;
using LlamaCloud.Emulator.Faults;
using LlamaCloud.Emulator.Jobs;
using LlamaCloud.Emulator.Webhooks;
using Xunit;

namespace LlamaCloud.PowerShell.Tests.Webhooks;

/// <summary>Saving, finding, changing, using and removing webhooks.</summary>
public sealed class WebhookCommandTests : ModuleTest
{
    private const string Root = "/api/v1/beta/webhook-configs";
    private const string Url = "https://hooks.example.com/services/of-the-path?code=of-the-query";

    [Fact]
    public void All_that_is_given_is_sent_and_nothing_secret_comes_back()
    {
        EngineResult result = Engine.Run($$"""
            $DebugPreference = 'Continue'
            New-LlamaCloudWebhook '{{Url}}' -Event parse.success, ' parse.error' -Header @{ Authorization = [System.Net.NetworkCredential]::new('', 'Bearer of-the-header').SecurePassword } -OutputFormat JSON -SigningSecret whsec_of-the-secret -Verbose 5>&1
            """).OrThrow();

        JsonNode expected = JsonNode.Parse($$"""
            {"webhook_url":"{{Url}}","webhook_events":["parse.success","parse.error"],"webhook_headers":{"Authorization":"Bearer of-the-header"},
             "webhook_output_format":"json","webhook_signing_secret":"whsec_of-the-secret"}
            """)!;
        Assert.True(JsonNode.DeepEquals(expected, JsonNode.Parse(Emulator.Requests.All.Single().Body)),
            Encoding.UTF8.GetString(Emulator.Requests.All.Single().Body));
        PSObject webhook = result.Output.Single(one => one.BaseObject is not DebugRecord);
        Assert.Equal("LlamaCloud.LlamaCloudWebhook", webhook.TypeNames[0]);
        Assert.Equal(("hooks.example.com", true), (webhook.Properties["Host"].Value, webhook.Properties["HasSecret"].Value));
        string all = string.Join(
            "\n", [.. result.Verbose, .. result.Output.Select(one => one.ToString()), .. webhook.Properties.Select(one => $"{one.Value}")]);
        Assert.Contains("[redacted]", all, StringComparison.Ordinal);
        Assert.DoesNotContain("of-the-", all, StringComparison.Ordinal);
    }

    [Fact]
    public void A_webhook_is_found_by_its_id_its_object_a_row_and_its_whole_address()
    {
        EngineResult result = Engine.Run($$"""
            $webhook = New-LlamaCloudWebhook '{{Url}}'
            Get-LlamaCloudWebhook $webhook
            Get-LlamaCloudWebhook $webhook.Id
            $webhook | Get-LlamaCloudWebhook
            [pscustomobject]@{ webhook_configuration_id = $webhook.Id } | Get-LlamaCloudWebhook
            Get-LlamaCloudWebhook -Url '{{Url}}'
            """).OrThrow();

        Assert.Equal(5, result.Output.Count);
        Assert.Single(result.Output.Select(one => one.Properties["Id"].Value).Distinct());
        Assert.Equal(2, Engine.Run("Get-LlamaCloudWebhook").OrThrow().Output.Count);
        Assert.Empty(Engine.Run("Get-LlamaCloudWebhook -Url https://hooks.example.com/services/").OrThrow().Output);
    }

    [Fact]
    public void Only_what_is_given_changes()
    {
        Engine.Run($"""
            $changed = '{WebhookStore.Seed}' | Set-LlamaCloudWebhook -SigningSecret whsec_new
            $null = Set-LlamaCloudWebhook $changed -Event @() -Header @{"{}"}
            $null = Set-LlamaCloudWebhook $changed -Url https://example.com/new -OutputFormat string
            """).OrThrow();
        SavedWebhook webhook = Emulator.Webhooks.Find(WebhookStore.Seed, JobStore.DefaultProjectId)!;

        Assert.Equal(
            [
                """{"webhook_signing_secret":"whsec_new"}""",
                """{"webhook_events":null,"webhook_headers":{}}""",
                """{"webhook_url":"https://example.com/new","webhook_output_format":"string"}""",
            ],
            Emulator.Requests.All.Select(request => Encoding.UTF8.GetString(request.Body)));
        Assert.Equal(("whsec_new", "example.com"), (webhook.Secret, webhook.Url.Host));
        // The project of the object is where it is looked for.
        Assert.Contains("project_id=" + JobStore.DefaultProjectId, Emulator.Requests.Targets[^1], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("New-LlamaCloudWebhook ftp://example.com/of-the-path", "-Url is no http or https address.")]
    [InlineData("New-LlamaCloudWebhook /of-the-path", "-Url is no http or https address.")]
    [InlineData("New-LlamaCloudWebhook https://example.com -OutputFormat xml", "-OutputFormat is neither string nor json.")]
    [InlineData("New-LlamaCloudWebhook https://example.com -SigningSecret ''", "-SigningSecret is not one secret")]
    [InlineData("New-LlamaCloudWebhook https://example.com -SigningSecret $null", "-SigningSecret is not one secret")]
    [InlineData("New-LlamaCloudWebhook https://example.com -SigningSecret of-the-a, of-the-b", "-SigningSecret is not one secret")]
    [InlineData("New-LlamaCloudWebhook https://example.com -Event 'parse.success', ' '", "-Event holds an empty one.")]
    [InlineData(
        "New-LlamaCloudWebhook https://example.com -Header @{ a = @{ b = 'of-the-header' } }", "-Header has a value that is no text.")]
    [InlineData(
        "New-LlamaCloudWebhook https://example.com -Event parse.success, classify.sucess",
        "-Event 'classify.sucess' is no event: give classify.success.")]
    [InlineData("Set-LlamaCloudWebhook whc-1 -Event spilt.success", "-Event 'spilt.success' is no event: give split.success.")]
    [InlineData("Set-LlamaCloudWebhook whc-1", "Nothing is to change.")]
    [InlineData("Set-LlamaCloudWebhook whc-1 -Url ftp://example.com/of-the-path", "-Url is no http or https address.")]
    public void What_cannot_be_meant_is_one_error_and_nothing_is_sent(string script, string words)
    {
        ErrorRecord error = Engine.Run(script).Terminating!;

        Assert.Equal("LlamaCloudWebhookInvalid", IdOf(error));
        Assert.Contains(words, error.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("of-the-", error.ToString(), StringComparison.Ordinal);
        Assert.Empty(Emulator.Requests.All);
    }

    [Fact]
    public void What_if_sends_nothing_and_names_the_host_alone()
    {
        string shown = Engine.Show(
            $"New-LlamaCloudWebhook '{Url}' -WhatIf; Set-LlamaCloudWebhook {WebhookStore.Seed} -Event @() -WhatIf; "
                + $"Remove-LlamaCloudWebhook {WebhookStore.Seed} -WhatIf");

        Assert.Contains("\"Save webhook\" on target \"hooks.example.com\"", shown, StringComparison.Ordinal);
        Assert.DoesNotContain("of-the-", shown, StringComparison.Ordinal);
        Assert.Empty(Emulator.Requests.All);
    }

    [Fact]
    public void One_that_is_missing_is_an_error_about_it_and_the_others_go_on()
    {
        EngineResult result = Engine.Run($"'whc-0', 'cfg-1', '', '{WebhookStore.Seed}' | Remove-LlamaCloudWebhook");

        Assert.Equal(["LlamaCloudWebhookNotFound", "LlamaCloudWebhookIdInvalid", "LlamaCloudWebhookIdInvalid"], IdsOf(result));
        Assert.Contains("the id of a saved configuration and not of a webhook", result.Errors[1].ToString(), StringComparison.Ordinal);
        Assert.Empty(Emulator.Webhooks.Of(JobStore.DefaultProjectId));
    }

    [Fact]
    public void A_create_that_fails_is_sent_once_and_told_by_the_host()
    {
        Emulator.Faults.Add("POST", Root, Fault.Status(500, "whsec_of-the-secret"));
        EngineResult result = Engine.Run($"New-LlamaCloudWebhook '{Url}' -SigningSecret whsec_of-the-secret");

        ErrorRecord error = Assert.Single(result.Errors);
        Assert.Equal("LlamaCloudWebhookServiceUnavailable", IdOf(error));
        Assert.Contains("'hooks.example.com' could not be saved", error.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("of-the-", error.ToString(), StringComparison.Ordinal);
        Assert.Single(Emulator.Requests.All);
    }

    [Fact]
    public void The_commands_that_start_jobs_take_the_objects_and_refuse_what_is_none()
    {
        Engine.Run($$"""
            $webhook = New-LlamaCloudWebhook '{{Url}}'
            $null = Start-ParseJob -FileInput dfl-1f1f1f1f-1111-4111-8111-111111111111 -WebhookConfigurationId $webhook, {{WebhookStore.Seed}}
            """).OrThrow();
        JsonNode body = JsonNode.Parse(Emulator.Requests.All[^1].Body)!;
        Assert.Equal([Emulator.Webhooks.Of(JobStore.DefaultProjectId)[0].Id, WebhookStore.Seed],
            body["webhook_configuration_ids"]!.AsArray().Select(id => (string)id!));

        int before = Emulator.Requests.Count;
        (string Given, string Problem)[] wrong =
        [
            ("cfg-1", "is the id of a saved configuration and not of a webhook"),
            ("''", "is empty"),
            ("([System.IO.FileInfo]::new('a'))", "is not a webhook"),
        ];
        foreach ((string given, string problem) in wrong)
        {
            ErrorRecord error = Engine.Run($"Start-ParseJob -FileInput dfl-1 -WebhookConfigurationId {given}").Terminating!;
            Assert.Contains(problem, error.ToString(), StringComparison.Ordinal);
        }

        Assert.Equal(before, Emulator.Requests.Count);
    }

    [Fact]
    public void Ids_events_and_formats_are_completed_and_the_address_is_not()
    {
        Assert.Equal([WebhookStore.Seed], Complete("Start-ParseJob -WebhookConfigurationId ").Select(one => one.CompletionText));
        Assert.Equal([("hooks.example.com", "hooks.example.com: parse.success, parse.error")],
            Complete("Get-LlamaCloudWebhook hooks").Select(one => (one.ListItemText, one.ToolTip)));
        Assert.Equal(["split.pending", "split.processing", "split.success", "split.error", "split.cancelled"],
            Complete("New-LlamaCloudWebhook -Event split").Select(one => one.CompletionText));
        Assert.Equal(["string", "json"], Complete("Set-LlamaCloudWebhook -OutputFormat ").Select(one => one.CompletionText));
    }

    [Theory]
    [InlineData("sheet.success")]
    [InlineData("parse.exploded")]
    [InlineData("verify.success")]
    public void An_event_that_is_like_none_of_ours_is_for_the_service_to_judge(string name)
    {
        LeaveDescription();
        Engine.Run($"New-LlamaCloudWebhook https://example.com/hook -Event {name}");

        Assert.Contains($"[\"{name}\"]", Encoding.UTF8.GetString(Emulator.Requests.All.Single().Body), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("New-LlamaCloudWebhook 'https://'")]
    [InlineData("Set-LlamaCloudWebhook whc-1 -Url 'http://of the path:x'")]
    [InlineData("Get-LlamaCloudWebhook -Url 'https://'")]
    [InlineData("Start-ParseJob -Uri 'https://', https://example.com/a.pdf")]
    [InlineData("Connect-LlamaCloud -SkipCheck -BaseUri 'https://'")]
    [InlineData("Connect-LlamaCloud -SkipCheck -Proxy 'https://'")]
    public void A_text_that_is_no_address_is_told_so_and_not_shown(string script)
    {
        string error = Engine.Run(script).Terminating!.ToString();

        Assert.Contains("A text is no address. Give a whole one, such as https://example.com/", error, StringComparison.Ordinal);
        Assert.DoesNotContain("of the path", error, StringComparison.Ordinal);
        Assert.Empty(Emulator.Requests.All);
    }
}
