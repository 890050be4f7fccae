using System;
using System.IO;
using System.Linq;
using System.Net.Http;
using System.Text;
using System.Threading.Tasks;
using LlamaCloud.Emulator.Classify;
using LlamaCloud.Emulator.Configurations;
using LlamaCloud.Emulator.Jobs;
using Xunit;

namespace LlamaCloud.PowerShell.Tests.Contract;

/// <summary>Every cmdlet against the service's own description, and that the check of it finds what is wrong.</summary>
public sealed class ContractTests : ModuleTest
{
    [Fact]
    public async Task Every_cmdlet_asks_as_the_service_describes_it_and_the_emulator_answers_so()
    {
        ContractWatch watch = ContractWatch.Over(Emulator);
        await File.WriteAllTextAsync(
            Path.Combine(Folder, "a.txt"), "Invoice number 7. Line items. Total amount due.", TestContext.Current.CancellationToken);
        Engine.Run($$"""
            $null = $ExecutionContext.SessionState.Path.SetLocation('{{Folder}}')
            $rule = New-ClassifyRule invoice 'an invoice with a number and a total'
            Connect-LlamaCloud
            $configuration = Set-ClassifyConfiguration -Name 'all of it' -Rule $rule -Language de -MaxPages 2 -TargetPages '1-2'
            $null = Get-LlamaCloudConfiguration $configuration
            $null = Get-LlamaCloudConfiguration -Name 'all of it' -ProductType classify_v2, parse_v2 -AllVersions
            $file = Send-LlamaCloudFile a.txt -Purpose classify -ExternalFileId e-1 -ProjectId {{JobStore.DefaultProjectId}}
            $null = Get-LlamaCloudFile $file
            $null = Get-LlamaCloudFile -Name a.txt -First 3
            $null = Get-LlamaCloudFile -ExternalFileId e-1
            $job = $file | Start-ClassifyJob -ConfigurationId $configuration -TransactionId t-1
            $null = $file | Start-ClassifyJob -Rule $rule -Language de -MaxPages 2 -TargetPages '1,2' -WebhookConfigurationId whc-1 -Webhook @{ Url = 'https://example.com/h'; Events = 'classify.success'; Headers = @{ A = 'b' }; OutputFormat = 'json'; SigningSecret = 's' } -Wait
            $null = $job | Get-ClassifyJob
            $null = $job | Wait-ClassifyJob
            $null = Get-ClassifyJob -Status COMPLETED -ConfigurationId $configuration -CreatedAfter 2026-01-01 -CreatedBefore 2036-01-01 -First 2
            $null = '{{SeedJobs.Invoice}}', '{{SeedJobs.Failed}}' | Get-ClassifyJob
            Stop-ClassifyJob {{SeedJobs.Pending}}
            Remove-ClassifyJob {{SeedJobs.Running}} -Force
            $file | Save-LlamaCloudFile -Destination b.txt
            $file | Remove-LlamaCloudFile
            $configuration | Remove-LlamaCloudConfiguration
            $null = Get-LlamaCloudProject
            $paper = Send-LlamaCloudFile a.txt -Purpose parse
            $parsing = Set-ParseConfiguration -Name papers -Tier agentic -Version latest -Prompt p -Language de -MaxPages 2 -TargetPages '1-2' -NoCache -Option @{ processing_options = @{ forms = 'enrich' } }
            $parsed = $paper | Start-ParseJob -ConfigurationId $parsing -UserMetadata @{ a = 'b' } -TransactionId t-1
            $null = Start-ParseJob -Uri https://example.com/a.pdf -Tier fast -WebhookConfigurationId whc-1 -Webhook @{ Url = 'https://example.com/h'; Events = 'parse.success'; Headers = @{ A = 'b' }; OutputFormat = 'json'; SigningSecret = 's' } | Stop-ParseJob
            $null = $parsed | Wait-ParseJob
            $null = $parsed | Get-ParseJob -NoGrouping
            $null = Get-ParseJob -Status COMPLETED -CreatedAfter 2026-01-01 -CreatedBefore 2036-01-01 -First 2
            $null = $parsed | Receive-ParseJob -Include Markdown, Text, Items, Metadata, Forms, JobMetadata, Usage
            $parsed | Save-ParseJob -Destination out -Format Markdown, Text, Items, Pdf, Xlsx, Images, Metadata
            $parsed | Remove-ParseJob
            $directory = New-LlamaCloudDirectory inbox -Description d -Type user
            $null = Get-LlamaCloudDirectory $directory
            $null = Get-LlamaCloudDirectory -Name inbox -Type user
            $null = Send-LlamaCloudFile a.txt -DirectoryId $directory -ExternalFileId e-2
            $null = Get-LlamaCloudFile -DirectoryId $directory -Name a.txt
            $own = 'a.txt', $paper | Start-LlamaCloudBatch -ConfigurationId 'Parse well' -Name night -WebhookConfigurationId whc-1 -Webhook @{ Url = 'https://example.com/h'; Events = 'batch.success'; Headers = @{ A = 'b' }; OutputFormat = 'json'; SigningSecret = 's' } -Wait
            $null = $own | Receive-LlamaCloudBatch
            $null = $own | Get-LlamaCloudBatch
            $null = Get-LlamaCloudBatch -DirectoryId $own.SourceDirectoryId -Status COMPLETED -CreatedAfter 2026-01-01 -CreatedBefore 2036-01-01 -First 2
            $null = Start-LlamaCloudBatch -DirectoryId $directory -ConfigurationId 'Parse well' | Stop-LlamaCloudBatch -PassThru | Wait-LlamaCloudBatch
            $null = 'a.txt' | Start-LlamaCloudBatch -ConfigurationId 'Parse well' -Name night
            $directory | Remove-LlamaCloudDirectory
            $webhook = New-LlamaCloudWebhook https://example.com/h -Event parse.success, batch.cancelled -Header @{ A = 'b' } -OutputFormat json -SigningSecret s
            $null = New-LlamaCloudWebhook https://example.com/all
            $null = $webhook | Set-LlamaCloudWebhook -Url https://example.com/i -Event @() -Header @{} -OutputFormat string -SigningSecret t
            $null = Get-LlamaCloudWebhook $webhook
            $null = Get-LlamaCloudWebhook
            $webhook | Remove-LlamaCloudWebhook
            $null = Get-LlamaCloudUsage -GroupBy Day, Project, EventType, Tier -After 2026-01-01 -Before 2036-01-01 -EventType pages_parsed, pages_classified
            $null = Get-LlamaCloudUsage -JobId {{SeedJobs.Invoice}}
            $null = Invoke-LlamaCloudApi /api/v2/parse/versions
            $null = Invoke-LlamaCloudApi /api/v2/parse/upload -Form @{ file = [io.fileinfo]'{{Folder}}/a.txt'; configuration = @{ tier = 'fast'; version = 'latest' } }
            $null = $job | Get-ClassifyJob -IncludeUsage
            $post = Send-LlamaCloudFile a.txt -Purpose split
            $parts = Set-SplitConfiguration -Name post -Category @{ invoice = 'a bill'; letter = $null } -Uncategorized Omit -Instruction 'by date' -MinPages 1
            $split = $post | Start-SplitJob -ConfigurationId $parts -TransactionId t-2 -WebhookConfigurationId whc-1
            $segments = $split | Wait-SplitJob | Receive-SplitJob
            $null = $post | Start-SplitJob -Category invoice -Uncategorized Forbid -Instruction i -MinPages 1 -Wait | Get-SplitJob
            $null = Get-SplitJob -Status COMPLETED -CreatedAfter 2026-01-01 -CreatedBefore 2036-01-01 -First 2
            $null = $paper | Start-ParseJob -Wait | Start-SplitJob -Category invoice -Wait | Receive-SplitJob | Start-SplitJob -Category invoice | Stop-SplitJob -ErrorAction Ignore
            $split | Remove-SplitJob
            $verified = $paper | Start-VerifyJob -Tier fast -TargetPages 1 -TransactionId t-3 -Webhook @{ Url = 'https://example.com/h' } -Wait
            $null = $verified | Get-VerifyJob -NoGrouping
            $null = Get-VerifyJob -Status COMPLETED -CreatedAfter 2026-01-01 -CreatedBefore 2036-01-01 -First 2
            $null = $segments | Start-VerifyJob | Stop-VerifyJob -ErrorAction Ignore
            $null = $segments | Start-ClassifyJob -Rule $rule
            $null = $segments | Start-ParseJob
            $saved = Set-ExtractConfiguration -Name bills -Schema @{ Number = [int] } -CiteSources
            $records = $segments | Start-ExtractJob -Schema @{ Number = [int] } -ConfidenceScores
            $null = $records | Wait-ExtractJob -IncludeUsage | Receive-ExtractJob
            $null = $post | Start-ExtractJob -ConfigurationId $saved | Stop-ExtractJob
            $null = Get-ExtractJob -FileInput $post.Id -ConfigurationId $saved -IncludeMetadata
            $records | Remove-ExtractJob
            $null = Test-ExtractSchema @{ Number = [int] }
            $null = New-ExtractSchema -Prompt 'the number'
            $null = Invoke-LlamaCloudApi '/api/v1/beta/configurations/{config_id}' -PathValue @{ config_id = '{{SeedConfigurations.Inbox}}' }
            """).OrThrow();
        // A job that does not exist, and one that a state forbids to change.
        Engine.Run($"Get-ClassifyJob clj-0; Stop-ClassifyJob {SeedJobs.Invoice}; Get-LlamaCloudFile dfl-0 -ErrorAction SilentlyContinue");
        await EndAsync();

        Assert.Empty(watch.Problems);
        Assert.Equal(
            [
                "DELETE /api/v1/beta/configurations/{config_id}",
                "DELETE /api/v1/beta/directories/{directory_id}",
                "DELETE /api/v1/beta/files/{file_id}",
                "DELETE /api/v1/beta/webhook-configs/{config_id}",
                "DELETE /api/v1/split/jobs/{split_job_id}",
                $"DELETE /api/v2/classify/{SeedJobs.Running}",
                "DELETE /api/v2/extract/{job_id}",
                "DELETE /api/v2/parse/pjb-",
                "GET /api/alpha/verify",
                "GET /api/alpha/verify/{job_id}",
                "GET /api/v1/beta/configurations",
                "GET /api/v1/beta/configurations/{config_id}",
                "GET /api/v1/beta/directories",
                "GET /api/v1/beta/directories/{directory_id}",
                "GET /api/v1/beta/directories/{directory_id}/files",
                "GET /api/v1/beta/files",
                "GET /api/v1/beta/files/{file_id}",
                "GET /api/v1/beta/files/{file_id}/content",
                "GET /api/v1/beta/usage-metrics",
                "GET /api/v1/beta/usage-metrics/aggregate",
                "GET /api/v1/beta/webhook-configs",
                "GET /api/v1/beta/webhook-configs/{config_id}",
                "GET /api/v1/split/jobs",
                "GET /api/v1/split/jobs/{split_job_id}",
                "GET /api/v2/batches",
                "GET /api/v2/batches/{batch_id}",
                "GET /api/v2/classify",
                "GET /api/v2/classify/{job_id}",
                "GET /api/v2/extract",
                "GET /api/v2/extract/{job_id}",
                "GET /api/v2/organizations",
                "GET /api/v2/parse",
                "GET /api/v2/parse/{job_id}",
                "GET /api/v2/parse/versions",
                "GET /api/v2/projects",
                "POST /api/alpha/verify",
                "POST /api/alpha/verify/{job_id}/cancel",
                "POST /api/v1/beta/configurations",
                "POST /api/v1/beta/directories",
                "POST /api/v1/beta/directories/{directory_id}/files",
                "POST /api/v1/beta/directories/{directory_id}/files/upload",
                "POST /api/v1/beta/files",
                "POST /api/v1/beta/webhook-configs",
                "POST /api/v1/split/jobs",
                "POST /api/v1/split/jobs/{split_job_id}/cancel",
                "POST /api/v2/batches",
                "POST /api/v2/batches/{batch_id}/cancel",
                "POST /api/v2/classify",
                "POST /api/v2/classify/{job_id}/cancel",
                "POST /api/v2/extract",
                "POST /api/v2/extract/{job_id}/cancel",
                "POST /api/v2/extract/schema/generate",
                "POST /api/v2/extract/schema/validation",
                "POST /api/v2/parse",
                "POST /api/v2/parse/{job_id}/cancel",
                "POST /api/v2/parse/upload",
                "PUT /api/v1/beta/webhook-configs/{config_id}",
            ],
            watch.Operations.Select(
                operation => operation.StartsWith("DELETE /api/v2/parse/", StringComparison.Ordinal)
                    ? "DELETE /api/v2/parse/pjb-"
                    : operation));
        Assert.Equal(67, ServiceContract.Shared.Operations.Count);
        // What is on the list and never met is no exception.
        Assert.Equal(ContractException.All.Count, watch.Exceptions.Count());
        Assert.Empty(ServiceContract.Shared.UnknownKeywords);
    }

