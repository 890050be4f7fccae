using System;
using System.Linq;
using System.Management.Automation;
using System.Text.Json.Nodes;
using LlamaCloud.Demo.Engine;
using LlamaCloud.Emulator.Classify;
using LlamaCloud.Emulator.Files;
using Xunit;

namespace LlamaCloud.PowerShell.Tests.Classify;

/// <summary>From documents to jobs: what is uploaded, what is asked for, what comes out.</summary>
public sealed class StartClassifyJobTests : StartTest
{
    [Fact]
    public void The_whole_pipeline_gives_a_type_for_each_document()
    {
        Write("a.txt");
        Write("b.txt", "Contract. Terms and conditions. Signatures.");
        Write("c.txt", "A postcard from the sea.");
        EngineResult result = Engine.Run("$folder.GetFiles() | Start-ClassifyJob -Rule $rules | Wait-ClassifyJob").OrThrow();

        Assert.Equal(
            [("a.txt", "invoice"), ("b.txt", "contract"), ("c.txt", null)],
            result.Output.Select(job => ((string)job.Properties["FileName"].Value, (string?)job.Properties["Type"].Value)).Order());
    }

    [Fact]
    public void All_options_are_sent_and_what_is_not_given_is_not()
    {
        Engine.Run($$"""
            Start-ClassifyJob -FileInput {{SeedFiles.Invoice}} -Rule $rules -Language de -MaxPages 3 -TargetPages '1,3,5-7' -TransactionId tx-1 `
                -WebhookConfigurationId whc-1, whc-2 -Webhook @{ Url = 'https://example.com/h'; Events = 'classify.success', 'classify.error'; Headers = @{ A = 'b' }; OutputFormat = 'JSON'; SigningSecret = 's' }
            """).OrThrow();
        Engine.Run("Start-ClassifyJob -FileInput pjb-1 -Rule $rules").OrThrow();
        JsonNode[] bodies = [.. Emulator.Requests.All.Select(request => JsonNode.Parse(request.Body)!)];

        JsonNode expected = JsonNode.Parse($$$"""
            {"file_input":"{{{SeedFiles.Invoice}}}","configuration":{"rules":[
                {"type":"invoice","description":"an invoice with invoice number, line items and total amount due"},
                {"type":"contract","description":"a contract with terms, conditions and signatures"}],
                "parsing_configuration":{"lang":"de","max_pages":3,"target_pages":"1,3,5-7"}},
             "transaction_id":"tx-1","webhook_configuration_ids":["whc-1","whc-2"],
             "webhook_configurations":[{"webhook_url":"https://example.com/h","webhook_events":["classify.success","classify.error"],"webhook_headers":{"A":"b"},
                "webhook_output_format":"json","webhook_signing_secret":"s"}]}
            """)!;
        Assert.True(JsonNode.DeepEquals(expected, bodies[0]), bodies[0].ToJsonString());
        Assert.Equal(["file_input", "configuration", "transaction_id"], bodies[1].AsObject().Select(field => field.Key));
        Assert.True(Guid.TryParse((string)bodies[1]["transaction_id"]!, out _));
    }

    [Theory]
    [InlineData("@{ invoice = 'an invoice with a total' }")]
    [InlineData("@{ Type = 'invoice'; Description = 'an invoice with a total' }")]
    [InlineData("@{ DESCRIPTION = 'an invoice with a total'; type = 'invoice' }")]
    [InlineData("([pscustomobject]@{ Type = 'invoice'; Description = 'an invoice with a total' })")]
    [InlineData("(New-ClassifyRule invoice 'an invoice with a total')")]
    [InlineData("@(New-ClassifyRule invoice 'an invoice with a total')")]
    [InlineData("([pscustomobject]@{ Type = ' invoice '; Description = 'an invoice with a total ' })")]
    public void Rules_come_in_every_form(string rule)
    {
        PSObject job = Engine.Run($"Start-ClassifyJob -FileInput {SeedFiles.Invoice} -Rule {rule}").OrThrow().Output.Single();

        JsonNode sent = Job(job)["configuration"]!["rules"]!.AsArray().Single()!;
        Assert.Equal(("invoice", "an invoice with a total"), ((string)sent["type"]!, (string)sent["description"]!));
    }

    [Theory]
    [InlineData("1,3,5-7", "1,3,5-7")]
    [InlineData("3", "3")]
    [InlineData("'1, 3, 5 - 7'", "1,3,5-7")]
    public void Pages_are_taken_with_and_without_quotes(string typed, string sent)
    {
        PSObject job = Engine.Run(
            $"Start-ClassifyJob -FileInput {SeedFiles.Invoice} -Rule $rules -Language DE "
                + $"-TargetPages {typed} -WebhookConfigurationId $null")
            .OrThrow().Output
            .Single();

        JsonNode parsing = Job(job)["configuration"]!["parsing_configuration"]!;
        Assert.Equal((sent, "de"), ((string)parsing["target_pages"]!, (string)parsing["lang"]!));
    }

