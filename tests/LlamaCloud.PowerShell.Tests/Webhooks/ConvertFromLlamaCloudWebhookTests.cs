using System;
using System.Linq;
using System.Management.Automation;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using LlamaCloud.Demo.Engine;
using LlamaCloud.Emulator.Classify;
using LlamaCloud.Emulator.Jobs;
using LlamaCloud.Emulator.Webhooks;
using Xunit;

namespace LlamaCloud.PowerShell.Tests.Webhooks;

/// <summary>
/// An event that goes on to the commands of its product, is refused by those of another, and is none where the delivery is forged.
/// </summary>
public sealed class ConvertFromLlamaCloudWebhookTests : ModuleTest
{
    private const string Secret = "whsec_of-the-test";

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Both_formats_become_an_event_as_text_and_as_bytes(bool isText)
    {
        Give("classify.success", SeedJobs.Invoice, isText);
        PSObject[] told = [.. Engine.Run("""
            ConvertFrom-LlamaCloudWebhook -Body $body
            ConvertFrom-LlamaCloudWebhook $bytes -Header @{ 'LC-Signature' = $signature } -Secret 'old', 'whsec_of-the-test'
            $body | ConvertFrom-LlamaCloudWebhook
            $bytes | ConvertFrom-LlamaCloudWebhook -Header @{ 'LC-Signature' = $signature } -Secret 'whsec_of-the-test'
            """).OrThrow().Output];

        Assert.Equal(4, told.Length);
        Assert.All(told, one =>
        {
            Assert.Equal("LlamaCloud.LlamaCloudWebhookEvent", one.TypeNames[0]);
            Assert.Equal(
                ["classify.success", "classify", SeedJobs.Invoice, "COMPLETED"],
                ((string[])["EventType", "Product", "JobId", "Status"]).Select(name => one.Properties[name].Value));
        });
    }

