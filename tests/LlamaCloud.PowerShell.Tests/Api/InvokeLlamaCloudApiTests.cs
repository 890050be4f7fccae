using System;
using System.IO;
using System.Linq;
using System.Management.Automation;
using LlamaCloud.Demo.Engine;
using LlamaCloud.Emulator.Faults;
using Xunit;

namespace LlamaCloud.PowerShell.Tests.Api;

/// <summary>Calling operations that the module has no cmdlet for.</summary>
public sealed class InvokeLlamaCloudApiTests : ModuleTest
{
    private const string Image = "/api/v1/parsing/job/x/result/image/page_1.jpg";
    private const string Search = "'/api/v1/beta/agent-data/:search'";

    [Fact]
    public void A_parse_job_is_created_polled_and_read()
    {
        EngineResult result = Engine.Run("""
            $job = Invoke-LlamaCloudApi -Path /api/v2/parse -Body @{ file_id = 'dfl-3f3f3f3f-3333-4333-8333-333333333333'; tier = 'fast'; version = 'latest' }
            do {
                $answer = Invoke-LlamaCloudApi -Path '/api/v2/parse/{job_id}' -PathValue @{ job_id = $job.id } -Query @{ expand = 'markdown_full' }
            } while ($answer.job.status -ne 'COMPLETED')
            $answer.job.status
            $answer.markdown_full
            """).OrThrow();

        Assert.Equal("COMPLETED", result.Output[0].ToString());
        Assert.StartsWith("# Contract\n\nThe parties agree", result.Output[1].ToString(), StringComparison.Ordinal);
        Assert.Equal(["POST", "GET"], Emulator.Requests.All.Select(request => request.Method).Distinct());
    }

    [Fact]
    public void Properties_keep_the_services_names_and_times_stay_as_they_were_sent()
    {
        PSObject job = Engine.Run(
            "Invoke-LlamaCloudApi /api/v2/parse -Body '{ \"file_id\": \"dfl-1f1f1f1f-1111-4111-8111-111111111111\", \"tier\": \"fast\", "
                + "\"version\": \"latest\" }'")
            .OrThrow().Output
            .Single();

        Assert.IsType<PSCustomObject>(job.BaseObject);
        Assert.Equal(
            ["error_message", "name", "tier", "user_metadata", "id", "status", "created_at", "updated_at", "project_id"],
            job.Properties.Select(property => property.Name));
        Assert.EndsWith("Z", Assert.IsType<string>(job.Properties["created_at"].Value), StringComparison.Ordinal);
    }

    [Fact]
    public void An_answer_keeps_everything_it_holds()
    {
        Emulator.Faults.Add(
            "GET",
            "/api/v2/parse",
            Fault.Answer(200, "application/json", """{"n":12345678901234567890,"map":{"a":1,"A":2},"list":[[1],[]],"x":null,"":3}"""));
        Engine.Run("$a = Invoke-LlamaCloudApi /api/v2/parse").OrThrow();

        Assert.Equal(
            ["12345678901234567890", "2", "2", "3"],
            Engine.Run("\"$($a['n'])\"; $a['map']['A']; $a['list'].Count; $a['']").OrThrow().Output.Select(one => one.ToString()));
    }

    [Fact]
    public void Pages_are_followed_by_the_query_of_a_get()
    {
        EngineResult result = Engine.Run("""
            1..5 | ForEach-Object { $null = Invoke-LlamaCloudApi /api/v2/parse -Body @{ file_id = 'dfl-1f1f1f1f-1111-4111-8111-111111111111'; tier = 'fast'; version = 'latest'; user_metadata = @{ number = "$_" } } }
            Invoke-LlamaCloudApi /api/v2/parse -Query @{ page_size = 2 } -FollowPages | ForEach-Object { $_.user_metadata.number }
            """).OrThrow();

        Assert.Equal(["1", "2", "3", "4", "5"], result.Output.Select(one => one.ToString()).Order());
        Assert.Equal(
            ["/api/v2/parse?page_size=2", "/api/v2/parse?page_size=2&page_token=after-2", "/api/v2/parse?page_size=2&page_token=after-4"],
            Emulator.Requests.Targets.Skip(5));
    }

    [Fact]
    public void Pages_are_followed_by_the_body_of_a_post_also_past_an_empty_one()
    {
        EngineResult result = Engine.Run(
            $"Invoke-LlamaCloudApi {Search} -Body @{{ deployment_name = 'd' }} -FollowPages | ForEach-Object id").OrThrow();

        Assert.Equal([1L, 2L, 3L, 4L, 5L], result.Output.Select(one => one.BaseObject));
        Assert.Equal(4, Emulator.Requests.All.Count);
    }

    [Theory]
    [InlineData(2, 1)]
    [InlineData(3, 3)]
    [InlineData(9, 4)]
    public void First_reads_no_more_pages_than_it_needs(int first, int requests)
    {
        EngineResult result = Engine.Run($"Invoke-LlamaCloudApi {Search} -Body @{{ deployment_name = 'd' }} -First {first}").OrThrow();

        Assert.Equal(Math.Min(first, 5), result.Output.Count);
        Assert.Equal(requests, Emulator.Requests.All.Count);
    }