    [Fact]
    public void The_rules_of_a_job_are_rules()
    {
        PSObject job = Engine.Run(
            $"Start-ClassifyJob -FileInput {SeedFiles.Invoice} -Rule (Get-ClassifyJob {SeedJobs.Invoice}).Configuration.Rules")
            .OrThrow().Output
            .Single();

        Assert.Equal(
            ["invoice", "receipt", "contract"], Job(job)["configuration"]!["rules"]!.AsArray().Select(rule => (string)rule!["type"]!));
    }

    [Theory]
    [InlineData(
        "-Rule @{ 'in!' = 'short' }", "Rule 'in!': the type ", "Rule 'in!': the description has 5 characters; 10 to 2000 are allowed.")]
    [InlineData(
        "-Rule @{ invoice = 'an invoice with a total' } -TargetPages '3,1' -Language english", "-Language 'english' is ",
        "-TargetPages does not ascend")]
    [InlineData("-Rule @{ invoice = 'an invoice with a total' } -TargetPages '0'", "-TargetPages ")]
    [InlineData("-Rule @{ invoice = 'an invoice with a total' } -TargetPages '2-1'", "-TargetPages ")]
    [InlineData("-Rule @{ invoice = 'an invoice with a total' } -TargetPages '1,,2'", "-TargetPages ")]
    [InlineData("-Rule @{ invoice = 'an invoice with a total' } -TargetPages ''", "-TargetPages ")]
    [InlineData("-Rule @{ invoice = 'an invoice with a total' } -TargetPages '01'", "-TargetPages ")]
    [InlineData("-Rule @{ invoice = 'an invoice with a total' } -TargetPages \"$([char]0x663)\"", "-TargetPages ")]
    [InlineData(
        "-Rule @{ invoice = 'an invoice with a total' } -WebhookConfigurationId 1, 2, 3, 4, 5",
        "-WebhookConfigurationId has 5 ids; at most 4 are allowed.")]
    [InlineData("-Rule @{ invoice = 'an invoice with a total' } -ConfigurationId cfg-1", "-ConfigurationId cannot be combined with -Rule.")]
    [InlineData("-ConfigurationId cfg-1 -Language de", "-ConfigurationId cannot be combined with -Language.")]
    [InlineData(
        "-Rule @{ invoice = 'an invoice with a total' } -MaxPages 2 -ConfigurationId cfg-1",
        "-ConfigurationId cannot be combined with -Rule, -MaxPages.")]
    [InlineData("-Rule @{ invoice = 'x' }", "Rule 'invoice': the description has 1 character; 10 to 2000 are allowed.")]
    [InlineData("", "Specify -Rule or -ConfigurationId.")]
    public void What_the_service_would_refuse_is_one_error_and_nothing_is_sent(string options, params string[] sentences)
    {
        Write("a.txt");
        ErrorRecord error = Engine.Run($"Start-ClassifyJob a.txt {options}").Terminating!;

        Assert.Equal("ClassifyJobRequestInvalid", IdOf(error));
        Assert.All(sentences, sentence => Assert.Contains(sentence, error.ToString(), StringComparison.Ordinal));
        Assert.EndsWith(" Nothing was sent.", error.ToString(), StringComparison.Ordinal);
        Assert.Empty(Emulator.Requests.All);
    }

    [Theory]
    [InlineData("-Rule 5")]
    [InlineData("-Rule $null")]
    [InlineData("-Rule @{ a = 'long enough words' }, 'x'")]
    [InlineData("-Rule ([pscustomobject]@{ Type = 'a'; Description = 'long enough words'; Note = 1 })")]
    [InlineData("-Rule (Get-Command Get-Command)")]
    [InlineData("-Rule $rules -MaxPages 0")]
    [InlineData("-Rule $rules -Webhook @{ Url = 'nowhere' }")]
    [InlineData("-Rule $rules -Webhook @{ Url = 'https://a.example'; Secret = 'hush' }")]
    [InlineData("-Rule $rules -Timeout 5")]
    public void What_cannot_be_read_is_refused_and_nothing_is_sent(string options)
    {
        Write("a.txt");
        ErrorRecord? error = Engine.Run($"Start-ClassifyJob a.txt {options}").Terminating;

        Assert.NotNull(error);
        Assert.DoesNotContain("hush", error.ToString(), StringComparison.Ordinal);
        Assert.Empty(Emulator.Requests.All);
    }
}
