using System;
using System.IO;
using System.Linq;
using System.Management.Automation;
using System.Runtime.Versioning;
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
            $job = Invoke-LlamaCloudApi -Path /api/v2/parse -Body @{ file_id = 'dfl-1'; tier = 'fast' }
            do {
                $answer = Invoke-LlamaCloudApi -Path '/api/v2/parse/{job_id}' -PathValue @{ job_id = $job.id } -Query @{ expand = 'markdown_full' }
                $answer.job.status
            } while ($answer.job.status -ne 'COMPLETED')
            $answer.markdown_full
            """).OrThrow();

        Assert.Equal(["RUNNING", "COMPLETED", "# dfl-1\n\n"], result.Output.Select(one => one.ToString()));
        Assert.Equal(["POST", "GET", "GET"], Emulator.Requests.All.Select(request => request.Method));
    }

    [Fact]
    public void Properties_keep_the_services_names_and_times_stay_as_they_were_sent()
    {
        PSObject job = Engine.Run("Invoke-LlamaCloudApi /api/v2/parse -Body '{ \"file_id\": \"dfl-1\", \"tier\": \"fast\" }'").OrThrow().Output.Single();

        Assert.IsType<PSCustomObject>(job.BaseObject);
        Assert.Equal(["id", "status", "project_id", "name", "tier", "content_type", "created_at"], job.Properties.Select(property => property.Name));
        Assert.Equal("2026-09-01T09:00:00.5Z", job.Properties["created_at"].Value);
    }

    [Fact]
    public void An_answer_keeps_everything_it_holds()
    {
        Emulator.Faults.Add("GET", "/api/v2/parse", Fault.Answer(200, "application/json", """{"n":12345678901234567890,"map":{"a":1,"A":2},"list":[[1],[]],"x":null,"":3}"""));
        Engine.Run("$a = Invoke-LlamaCloudApi /api/v2/parse").OrThrow();

        Assert.Equal(["12345678901234567890", "2", "2", "3"], Engine.Run("\"$($a['n'])\"; $a['map']['A']; $a['list'].Count; $a['']").OrThrow().Output.Select(one => one.ToString()));
    }

    [Fact]
    public void Pages_are_followed_by_the_query_of_a_get()
    {
        EngineResult result = Engine.Run("""
            1..5 | ForEach-Object { $null = Invoke-LlamaCloudApi /api/v2/parse -Body @{ file_id = "dfl-$_"; tier = 'fast' } }
            Invoke-LlamaCloudApi /api/v2/parse -Query @{ page_size = 2 } -FollowPages | ForEach-Object name
            """).OrThrow();

        Assert.Equal(["dfl-1", "dfl-2", "dfl-3", "dfl-4", "dfl-5"], result.Output.Select(one => one.ToString()).Order());
        Assert.Equal(["/api/v2/parse?page_size=2", "/api/v2/parse?page_size=2&page_token=2", "/api/v2/parse?page_size=2&page_token=4"], Emulator.Requests.Targets.Skip(5));
    }

    [Fact]
    public void Pages_are_followed_by_the_body_of_a_post_also_past_an_empty_one()
    {
        EngineResult result = Engine.Run($"Invoke-LlamaCloudApi {Search} -Body @{{ deployment_name = 'd' }} -FollowPages | ForEach-Object id").OrThrow();

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
    public void Values_are_written_as_the_service_reads_them()
    {
        Engine.Run("""
            Invoke-LlamaCloudApi /api/v2/parse -Query ([ordered]@{
                many = 'a b', 'c&d'; yes = $true; no = $false; time = [datetime]::new(2026, 1, 2, 3, 4, 5, [datetimekind]'Utc'); number = 1.5; gone = $null; empty = ''; project_id = 'mine' }) -ProjectId other
            """).OrThrow();

        Assert.Equal("/api/v2/parse?many=a%20b&many=c%26d&yes=true&no=false&time=2026-01-02T03%3A04%3A05Z&number=1.5&empty=&project_id=mine", Emulator.Requests.Targets.Single());
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

        Assert.Contains("""{"list":[1,"two",null,true],"one":["x"],"time":"2026-01-02T03:04:05+01:00","deep":{"d":{"d":""", debug, StringComparison.Ordinal);
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

        Assert.Contains("""{"n":null,"list":[null,1],"u":"https://b.example/My%20file.pdf?[redacted]","line":"text","row":{"a":1,"twice":2},"e":[],"ee":[[]]}""", debug, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("-Body @{ x = [xml]'<a><b/></a>' }")]
    [InlineData("-Body $null")]
    [InlineData("-Form @{ f = [byte[]](1, 2) }")]
    [InlineData("-Form @{ }")]
    [InlineData("-Form @{ file = @() }")]
    [InlineData("-Query @{ a = [byte[]](1, 2) }")]
    [InlineData("-Body ([pscustomobject]@{} | ForEach-Object { $_.psobject.Properties.Add([psscriptproperty]::new('bad', { throw 'oh' })); $_ })")]
    [InlineData("-PathValue @{ id = 'x/cancel' }")]
    public void What_is_no_value_of_a_request_is_refused(string parameters)
    {
        EngineResult result = Engine.Run($"Invoke-LlamaCloudApi '/api/v2/parse{(parameters.StartsWith("-PathValue", StringComparison.Ordinal) ? "/{id}" : "")}' {parameters}");

        Assert.StartsWith("LlamaCloudApiRequestInvalid,", result.Terminating!.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Empty(Emulator.Requests.All);
    }

    [Fact]
    public void An_answer_with_names_of_the_engine_is_a_map()
    {
        Emulator.Faults.Add("GET", "/api/v2/parse", Fault.Answer(200, "application/json", "\ufeff" + """{"psobject":1,"n":12345678901234567890123456789012345}"""));

        Assert.Equal(["1", "12345678901234567890123456789012345"], Engine.Run("$a = Invoke-LlamaCloudApi /api/v2/parse; $a['psobject']; $a['n']").OrThrow().Output.Select(one => one.ToString()));
    }

    [Fact]
    public void A_null_in_the_query_leaves_out_the_project_of_the_connection()
    {
        Environment.SetEnvironmentVariable("LLAMA_CLOUD_PROJECT_ID", "p1");
        Engine.Run("Invoke-LlamaCloudApi /api/v2/organizations -Query @{ project_id = $null }; Invoke-LlamaCloudApi /api/v2/organizations").OrThrow();

        Assert.Equal(["/api/v2/organizations", "/api/v2/organizations?project_id=p1"], Emulator.Requests.Targets);
    }

    [Fact]
    public void A_key_that_slipped_in_elsewhere_is_neither_shown_nor_sent_as_an_id()
    {
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
        Assert.Contains("holds itself", Engine.Run("$a = @{}; $a.a = $a; Invoke-LlamaCloudApi /api/v2/parse -Body $a").Terminating!.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Each_record_of_a_pipeline_is_the_body_of_a_request()
    {
        EngineResult result = Engine.Run("""
            $bodies = @{ file_id = 'dfl-1'; tier = 'fast' }, $null, @{ bad = [scriptblock]::Create('1') }, '{ "file_id": "dfl-2", "tier": "fast" }', [pscustomobject]@{ file_id = 'dfl-3'; tier = 'fast' }
            $jobs = $bodies | Invoke-LlamaCloudApi /api/v2/parse
            $jobs | ForEach-Object { (Invoke-LlamaCloudApi '/api/v2/parse/{job_id}' -PathValue @{ job_id = $_.id }).job.id -eq $_.id }
            """);

        Assert.Null(result.Terminating);
        Assert.Equal([true, true, true], result.Output.Select(one => one.BaseObject));
        Assert.Equal(["LlamaCloudApiRequestInvalid", "LlamaCloudApiRequestInvalid"], result.Errors.Select(error => error.FullyQualifiedErrorId.Split(',')[0]));
        Assert.Equal(3, Emulator.Requests.All.Count(request => request.Method == "POST"));
    }

    [Fact]
    public void An_empty_pipeline_and_WhatIf_send_nothing()
    {
        Engine.Run("@() | Invoke-LlamaCloudApi /api/v2/parse; @{ a = 1 }, @{ a = 2 } | Invoke-LlamaCloudApi /api/v2/parse -WhatIf").OrThrow();

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
        EngineResult result = Engine.Run($"@{{ file_id = 'dfl-1'; tier = 'fast' }}, @{{ file_id = 'dfl-2'; tier = 'fast' }} | Invoke-LlamaCloudApi /api/v2/parse {parameters.Replace("FILE", file, StringComparison.Ordinal)}");

        Assert.StartsWith("LlamaCloudApiParameterConflict,", result.Terminating!.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Equal(requests, Emulator.Requests.Count);
    }

    [Fact]
    public void WhatIf_sends_nothing_that_changes_something()
    {
        Environment.SetEnvironmentVariable("LLAMA_CLOUD_API_KEY", null);
        Engine.Run($"Invoke-LlamaCloudApi /api/v2/parse -Body @{{ a = 1 }} -WhatIf; Invoke-LlamaCloudApi /api/v2/parse -Method DELETE -WhatIf; Invoke-LlamaCloudApi {Image} -OutFile '{Path.Combine(Folder, "x.jpg")}' -WhatIf").OrThrow();

        Assert.Empty(Emulator.Requests.All);
        Assert.Contains("What if: Performing the operation \"DELETE\" on target \"/api/v2/parse\".", Engine.Show("Invoke-LlamaCloudApi /api/v2/parse -Method DELETE -WhatIf"), StringComparison.Ordinal);
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
        Assert.Contains("body.file_id: Field required", invalid.ToString(), StringComparison.Ordinal);
        ErrorRecord image = Assert.Single(Engine.Run($"Invoke-LlamaCloudApi {Image}").Errors);
        Assert.Contains("What is not JSON is for -Raw, what is large for -OutFile", image.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void No_content_is_no_output() =>
        Assert.Empty(Engine.Run("Invoke-LlamaCloudApi /api/v1/beta/directories/1 -Method DELETE").OrThrow().Output);

    [Fact]
    public void Raw_is_the_text_as_it_came()
    {
        const string Text = "{ \"a\" : 1.10,\n\t\"b\": \"ü\" }";
        Emulator.Faults.Add("GET", "/api/v2/parse", Fault.Answer(200, "application/json", Text));

        Assert.Equal(Text, Engine.Run("Invoke-LlamaCloudApi /api/v2/parse -Raw").OrThrow().Output.Single().BaseObject);
    }

    [Fact]
    public void A_form_sends_a_file_and_json_in_a_field()
    {
        using TemporaryFolder folder = new();
        string file = folder.Write("Größe.txt", "the text");
        EngineResult result = Engine.Run($$"""
            $job = Invoke-LlamaCloudApi /api/v2/parse/upload -Form @{ file = [io.fileinfo]'{{file}}'; configuration = @{ tier = 'fast' } }
            $job
            $null = Invoke-LlamaCloudApi "/api/v2/parse/$($job.id)"
            (Invoke-LlamaCloudApi "/api/v2/parse/$($job.id)" -Query @{ expand = 'markdown_full' }).markdown_full
            """).OrThrow();

        Assert.Equal(("Größe.txt", """{"tier":"fast"}""", "text/plain"), (result.Output[0].Properties["name"].Value, result.Output[0].Properties["tier"].Value, result.Output[0].Properties["content_type"].Value));
        Assert.Equal("# Größe.txt\n\nthe text", result.Output[1].ToString());
    }

    [Fact]
    public void OutFile_is_written_whole_and_in_place_of_what_was_there()
    {
        using TemporaryFolder folder = new();
        string file = folder.Write("page.jpg", "old");
        Assert.Empty(Engine.Run($"Invoke-LlamaCloudApi {Image} -OutFile '{file}'").OrThrow().Output);

        Assert.Equal(Enumerable.Range(0, 300_000).Select(i => (byte)(i % 251)), File.ReadAllBytes(file));
        Assert.Equal([file], folder.Files);
    }

    [Fact]
    [UnsupportedOSPlatform("windows")]
    public void OutFile_keeps_a_link_and_permissions_and_refuses_what_is_read_only()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Links need rights there, and permissions are others.");
        using TemporaryFolder folder = new();
        string file = folder.Write("private.jpg", "old");
        File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        string link = Path.Combine(Path.GetDirectoryName(file)!, "link.jpg");
        File.CreateSymbolicLink(link, file);
        Engine.Run($"Invoke-LlamaCloudApi {Image} -OutFile '{link}'").OrThrow();

        Assert.Equal(file, new FileInfo(link).LinkTarget);
        Assert.Equal(300_000, new FileInfo(file).Length);
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file));
        File.SetUnixFileMode(file, UnixFileMode.UserRead);
        Assert.Contains("read-only", Engine.Run($"Invoke-LlamaCloudApi {Image} -OutFile '{file}'").Terminating!.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void OutFile_may_be_an_ordinary_file_beside_devices()
    {
        Assert.SkipUnless(Directory.Exists("/dev/shm"), "There is no such folder here.");
        string file = $"/dev/shm/llamacloud-{Guid.NewGuid():N}.jpg";
        try
        {
            Engine.Run($"Invoke-LlamaCloudApi {Image} -OutFile {file}; Invoke-LlamaCloudApi {Image} -OutFile {file}").OrThrow();
            Assert.Equal(300_000, new FileInfo(file).Length);
        }
        finally
        {
            File.Delete(file);
        }
    }

    [Fact]
    public void OutFile_is_left_as_it_was_when_the_answer_breaks_off()
    {
        using TemporaryFolder folder = new();
        string file = folder.Write("page.jpg", "old");
        Emulator.Faults.Add("GET", Image, Fault.BreakInBody("half of", cut: true));
        ErrorRecord error = Assert.Single(Engine.Run($"Invoke-LlamaCloudApi {Image} -OutFile '{file}'").Errors);

        Assert.StartsWith("LlamaCloudApiConnectionFailed,", error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Equal(3, Emulator.Requests.All.Count);
        Assert.Equal("old", File.ReadAllText(file));
        Assert.Equal([file], folder.Files);
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
