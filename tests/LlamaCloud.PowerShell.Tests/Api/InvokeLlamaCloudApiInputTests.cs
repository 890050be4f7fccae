using System;
using System.Linq;
using System.Management.Automation;
using LlamaCloud.Demo.Engine;
using LlamaCloud.Emulator.Faults;
using Xunit;

namespace LlamaCloud.PowerShell.Tests.Api;

/// <summary>What a request is put together from, and what is refused before it is sent.</summary>
public sealed class InvokeLlamaCloudApiInputTests : ModuleTest
{
    [Fact]
    public void Values_are_written_as_the_service_reads_them()
    {
        Emulator.Faults.Add("GET", "/api/v1/beta/agent-data", Fault.Answer(200, "application/json", "{}"));
        Engine.Run("""
            Invoke-LlamaCloudApi /api/v1/beta/agent-data -Query ([ordered]@{
                many = 'a b', 'c&d'; yes = $true; no = $false; time = [datetime]::new(2026, 1, 2, 3, 4, 5, [datetimekind]'Utc'); number = 1.5; gone = $null; empty = ''; project_id = 'mine' }) -ProjectId 11111111-2222-4333-8444-555555555555
            """).OrThrow();

        Assert.Equal(
            "/api/v1/beta/agent-data?many=a%20b&many=c%26d&yes=true&no=false&time=2026-01-02T03%3A04%3A05Z"
                + "&number=1.5&empty=&project_id=mine",
            Emulator.Requests.Targets.Single());
    }