    [Fact]
    public void An_answer_with_names_of_the_engine_is_a_map()
    {
        Emulator.Faults.Add(
            "GET",
            "/api/v2/parse",
            Fault.Answer(200, "application/json", "\ufeff" + """{"psobject":1,"n":12345678901234567890123456789012345}"""));

        Assert.Equal(
            ["1", "12345678901234567890123456789012345"],
            Engine.Run("$a = Invoke-LlamaCloudApi /api/v2/parse; $a['psobject']; $a['n']").OrThrow().Output.Select(one => one.ToString()));
    }

    [Fact]
    public void WhatIf_sends_nothing_that_changes_something()
    {
        Environment.SetEnvironmentVariable("LLAMA_CLOUD_API_KEY", null);
        Engine.Run(
            $"Invoke-LlamaCloudApi /api/v2/parse -Body @{{ a = 1 }} -WhatIf; Invoke-LlamaCloudApi /api/v2/parse -Method DELETE -WhatIf; "
                + $"Invoke-LlamaCloudApi {Image} -OutFile '{Path.Combine(Folder, "x.jpg")}' -WhatIf").OrThrow();

        Assert.Empty(Emulator.Requests.All);
        Assert.Contains(
            "What if: Performing the operation \"DELETE\" on target \"/api/v2/parse\".",
            Engine.Show("Invoke-LlamaCloudApi /api/v2/parse -Method DELETE -WhatIf"),
            StringComparison.Ordinal);
    }

    [Fact]
    public void A_post_is_sent_once_and_a_put_again()
    {
        Emulator.Faults.Add("POST", "/api/v2/parse", Fault.Status(500, "oh"));
        Emulator.Faults.Add("PUT", "/api/v2/parse", Fault.Status(500, "oh"), times: 1);
        ErrorRecord error = Assert.Single(Engine.Run("Invoke-LlamaCloudApi /api/v2/parse -Body @{ a = 1 }").Errors);
        Assert.StartsWith("LlamaCloudApiServiceUnavailable,", error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.StartsWith("POST http://", error.ToString(), StringComparison.Ordinal);
        Assert.Single(Emulator.Requests.All);
        Engine.Run("Invoke-LlamaCloudApi /api/v2/parse -Method PUT -Body @{ a = 1 }");

        Assert.Equal(3, Emulator.Requests.All.Count);
    }

    [Fact]
    public void Errors_are_those_of_every_command()
    {
        ErrorRecord missing = Assert.Single(Engine.Run("Invoke-LlamaCloudApi /api/v2/parse/pjb-1").Errors);
        Assert.StartsWith("LlamaCloudApiNotFound,", missing.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Equal("/api/v2/parse/pjb-1", missing.TargetObject);
        ErrorRecord invalid = Assert.Single(Engine.Run("Invoke-LlamaCloudApi /api/v2/parse -Body @{ a = 1 }").Errors);
        Assert.Contains("body.tier: Field required", invalid.ToString(), StringComparison.Ordinal);
        ErrorRecord image = Assert.Single(Engine.Run($"Invoke-LlamaCloudApi {Image}").Errors);
        Assert.Contains(
            "What is not JSON is for -Raw, what is large for -OutFile", image.ErrorDetails.RecommendedAction, StringComparison.Ordinal);
    }

    [Fact]
    public void No_content_is_no_output()
    {
        string id = Emulator.Directories.Add("inbox").Id;
        Assert.Empty(Engine.Run($"Invoke-LlamaCloudApi /api/v1/beta/directories/{id} -Method DELETE").OrThrow().Output);
        Assert.Empty(Emulator.Directories.All);
    }

    [Fact]
    public void Raw_is_the_text_as_it_came()
    {
        const string Text = "{ \"a\" : 1.10,\n\t\"b\": \"ü\" }";
        Emulator.Faults.Add("GET", "/api/v2/parse", Fault.Answer(200, "application/json", Text));

        Assert.Equal(Text, Engine.Run("Invoke-LlamaCloudApi /api/v2/parse -Raw").OrThrow().Output.Single().BaseObject);
    }

    [Fact]
    public void Paths_complete_those_of_the_method()
    {
        Assert.Contains("/api/v2/classify", Texts("Invoke-LlamaCloudApi /api/v2/cl"));
        Assert.Contains("'/api/v2/parse/{job_id}'", Texts("Invoke-LlamaCloudApi -Path '/api/v2/parse"));
        Assert.Contains("'/api/v1/beta/agent-data/:search'", Texts("Invoke-LlamaCloudApi agent"));
        Assert.DoesNotContain("'/api/v2/parse/{job_id}/cancel'", Texts("Invoke-LlamaCloudApi -Method GET -Path /api/v2/parse"));
        Assert.Contains("'/api/v2/parse/{job_id}/cancel'", Texts("Invoke-LlamaCloudApi -Method POST -Path /api/v2/parse"));
        Assert.True(Texts("Invoke-LlamaCloudApi /api/").Length > 150);
    }

    private string[] Texts(string line) => [.. Complete(line).Select(match => match.CompletionText)];
}