    [Theory]
    [InlineData("GET", "/api/v2/classify?page_size=5&first=2", null, "query.first is not described")]
    [InlineData("GET", "/api/v2/classify/clj-0?project=1", null, "query.project is not described")]
    [InlineData("GET", "/api/v1/beta/files?order_by=name&order_by=id", null, "query.order_by is [\"name\",\"id\"]")]
    [InlineData("POST", "/api/v2/classify/" + SeedJobs.Pending + "/cancel", "{}", "body is there, and none is described")]
    [InlineData(
        "POST", "/api/v2/classify", """{"file_input":"dfl-0","configuration_id":"cfg-0","transaction":"t"}""",
        "body.transaction is not described")]
    [InlineData(
        "POST", "/api/v1/beta/configurations",
        """{"name":"n","parameters":{"product_type":"classify_v2","rules":[{"type":"t","description":"long enough words","note":1}]}}""",
        "body.parameters.rules[0].note is not described")]
    [InlineData(
        "POST", "/api/v1/beta/webhook-configs", """{"webhook_url":"https://example.com","webhook_secret":"s"}""",
        "body.webhook_secret is not described")]
    [InlineData(
        "GET", "/api/v1/beta/usage-metrics/aggregate?organization_id=0a000000-0000-4000-8000-00000000000a&group_by=day&first=2", null,
        "query.first is not described")]
    [InlineData("PUT", "/api/v1/beta/configurations/" + SeedConfigurations.Inbox, """{"title":"n"}""", "body.title is not described")]
    public async Task What_is_sent_wrongly_is_found_although_it_is_taken(string method, string target, string? body, string problem)
    {
        ContractWatch watch = ContractWatch.Over(Emulator);
        using HttpClient client = new();
        using HttpRequestMessage request = new(new HttpMethod(method), new Uri(Emulator.BaseAddress, target));
        request.Headers.Authorization = new("Bearer", Emulator.ApiKey);
        request.Content = body is null ? null : new StringContent(body, Encoding.UTF8, "application/json");
        using HttpResponseMessage answer = await client.SendAsync(request, TestContext.Current.CancellationToken);
        await EndAsync();

        Assert.Contains(problem, Assert.Single(watch.Problems), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_answered_wrongly_is_found()
    {
        ContractWatch watch = ContractWatch.Over(Emulator);
        System.Text.Json.Nodes.JsonObject job = SeedJobs.Completed("clj-1", 1, "invoice", 1.5, "because");
        job["status"] = "RESTING";
        job["created_at"] = "2026-09-01 09:00";
        job.Remove("user_id");
        Emulator.Jobs.Put(job);
        Engine.Run("Get-ClassifyJob clj-1").OrThrow();
        await EndAsync();

        Assert.Equal(
            ["answer.created_at", "answer.result.confidence", "answer.status", "answer.user_id"],
            watch.Problems.Select(problem => problem.Split(": ", 2)[1].Split(' ')[0]));
    }

    // An answer is judged before its request counts as answered.
    private async Task EndAsync() =>
        await Task.WhenAll(Emulator.Requests.All.Select(request => request.Answered)).WaitAsync(TimeSpan.FromSeconds(10));
}