    [Fact]
    public void A_body_is_written_whole_and_nothing_is_cut_at_a_depth()
    {
        Engine.Run("""
            $DebugPreference = 'Continue'
            $deep = 1; 1..20 | ForEach-Object { $deep = @{ d = $deep } }
            Invoke-LlamaCloudApi /api/v2/parse -Body ([pscustomobject]@{ list = @(1, 'two', $null, $true); one = @('x'); time = [datetimeoffset]::new(2026, 1, 2, 3, 4, 5, [timespan]::FromHours(1)); deep = $deep; text = 'Größe "1"' }) 5>&1 | ForEach-Object { $debug += "$_" }
            """);
        string debug = Engine.Run("$debug").OrThrow().Output.Single().ToString()!;

        Assert.Contains(
            """{"list":[1,"two",null,true],"one":["x"],"time":"2026-01-02T03:04:05+01:00","deep":{"d":{"d":""",
            debug,
            StringComparison.Ordinal);
        Assert.Contains("""{"d":1}}}}}}}}}}}}}}}}}}}},"text":"Größe \"1\""}""", debug, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", "LlamaCloudApiPathRequired")]
    [InlineData("'/api/v2/parse/{job_id}'", "LlamaCloudApiRequestInvalid")]
    [InlineData("'/api/v2/parse/{job_id}' -PathValue @{ job_id = '..' }", "LlamaCloudApiRequestInvalid")]
    [InlineData("'/api/v2/parse' -PathValue @{ job_id = 'x' }", "LlamaCloudApiRequestInvalid")]
    [InlineData("'https://evil.example/api'", "LlamaCloudApiRequestInvalid")]
    [InlineData("'//evil.example/api'", "LlamaCloudApiRequestInvalid")]
    [InlineData("'/x@evil.example/api'", "LlamaCloudApiRequestInvalid")]
    [InlineData("'/api/../v2'", "LlamaCloudApiRequestInvalid")]
    [InlineData("'/api/%2e%2e/v2'", "LlamaCloudApiRequestInvalid")]
    [InlineData("/api/v2/parse -Body '{ broken'", "LlamaCloudApiRequestInvalid")]
    [InlineData("/api/v2/parse -Body @{ a = [scriptblock]::Create('1') }", "LlamaCloudApiRequestInvalid")]
    [InlineData("/api/v2/parse -Body @{ a = [double]::PositiveInfinity }", "LlamaCloudApiRequestInvalid")]
    [InlineData("/api/v2/parse -Query @{ a = @{} }", "LlamaCloudApiRequestInvalid")]
    [InlineData("/api/v2/parse -Form @{ file = [io.fileinfo]'/nowhere/x.pdf' }", "LlamaCloudApiRequestInvalid")]
    [InlineData("/api/v2/parse -Body @(1) -FollowPages", "LlamaCloudApiRequestInvalid")]
    [InlineData("/api/v2/parse -Body @{} -Form @{}", "LlamaCloudApiParameterConflict")]
    [InlineData("/api/v2/parse -Raw -OutFile x", "LlamaCloudApiParameterConflict")]
    [InlineData("/api/v2/parse -Raw -FollowPages", "LlamaCloudApiParameterConflict")]
    [InlineData("/api/v2/parse -Method GET -Body @{}", "LlamaCloudApiParameterConflict")]
    [InlineData("/api/v2/parse -Method get -Body @{}", "LlamaCloudApiParameterConflict")]
    [InlineData("/api/v2/parse -OutFile /dev/null", "LlamaCloudApiOutFileInvalid")]
    [InlineData("/api/v2/parse -OutFile /nowhere/at/all.json", "LlamaCloudApiOutFileInvalid")]
    [InlineData("/api/v2/parse -OutFile Nope:/x", "LlamaCloudApiOutFileInvalid")]
    [InlineData("/api/v2/parse -OutFile Env:/PATH", "LlamaCloudApiOutFileInvalid")]
    [InlineData("/api/v2/parse -OutFile nofolder/", "LlamaCloudApiOutFileInvalid")]
    public void What_cannot_be_sent_is_refused_before(string parameters, string id)
    {
        EngineResult result = Engine.Run("Invoke-LlamaCloudApi " + parameters);

        Assert.StartsWith(id + ",", result.Terminating!.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.DoesNotContain("(Parameter", result.Terminating.ToString(), StringComparison.Ordinal);
        Assert.Empty(Emulator.Requests.All);
    }

    [Fact]
    public void What_is_nothing_an_address_or_computed_is_sent_as_what_it_is()
    {
        string debug = Engine.Run("""
            $DebugPreference = 'Continue'
            $nothing = & { }
            $line = [psobject]'text'; $line.psobject.Properties.Add([psnoteproperty]::new('ReadCount', 1))
            $row = [pscustomobject]@{ a = 1 }; $row.psobject.Properties.Add([psscriptproperty]::new('twice', { $this.a * 2 }))
            Invoke-LlamaCloudApi /api/v2/parse -Body ([ordered]@{ n = $nothing; list = @($nothing, 1); u = [uri]'https://b.example/My%20file.pdf?sig=a%2Bb'; line = $line; row = $row; e = @(); ee = @(, @()) }) 5>&1 | ForEach-Object { $debug = $debug + "$_" }
            $debug
            """).Output[0].ToString()!;

        Assert.Contains(
            """{"n":null,"list":[null,1],"u":"https://b.example/My%20file.pdf?[redacted]","line":"text","row":{"a":1,"twice":2},"e":[],"ee":[[]]}""",
            debug,
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("-Body @{ x = [xml]'<a><b/></a>' }")]
    [InlineData("-Body $null")]
    [InlineData("-Form @{ f = [byte[]](1, 2) }")]
    [InlineData("-Form @{ }")]
    [InlineData("-Form @{ file = @() }")]
    [InlineData("-Query @{ a = [byte[]](1, 2) }")]
    [InlineData(
        "-Body ([pscustomobject]@{} | ForEach-Object { $_.psobject.Properties.Add([psscriptproperty]::new('bad', { throw 'oh' })); $_ })")]
    [InlineData("-PathValue @{ id = 'x/cancel' }")]
    public void What_is_no_value_of_a_request_is_refused(string parameters)
    {
        EngineResult result = Engine.Run(
            $"Invoke-LlamaCloudApi '/api/v2/parse{(parameters.StartsWith("-PathValue", StringComparison.Ordinal) ? "/{id}" : "")}"
                + $"' {parameters}");

        Assert.StartsWith("LlamaCloudApiRequestInvalid,", result.Terminating!.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Empty(Emulator.Requests.All);
    }

    [Fact]
    public void A_null_in_the_query_leaves_out_the_project_of_the_connection()
    {
        LeaveDescription();
        const string Id = "11111111-2222-4333-8444-555555555555";
        Environment.SetEnvironmentVariable("LLAMA_CLOUD_PROJECT_ID", Id);
        Engine.Run(
            "Invoke-LlamaCloudApi /api/v2/organizations -Query @{ project_id = $null }; Invoke-LlamaCloudApi "
                + "/api/v2/organizations").OrThrow();

        Assert.Equal(["/api/v2/organizations", "/api/v2/organizations?project_id=" + Id], Emulator.Requests.Targets);
    }

    [Fact]
    public void A_key_that_slipped_in_elsewhere_is_neither_shown_nor_sent_as_an_id()
    {
        LeaveDescription();
        EngineResult result = Engine.Run("""
            $k = $env:LLAMA_CLOUD_API_KEY
            $VerbosePreference = 'Continue'
            $all = & {
                Get-ClassifyJob $k
                Invoke-LlamaCloudApi /api/v2/projects/x -Query @{ q = $k }
                try { Get-ClassifyJob clj-1 -Connection $k } catch { "$_" }
                try { Invoke-LlamaCloudApi '/api/v2/parse/{id}' -PathValue @{ id = $k } } catch { "$_" }
            } *>&1
            $all | ForEach-Object { "$_ $($_.TargetObject) $($_.Exception)" }
            """);
        string all = string.Join('\n', result.Output.Concat(result.Verbose.Select(text => new PSObject(text))));

        Assert.Contains("?q=[redacted]", Uri.UnescapeDataString(all), StringComparison.Ordinal);
        Assert.DoesNotContain(Emulator.ApiKey, all, StringComparison.Ordinal);
        Assert.Single(Emulator.Requests.All);
    }

    [Fact]
    public void A_body_that_holds_itself_is_refused()
    {
        Assert.Contains(
            "holds itself",
            Engine.Run("$a = @{}; $a.a = $a; Invoke-LlamaCloudApi /api/v2/parse -Body $a").Terminating!.ToString(),
            StringComparison.Ordinal);
    }

    [Fact]
    public void Each_record_of_a_pipeline_is_the_body_of_a_request()
    {
        EngineResult result = Engine.Run("""
            $bodies = @{ file_id = 'dfl-1f1f1f1f-1111-4111-8111-111111111111'; tier = 'fast'; version = 'latest' }, $null, @{ bad = [scriptblock]::Create('1') }, '{ "file_id": "dfl-2f2f2f2f-2222-4222-8222-222222222222", "tier": "fast", "version": "latest" }', [pscustomobject]@{ file_id = 'dfl-3f3f3f3f-3333-4333-8333-333333333333'; tier = 'fast'; version = 'latest' }
            $jobs = $bodies | Invoke-LlamaCloudApi /api/v2/parse
            $jobs | ForEach-Object { (Invoke-LlamaCloudApi '/api/v2/parse/{job_id}' -PathValue @{ job_id = $_.id }).job.id -eq $_.id }
            """);

        Assert.Null(result.Terminating);
        Assert.Equal([true, true, true], result.Output.Select(one => one.BaseObject));
        Assert.Equal(
            ["LlamaCloudApiRequestInvalid", "LlamaCloudApiRequestInvalid"],
            result.Errors.Select(error => error.FullyQualifiedErrorId.Split(',')[0]));
        Assert.Equal(3, Emulator.Requests.All.Count(request => request.Method == "POST"));
    }

    [Fact]
    public void An_empty_pipeline_and_WhatIf_send_nothing()
    {
        Engine.Run(
            "@() | Invoke-LlamaCloudApi /api/v2/parse; @{ a = 1 }, @{ a = 2 } | Invoke-LlamaCloudApi /api/v2/parse -WhatIf").OrThrow();

        Assert.Empty(Emulator.Requests.All);
    }

    [Theory]
    [InlineData("-Form @{ a = 1 }", 0)]
    [InlineData("-Method GET", 0)]
    [InlineData("-OutFile FILE", 1)]
    public void What_does_not_go_with_a_pipeline_is_refused(string parameters, int requests)
    {
        using TemporaryFolder folder = new();
        string file = folder.Write("answer.json", "old");
        EngineResult result = Engine.Run(
            $"@{{ file_id = 'dfl-1'; tier = 'fast' }}, @{{ file_id = 'dfl-2'; tier = 'fast' }} | Invoke-LlamaCloudApi "
                + $"/api/v2/parse {parameters.Replace("FILE", file, StringComparison.Ordinal)}");

        Assert.StartsWith("LlamaCloudApiParameterConflict,", result.Terminating!.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Equal(requests, Emulator.Requests.Count);
    }

    [Fact]
    public void A_form_sends_a_file_and_json_in_a_field()
    {
        using TemporaryFolder folder = new();
        string file = folder.Write("Größe.txt", "the text");
        Emulator.ParseJobs.PendingFor = Emulator.ParseJobs.RunningFor = TimeSpan.Zero;
        EngineResult result = Engine.Run($$"""
            $job = Invoke-LlamaCloudApi /api/v2/parse/upload -Form @{ file = [io.fileinfo]'{{file}}'; configuration = @{ tier = 'fast'; version = 'latest' } }
            $job
            (Invoke-LlamaCloudApi "/api/v2/parse/$($job.id)" -Query @{ expand = 'markdown_full' }).markdown_full
            """).OrThrow();

        Assert.Equal(("Größe.txt", "fast"), (result.Output[0].Properties["name"].Value, result.Output[0].Properties["tier"].Value));
        Assert.Equal("text/plain", Emulator.Files.All.Single(one => one.Name == "Größe.txt").ContentType);
        Assert.Equal("the text", result.Output[1].ToString());
    }
}