    [Theory]
    [InlineData("$told")]
    [InlineData("[Management.Automation.PSSerializer]::Deserialize([Management.Automation.PSSerializer]::Serialize($told))")]
    public void An_event_is_a_job_to_the_commands_of_its_product(string script)
    {
        Give("classify.success", SeedJobs.Invoice);
        PSObject[] jobs = [.. Engine.Run($"""
            $told = ConvertFrom-LlamaCloudWebhook $body
            $told = {script}
            $told | Get-ClassifyJob
            Get-ClassifyJob $told
            Get-ClassifyJob -JobId $told
            $told | Wait-ClassifyJob
            """).OrThrow().Output];

        Assert.Equal(4, jobs.Length);
        Assert.All(jobs, job => Assert.Equal((SeedJobs.Invoice, "invoice"), (job.Properties["JobId"].Value, job.Properties["Type"].Value)));
        Assert.Equal("LlamaCloud.LlamaCloudWebhookEvent", ((PSObject)Engine.Run("($told | Get-ClassifyJob).InputObject").OrThrow()
            .Output.Single()).TypeNames[0].Replace("Deserialized.", string.Empty, StringComparison.Ordinal));
        // The project that the event names is where it is looked for.
        Assert.All(Emulator.Requests.Targets, target =>
            Assert.Contains("project_id=" + JobStore.DefaultProjectId, target, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("$told")]
    [InlineData("[Management.Automation.PSSerializer]::Deserialize([Management.Automation.PSSerializer]::Serialize($told))")]
    public void A_command_of_another_product_refuses_it_and_says_which_takes_it(string script)
    {
        // No letters before it tell what the id is of.
        Give("classify.success", "11111111-1111-4111-8111-111111111111");
        EngineResult result = Engine.Run(
            $"$told = ConvertFrom-LlamaCloudWebhook $body; $told = {script}; $told | Get-ParseJob; $told | Receive-ExtractJob; $told | "
                + "Get-LlamaCloudFile");

        Assert.Equal(["ParseJobIdWrongType", "ExtractJobIdWrongType", "LlamaCloudFileIdWrongType"], IdsOf(result));
        Assert.All(result.Errors.Take(2), error =>
            Assert.Contains("an event of a classify job, which Get-ClassifyJob takes", error.ToString(), StringComparison.Ordinal));
        Assert.Empty(Emulator.Requests.All);
    }

    [Fact]
    public void The_results_of_other_products_are_received_too()
    {
        Engine.Run("""
            $parsed = Start-ParseJob -FileInput dfl-1f1f1f1f-1111-4111-8111-111111111111 -Tier fast -Wait
            $extracted = Start-ExtractJob -FileInput dfl-1f1f1f1f-1111-4111-8111-111111111111 -Schema @{ Number = [string] } -Wait
            """).OrThrow();
        EngineResult result = Engine.Run("""
            ConvertFrom-LlamaCloudWebhook "{""event_type"":""parse.success"",""data"":{""job_id"":""$($parsed.Id)""}}" | Receive-ParseJob
            ConvertFrom-LlamaCloudWebhook "{""event_type"":""extract.success"",""data"":{""run_id"":""$($extracted.Id)""}}" | Receive-ExtractJob
            """).OrThrow();

        Assert.Equal(2, result.Output.Count);
        Assert.Equal("LlamaCloud.ParseResult", result.Output[0].TypeNames[0]);
        Assert.NotNull(result.Output[1].Properties["Number"]);
    }

    [Fact]
    public void What_is_forged_is_an_error_and_no_event()
    {
        Give("classify.success", SeedJobs.Invoice);
        EngineResult result = Engine.Run("""
            ConvertFrom-LlamaCloudWebhook ($body + ' ') -Signature $signature -Secret 'whsec_of-the-test'
            ConvertFrom-LlamaCloudWebhook $body -Signature $signature -Secret 'other'
            ConvertFrom-LlamaCloudWebhook $body -Header @{} -Secret 'whsec_of-the-test'
            ConvertFrom-LlamaCloudWebhook $null -Signature $signature -Secret 'whsec_of-the-test'
            """);

        Assert.Equal(Enumerable.Repeat("LlamaCloudWebhookSignatureInvalid", 4), IdsOf(result));
        Assert.Empty(result.Output);
        Assert.All(result.Errors, error => Assert.Equal(ErrorCategory.SecurityError, error.CategoryInfo.Category));
        Assert.All(result.Errors, error => Assert.DoesNotContain("whsec", error.ToString(), StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("$body -Secret $null", "LlamaCloudWebhookSecretMissing")]
    [InlineData("$body -Secret ''", "LlamaCloudWebhookSecretMissing")]
    [InlineData("$body -Secret @() -Signature $signature", "LlamaCloudWebhookSecretMissing")]
    [InlineData("$body -Signature $signature", "LlamaCloudWebhookParameterConflict")]
    [InlineData("$body -Header @{}", "LlamaCloudWebhookParameterConflict")]
    public void A_test_that_cannot_be_made_is_not_left_out(string arguments, string id)
    {
        Give("classify.success", SeedJobs.Invoice);

        Assert.Equal(id, IdOf(Engine.Run($"ConvertFrom-LlamaCloudWebhook {arguments}").Terminating));
    }

    [Fact]
    public void A_body_that_a_host_has_read_is_an_event_but_cannot_be_tested()
    {
        Give("classify.success", SeedJobs.Invoice);
        const string Read = "@{ event_type = 'classify.success'; data = [pscustomobject]@{ id = 'clj-1' } }";

        Assert.Equal("clj-1", Engine.Run($"(ConvertFrom-LlamaCloudWebhook {Read}).JobId").OrThrow().Output.Single().BaseObject);
        EngineResult result = Engine.Run($"ConvertFrom-LlamaCloudWebhook {Read} -Signature $signature -Secret s");
        Assert.Equal(["LlamaCloudWebhookBodyParsed"], IdsOf(result));
        Assert.Empty(result.Output);
    }

    [Theory]
    [InlineData("$null")]
    [InlineData("''")]
    [InlineData("'{}'")]
    [InlineData("'txt=text'")]
    [InlineData("([byte[]](0xff, 0xfe))")]
    [InlineData("@{ a = [System.IO.MemoryStream]::new() }")]
    [InlineData("5")]
    public void What_is_no_event_is_one_error_about_it(string body)
    {
        EngineResult result = Engine.Run($"ConvertFrom-LlamaCloudWebhook {body}");

        Assert.Null(result.Terminating);
        Assert.Equal(["LlamaCloudWebhookBodyInvalid"], IdsOf(result));
    }

    private void Give(string name, string id, bool isText = false)
    {
        string json = new JsonObject
        {
            ["event_type"] = name,
            ["data"] = new JsonObject { ["id"] = id, ["status"] = "COMPLETED", ["project_id"] = JobStore.DefaultProjectId },
        }.ToJsonString();
        byte[] body = Encoding.UTF8.GetBytes(isText ? JsonSerializer.Serialize(json) : json);
        Engine.Runspace.SessionStateProxy.SetVariable("body", Encoding.UTF8.GetString(body));
        Engine.Runspace.SessionStateProxy.SetVariable("bytes", body);
        Engine.Runspace.SessionStateProxy.SetVariable("signature", WebhookDelivery.Sign(body, Secret));
    }

    [Theory]
    [InlineData("""{"event_type":"batch.success","data":{"id":"bat-1"}}""")]
    [InlineData("""{"event_type":"batch.success","data":{"batch_id":"bat-1","job_id":"pjb-1"}}""")]
    public void An_event_of_a_batch_is_a_batch_to_its_commands(string body)
    {
        Engine.Runspace.SessionStateProxy.SetVariable("body", body);
        EngineResult result = Engine.Run("$body | ConvertFrom-LlamaCloudWebhook | Get-LlamaCloudBatch");

        Assert.Equal(["LlamaCloudBatchNotFound"], IdsOf(result));
        Assert.Equal(["/api/v2/batches/bat-1"], Emulator.Requests.Targets.Select(target => target.Split('?')[0]));
    }

    [Fact]
    public void What_was_another_object_is_no_event_though_it_has_an_id()
    {
        ErrorRecord error = Assert.Single(Engine.Run($"""
            $job = Get-ClassifyJob {SeedJobs.Invoice}
            $copy = [Management.Automation.PSSerializer]::Deserialize([Management.Automation.PSSerializer]::Serialize($job))
            $copy | ConvertFrom-LlamaCloudWebhook
            """).Errors);

        Assert.Equal("LlamaCloudWebhookBodyInvalid", IdOf(error));
        Assert.StartsWith("A LlamaCloud.ClassifyJob is no event.", error.ToString(), StringComparison.Ordinal);
    }
}
