using System;
using System.IO;
using System.Linq;
using System.Management.Automation;
using System.Text.Json.Nodes;
using LlamaCloud.Demo.Engine;
using LlamaCloud.Emulator.Faults;
using Xunit;

namespace LlamaCloud.PowerShell.Tests.Parse;

public sealed class StartParseJobTests : ParseTest
{
    [Fact]
    public void A_document_is_uploaded_and_parsed_as_the_parameters_say()
    {
        string path = Write("report.pdf.txt");
        PSObject job = Engine.Run("""
            Get-ChildItem *.txt | Start-ParseJob -Tier agentic -Prompt 'Keep tables.' -TargetPages 1,2 -MaxPages 2 -Language en,de -NoCache -UserMetadata @{ team = 'research' } `
                -Option @{ processing_options = @{ specialized_chart_parsing = 'agentic' } } -Wait
            """).OrThrow().Output.Single();

        Assert.Equal(["COMPLETED", "agentic", "report.pdf.txt", path], Values(job, "Status", "Tier", "FileName", "SourcePath"));
        JsonNode body = Body();
        Assert.Equal(
            """{"specialized_chart_parsing":"agentic","ocr_parameters":{"languages":["en","de"]}}""",
            body["processing_options"]!.ToJsonString());
        Assert.Equal("""{"max_pages":2,"target_pages":"1,2"}""", body["page_ranges"]!.ToJsonString());
        Assert.Equal(
            ("latest", "Keep tables.", "research", true),
            (
                (string?)body["version"],
                (string?)body["agentic_options"]!["custom_prompt"],
                (string?)body["user_metadata"]!["team"],
                (bool)body["disable_cache"]!));
        Assert.Equal("parse", Emulator.Files.Find((string)body["file_id"]!)!.Purpose);
    }

    [Fact]
    public void A_document_may_be_of_the_service_or_of_the_web()
    {
        Engine.Run("$file = Send-LlamaCloudFile " + Write("a.txt")).OrThrow();

        Assert.Equal(
            ["a.txt", "a.txt", "a.txt"],
            Texts(
                Engine.Run(
                    "$file | Start-ParseJob | % Name; Start-ParseJob -FileId $file.Id | % Name; [pscustomobject]@{ FileId = $file.Id } | "
                        + "Start-ParseJob | % Name")));
        Assert.Equal(["paper.pdf"], Texts(Engine.Run("Start-ParseJob -Uri https://example.com/papers/paper.pdf | % FileName")));
        Assert.Equal("https://example.com/papers/paper.pdf", (string?)Body()["source_url"]);
        Assert.Equal("ParseJobUriInvalid", Engine.Run("Start-ParseJob -Uri ./paper.pdf").Terminating!.FullyQualifiedErrorId.Split(',')[0]);
    }

    [Fact]
    public void What_is_secret_in_an_address_is_sent_and_not_shown()
    {
        const string Script = "Start-ParseJob -Uri https://me:PWPW@example.com/x.pdf?sig=SECRETSIG";
        Engine.Run(Script).OrThrow();
        Assert.Equal("https://me:PWPW@example.com/x.pdf?sig=SECRETSIG", (string?)Body()["source_url"]);

        Emulator.Faults.Add("POST", Root, Fault.Status(400, "no"));
        EngineResult result = Engine.Run(Script + " -Verbose -InformationVariable told *>&1; $told");

        ErrorRecord error = Assert.Single(result.Output.Select(one => one.BaseObject).OfType<ErrorRecord>());
        Assert.Contains("https://example.com/x.pdf", error.ToString(), StringComparison.Ordinal);
        string all = string.Join("\n", result.Output.Select(one => $"{one} {(one.BaseObject as ErrorRecord)?.TargetObject}"));
        Assert.DoesNotContain("SECRETSIG", all, StringComparison.Ordinal);
        Assert.DoesNotContain("PWPW", all, StringComparison.Ordinal);
    }

    [Fact]
    public void A_transaction_of_another_document_is_told()
    {
        EngineResult result = Engine.Run(
            $"$null = Start-ParseJob {Write("a.txt")} -TransactionId t-1; Start-ParseJob {Write("b.txt")} -TransactionId t-1 | "
                + "Out-Null").OrThrow();

        Assert.Contains("has another document than was sent", Assert.Single(result.Warnings), StringComparison.Ordinal);
    }

