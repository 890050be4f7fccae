using System;
using System.IO;
using System.Linq;
using System.Management.Automation;
using System.Text.Json.Nodes;
using System.Threading.Tasks;
using LlamaCloud.Demo.Engine;
using LlamaCloud.Emulator;
using LlamaCloud.Emulator.Faults;
using LlamaCloud.Emulator.Files;
using Xunit;

namespace LlamaCloud.PowerShell.Tests.Jobs;

/// <summary>From documents to jobs: what is uploaded, what comes out, what is told to nobody.</summary>
public sealed class StartJobTests : DocumentTest
{
    [Theory]
    [EachProduct]
    public async Task Documents_become_jobs_in_input_order_each_joined_to_its_file(TestedProduct product)
    {
        Use(product);
        // In no order that a folder or a sort would give.
        int[] numbers = [7, 2, 11, 0, 9, 4, 1, 10, 3, 8, 5, 6];
        string[] paths = [.. numbers.Select(number => Write($"{number:00} ä[{number}].txt"))];
        Engine.Runspace.SessionStateProxy.SetVariable("paths", paths);
        // One of the first is there only once all others have their jobs.
        TaskCompletionSource others = new(TaskCreationOptions.RunContinuationsAsynchronously);
        Emulator.Faults.Add("POST", Files, Fault.Hold(others.Task), times: 1);
        Task<EngineResult> running = Task.Run(() => Run("$paths | Start-<Job> @options"), TestContext.Current.CancellationToken);
        RecordedRequest last = (await Emulator.Requests.WaitForAsync(paths.Length + paths.Length - 1))[^1];
        await last.Answered;
        others.SetResult();
        EngineResult result = (await running).OrThrow();

        Assert.Equal(paths, result.Output.Select(job => (string)job.Properties["SourcePath"].Value));
        Assert.NotEqual(
            Emulator.Requests.All.Where(request => request.Target == Route)
                .Select(request => Emulator.Files.Find((string)JsonNode.Parse(request.Body)![Product.DocumentField]!)!.Name),
            result.Output.Select(job => (string)job.Properties["FileName"].Value));
        Assert.All(
            result.Output,
            job => Assert.Equal(Path.GetFileName((string)job.Properties["SourcePath"].Value), job.Properties["FileName"].Value));
        Assert.All(result.Output, job => Assert.Equal(job.Properties["FileName"].Value, DocumentName(job)));
        Assert.All(Emulator.Files.All.Where(file => file.Name.Contains('ä')), file => Assert.Equal(Product.Purpose, file.Purpose));
        Assert.Equal((12, 12), (Count("POST", Files), Count("POST", Route)));
    }

    [Theory]
    [EachProduct]
    public void The_headers_of_a_webhook_may_be_an_object(TestedProduct product)
    {
        Use(product);
        Run(
            $"Start-<Job> -FileInput {SeedFiles.Invoice} @options -Webhook ([pscustomobject]@{{ Url = 'https://example.com'; Headers = "
                + $"[pscustomobject]@{{ 'X-A' = 'v' }} }})").OrThrow();

        Assert.Equal(
            "v", (string)JsonNode.Parse(Emulator.Requests.All[0].Body)!["webhook_configurations"]![0]!["webhook_headers"]!["X-A"]!);
    }

    [Theory]
    [EachProduct("Start-<Job> *.docx @options")]
    [OneProduct("'*.docx' | Start-<Job> @options")]
    [OneProduct("Send-LlamaCloudFile *.docx")]
    public void A_pattern_without_a_file_is_told(TestedProduct product, string script)
    {
        Use(product);
        Write("a.txt");
        EngineResult result = Run(script + " 3>&1").OrThrow();

        Assert.Equal("No file matches '*.docx'. Nothing was sent for it.", result.Output.Single().ToString());
        Assert.Empty(Emulator.Requests.All);
    }