    [Fact]
    public void Parts_of_one_file_are_saved_apart_and_an_error_keeps_which_part_it_was()
    {
        Write("a.txt");
        Engine.Run(
            "@{ Path = 'a.txt'; TargetPages = '1' }, @{ Path = 'a.txt'; TargetPages = '2' } | % { [pscustomobject]$_ } | "
                + "Start-ParseJob -Wait | Save-ParseJob -Destination out").OrThrow();
        Assert.Equal(["a_1.md", "a_2.md"], Tree("out").Where(file => file.EndsWith(".md", StringComparison.Ordinal)));

        Emulator.Faults.Add("POST", Root, Fault.Status(400, "no"), times: 1);
        Engine.Run(
            "[pscustomobject]@{ Path = 'a.txt'; TargetPages = '2' } | Start-ParseJob -ErrorAction SilentlyContinue -ErrorVariable e; "
                + "$e.TargetObject | Start-ParseJob").OrThrow();
        Assert.Equal("2", (string?)Body()["page_ranges"]!["target_pages"]);
    }

    [Theory]
    [InlineData("@{ output_options = @{ save_output_pdf = $true } }")]
    [InlineData("'{ \"output_options\": { \"save_output_pdf\": true } }'")]
    [InlineData("([pscustomobject]@{ output_options = [pscustomobject]@{ save_output_pdf = $true } })")]
    [InlineData("options.json")]
    [InlineData("(Get-ChildItem options.json)")]
    public void Options_come_as_a_map_an_object_a_text_or_a_file(string option)
    {
        Write("options.json", """{ "output_options": { "save_output_pdf": true } }""");
        Engine.Run($"Start-ParseJob {Write("a.txt")} -Option {option}").OrThrow();

        Assert.True((bool)Body()["output_options"]!["save_output_pdf"]!);
    }

    [Theory]
    [InlineData(
        "-Option @{ processing_option = @{} }",
        "-Option processing_option is not known. Did you mean 'processing_options'? Nothing was sent.")]
    [InlineData("-Option @{ disable_cache = 'x'; crop_box = @{ top = 2 } }", "where true or false is wanted")]
    [InlineData(
        "-Tier fast -Prompt x", "-Prompt is not taken by the tier fast: take cost_effective, agentic or agentic_plus. Nothing was sent.")]
    [InlineData(
        "-Option @{ processing_options = @{ cost_optimizer = @{ enable = $true } } }",
        "-Option processing_options.cost_optimizer is for the tiers agentic and agentic_plus alone, and the tier is cost_effective. "
            + "Nothing was sent.")]
    [InlineData("-Tier agentc", "Did you mean 'agentic'? Nothing was sent.")]
    [InlineData("-Language en,dx", "-Language is 'dx', which is none of")]
    [InlineData(
        "-NoCache -Option @{ disable_cache = $true }",
        "-NoCache is given in the options too, as disable_cache: give it once. Nothing was sent.")]
    [InlineData(
        "-UserMetadata @{ llamacloud_transaction_id = 'x' }",
        "which carries the transaction id: give that with -TransactionId. Nothing was sent.")]
    [InlineData("-TargetPages 3,1", "-TargetPages does not ascend at '1'.")]
    public void What_the_service_would_refuse_is_told_before_anything_is_sent(string parameters, string message)
    {
        ErrorRecord refusal = Engine.Run($"Start-ParseJob {Write("a.txt")} {parameters}").Terminating!;

        Assert.Equal("ParseJobRequestInvalid", refusal.FullyQualifiedErrorId.Split(',')[0]);
        Assert.Contains(message, refusal.Exception.Message, StringComparison.Ordinal);
        Assert.Empty(Emulator.Requests.All);
    }

    [Fact]
    public void What_is_not_known_is_sent_with_a_warning()
    {
        EngineResult result = Engine.Run(
            $"Start-ParseJob {Write("a.txt")} -Option @{{ processing_options = @{{ watermarks = 'remove' }}; disable_cach = $true }} "
                + $"-AllowUnknownOption");

        Assert.Equal(
            [
                "Option 'disable_cach' is not known to this version of the module: it is sent as it is.",
                "Option 'processing_options.watermarks' is not known to this version of the module: it is sent as it is.",
            ],
            result.Warnings.Order());
        Assert.Equal("remove", (string?)Body()["processing_options"]!["watermarks"]);
    }

    [Fact]
    public void A_saved_configuration_is_used_by_its_name()
    {
        Engine.Run("Set-ParseConfiguration invoices -Tier agentic -Prompt 'Keep tables.' -Option @{ crop_box = @{ top = 0.1 } }").OrThrow();
        PSObject job = Engine.Run($"Start-ParseJob {Write("a.txt")} -ConfigurationId invoices").OrThrow().Output.Single();

        Assert.Equal(["agentic"], Values(job, "Tier"));
        Assert.Null(Body()["tier"]);
        Assert.Equal(
            "parse_v2",
            (string?)Engine.Run("Get-LlamaCloudConfiguration -Name invoices | % ProductType").OrThrow().Output.Single().BaseObject);
    }