    [Theory]
    [EachProduct]
    public void What_if_shows_what_would_go_and_sends_nothing(TestedProduct product)
    {
        Use(product);
        Write("a.txt");
        EngineResult result = Run(
            "$folder.GetFiles() | Start-<Job> @options -WhatIf; Start-<Job> -FileInput dfl-1 @options -Wait -WhatIf").OrThrow();

        Assert.Empty(result.Output);
        Assert.Empty(Emulator.Requests.All);
    }

    [Theory]
    [EachProduct]
    public void With_wait_each_job_comes_out_once_it_has_ended(TestedProduct product)
    {
        Use(product);
        Write("a.txt");
        Write("b.txt", "(");
        EngineResult result = Run("$folder.GetFiles() | Start-<Job> @options -Wait -Timeout 60").OrThrow();

        Assert.All(result.Output, job => Assert.Equal(Product.Completed, job.Properties["Status"].Value));
        Assert.Equal(["a.txt", "b.txt"], result.Output.Select(job => (string)job.Properties["FileName"].Value).Order());
    }

    [Theory]
    [EachProduct]
    public void Secrets_of_a_webhook_are_in_no_stream(TestedProduct product)
    {
        Use(product);
        Emulator.Faults.Add("POST", Route, Fault.Status(422, "webhook_signing_secret: hush-hush is too short"), times: 1);
        EngineResult result = Run($$"""
            $VerbosePreference = 'Continue'; $DebugPreference = 'Continue'
            $hook = @{ Url = 'https://example.com/h?key=hush-url'; Headers = @{ Authorization = 'hush-header' }; SigningSecret = 'hush-hush' }
            Start-<Job> -FileInput {{SeedFiles.Invoice}} @options -Webhook $hook *>&1
            Start-<Job> -FileInput {{SeedFiles.Invoice}} @options -Webhook $hook *>&1
            """);

        string all = string.Join('\n', result.Output.Select(one => one.ToString()));
        Assert.Contains("> POST", all, StringComparison.Ordinal);
        Assert.DoesNotContain("hush-url", all, StringComparison.Ordinal);
        Assert.DoesNotContain("hush-header", all, StringComparison.Ordinal);
        Assert.DoesNotContain("hush-hush", all, StringComparison.Ordinal);
        Assert.Equal(2, Emulator.Requests.All.Count);
    }

    [Theory]
    [EachProduct("", TakesTransactionId = true)]
    [EachProduct("-Wait", TakesTransactionId = true)]
    public void A_document_that_comes_twice_with_one_transaction_id_comes_out_twice(TestedProduct product, string wait)
    {
        Use(product);
        Write("a.txt");
        EngineResult result = Run($"Start-<Job> a.txt, a.txt @options -TransactionId t {wait}").OrThrow();

        Assert.Single(Made);
        Assert.Equal([Made[0], Made[0]], result.Output.Select(job => job.Properties["Id"].Value));
        Assert.All(result.Output, job => Assert.Equal("a.txt", job.Properties["FileName"].Value));
    }

    [Theory]
    [EachProduct(TakesTransactionId = true)]
    public void Of_a_job_that_failed_each_document_has_its_output_and_its_error(TestedProduct product)
    {
        Use(product);
        Write("a.txt", "\0");
        EngineResult result = Run("Start-<Job> a.txt, a.txt @options -TransactionId t -Wait");

        Assert.Equal([Product.Failed, Product.Failed], result.Output.Select(job => job.Properties["Status"].Value));
        Assert.Equal([Error("Failed"), Error("Failed")], IdsOf(result));
    }

    [Theory]
    [EachProduct]
    public void A_slip_in_an_event_is_found_before_anything_is_sent(TestedProduct product)
    {
        Use(product);
        const string Webhook = "@{ Url = 'https://example.com/of-the-path'; Events = 'classify.sucess' }";
        ErrorRecord? error = Run($"Start-<Job> -LiteralPath a.txt @options -Webhook {Webhook}").Terminating;

        Assert.Contains("'classify.sucess' is no event: classify.success is one.", error!.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("of-the-path", error.ToString(), StringComparison.Ordinal);
        Assert.Empty(Emulator.Requests.All);
    }
}