    [Fact]
    public void Two_hundred_documents_under_faults_are_two_hundred_jobs()
    {
        for (int i = 0; i < 200; i++)
        {
            Write($"d{i:000}.txt", $"DOCUMENT {i}");
        }

        // Answers that are lost after the work, requests that never arrive, and a service that is busy.
        for (int i = 0; i < 12; i++)
        {
            Emulator.Faults.Add("POST", Root, Fault.CutAfterWork(), times: 1);
            Emulator.Faults.Add("POST", Root, Fault.Cut(), times: 1);
            Emulator.Faults.Add("POST", Root, Fault.Status(503, "busy"), times: 1);
        }

        EngineResult result = Engine.Run("Get-ChildItem *.txt | Start-ParseJob -ThrottleLimit 16");

        Assert.Empty(result.Errors);
        Assert.Equal(200, Emulator.ParseJobs.Count);
        Assert.Equal(
            Enumerable.Range(0, 200).Select(i => $"d{i:000}.txt"),
            result.OrThrow().Output.SelectMany(job => Values(job, "FileName")).Order(StringComparer.Ordinal));
        Assert.Equal(200, result.Output.SelectMany(job => Values(job, "Id")).Distinct().Count());
    }

    [Fact]
    public void A_run_that_begins_anew_makes_and_uploads_nothing_twice()
    {
        for (int i = 0; i < 5; i++)
        {
            Write($"d{i}.txt", $"DOCUMENT {i}");
        }

        string[] first = Texts(Engine.Run("(Get-ChildItem *.txt)[0..2] | Start-ParseJob -TransactionId { \"inbox-$($_.Name)\" } | % Id"));
        Emulator.Requests.Clear();
        string[] second = Texts(Engine.Run("Get-ChildItem *.txt | Start-ParseJob -TransactionId { \"inbox-$($_.Name)\" } | % Id"));

        Assert.Equal(first, second[..3]);
        Assert.Equal(5, Emulator.ParseJobs.Count);
        Assert.Equal((2, 2, 1), (Count("POST", Files), Count("POST", Root), Count("GET", Root)));
    }

    [Fact]
    public void A_row_that_comes_twice_is_one_job_and_an_older_one_does_not_count()
    {
        string path = Write("a.txt");
        Engine.Run($"$rows = 1..2 | % {{ [pscustomobject]@{{ Path = '{path}'; TransactionId = 't-1' }} }}").OrThrow();

        Assert.Single(Texts(Engine.Run("$rows | Start-ParseJob | % Id")).Distinct());
        Assert.Equal(1, Emulator.ParseJobs.Count);
        Engine.Run("$rows[0] | Start-ParseJob -Since ([datetimeoffset]::Now.AddMinutes(5))").OrThrow();
        Assert.Equal(2, Emulator.ParseJobs.Count);
        Assert.Contains(
            Engine.Run("$rows[0] | Start-ParseJob -Tier fast").Warnings,
            warning => warning.Contains("has another tier than was sent", StringComparison.Ordinal));
    }

    [Fact]
    public void WhatIf_sends_nothing()
    {
        Engine.Run($"Start-ParseJob {Write("a.txt")} -WhatIf; Start-ParseJob -Uri https://example.com/a.pdf -WhatIf").OrThrow();

        Assert.Empty(Emulator.Requests.All);
    }

    [Fact]
    public void A_parse_job_is_the_document_of_a_classify_job_and_its_file_goes_along()
    {
        string path = Write("invoice.txt", "Invoice number 7");
        PSObject job = Engine.Run(
            "Get-ChildItem invoice.txt | Start-ParseJob -Wait | Start-ClassifyJob -Rule @{ invoice = 'an invoice with invoice number' }")
            .OrThrow().Output
            .Single();

        Assert.Equal(["invoice.txt", path, "parse_job_id"], Values(job, "FileName", "SourcePath", "DocumentInputType"));
        Assert.StartsWith("pjb-", Values(job, "FileInput")[0], StringComparison.Ordinal);
        ErrorRecord error = Assert.Single(Engine.Run("Get-ParseJob | Start-ParseJob").Errors);
        Assert.Equal("ParseJobInputIsJob", error.FullyQualifiedErrorId.Split(',')[0]);
        Assert.Contains(
            "is that of a parse job",
            Assert.Single(Engine.Run("Start-ParseJob -FileId pjb-1").Errors).Exception.Message,
            StringComparison.Ordinal);
    }
}
