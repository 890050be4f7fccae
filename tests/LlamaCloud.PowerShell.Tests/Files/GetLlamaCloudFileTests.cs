using System;
using System.Linq;
using System.Management.Automation;
using LlamaCloud.Demo.Engine;
using LlamaCloud.Emulator.Classify;
using LlamaCloud.Emulator.Faults;
using LlamaCloud.Emulator.Files;
using LlamaCloud.Emulator.Jobs;
using Xunit;

namespace LlamaCloud.PowerShell.Tests.Files;

/// <summary>What the service knows of files: by id, and in lists.</summary>
public sealed class GetLlamaCloudFileTests : FileTest
{
    private string[] Lists => [.. Emulator.Requests.Targets.Where(target => target.StartsWith(Route + "?", StringComparison.Ordinal))];

    [Theory]
    [InlineData($"Get-LlamaCloudFile {SeedFiles.Invoice}")]
    [InlineData($"Get-LlamaCloudFile -Id ' {SeedFiles.Invoice} '")]
    [InlineData($"'{SeedFiles.Invoice}' | Get-LlamaCloudFile")]
    [InlineData($"[pscustomobject]@{{ FileId = '{SeedFiles.Invoice}' }} | Get-LlamaCloudFile")]
    [InlineData($"[pscustomobject]@{{ Id = '{SeedFiles.Invoice}'; Name = 'x' }} | Get-LlamaCloudFile")]
    [InlineData($"@{{ file_input = '{SeedFiles.Invoice}' }} | Get-LlamaCloudFile")]
    [InlineData($"Get-LlamaCloudFile {SeedFiles.Invoice} | Get-LlamaCloudFile")]
    [InlineData($"Get-LlamaCloudFile (Get-LlamaCloudFile {SeedFiles.Invoice})")]
    public void A_file_is_found_by_its_id_whatever_that_comes_in(string script)
    {
        PSObject file = Assert.Single(Run(script).OrThrow().Output);

        Assert.Equal(
            [SeedFiles.Invoice, "invoice-0042.txt", "txt", "classify"],
            ((string[])["Id", "Name", "FileType", "Purpose"]).Select(name => file.Properties[name].Value));
        Assert.Equal(new DateTimeOffset(2026, 9, 1, 8, 1, 0, TimeSpan.Zero), file.Properties["LastModifiedAt"].Value);
        Assert.Empty(Lists);
    }

    [Fact]
    public void A_file_of_another_project_is_looked_for_there()
    {
        string id = Emulator.Files.Add("a.txt", [1], projectId: JobStore.OtherProjectId).Id;
        Run(
            $"[pscustomobject]@{{ FileId = '{id}'; project_id = '{JobStore.OtherProjectId}' }} | Get-LlamaCloudFile | "
                + $"Get-LlamaCloudFile").OrThrow();

        Assert.All(
            Emulator.Requests.Targets,
            target => Assert.EndsWith($"?project_id={JobStore.OtherProjectId}", target, StringComparison.Ordinal));
        Assert.Equal(2, Emulator.Requests.Count);
    }

    [Fact]
    public void Bad_ids_fail_alone_and_in_their_places()
    {
        EngineResult result = Run(
            $"'{SeedFiles.Invoice}', 'dfl-none', '../x', $null, $info, 'llx-0123456789', '{SeedFiles.Receipt}' | Get-LlamaCloudFile",
            ("info", new System.IO.FileInfo("x")));

        Assert.Null(result.Terminating);
        Assert.Equal(["invoice-0042.txt", "receipt.txt"], Texts(result, "Name"));
        Assert.Equal(
            [
                "LlamaCloudFileNotFound", "LlamaCloudFileIdInvalid", "LlamaCloudFileIdInvalid", "LlamaCloudFileIdWrongType",
                "LlamaCloudFileIdInvalid",
            ],
            IdsOf(result));
        Assert.Contains(
            "is not a file of the service; Send-LlamaCloudFile uploads it", result.Errors[3].ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain(
            "0123456789", string.Concat(result.Errors.Select(error => $"{error}{error.TargetObject}")), StringComparison.Ordinal);
        Assert.Equal(3, Emulator.Requests.Count);
    }

    [Fact]
    public void What_looks_like_a_name_is_told_where_names_go()
    {
        Assert.EndsWith(
            "a name is given with -Name.",
            AssertOne(Run("Get-LlamaCloudFile contract.md"), "LlamaCloudFileNotFound").ErrorDetails.RecommendedAction,
            StringComparison.Ordinal);
        Assert.DoesNotContain(
            "-Name",
            AssertOne(Run("Get-LlamaCloudFile dfl-0"), "LlamaCloudFileNotFound").ErrorDetails.RecommendedAction,
            StringComparison.Ordinal);
        Assert.DoesNotContain(
            "-Name",
            AssertOne(Run("Remove-LlamaCloudFile contract.md"), "LlamaCloudFileNotFound").ErrorDetails.RecommendedAction,
            StringComparison.Ordinal);
    }

    [Fact]
    public void Without_ids_it_lists()
    {
        Assert.Equal(["contract.md", "receipt.txt", "invoice-0042.txt"], Texts(Run("Get-LlamaCloudFile").OrThrow(), "Name"));
        Assert.Equal([$"{Route}?page_size=1000"], Emulator.Requests.Targets);
    }

    [Theory]
    [InlineData("@() | Get-LlamaCloudFile", 0)]
    [InlineData("Get-LlamaCloudFile @()", 0)]
    [InlineData("$null | Get-LlamaCloudFile", 1)]
    [InlineData("Get-LlamaCloudFile $null", 1)]
    public void An_empty_input_is_never_a_list(string script, int errors)
    {
        EngineResult result = Run(script);

        Assert.Empty(result.Output);
        Assert.Equal(errors, result.Errors.Count);
        Assert.Empty(Emulator.Requests.All);
    }

    [Fact]
    public void Names_without_wildcards_are_the_services_to_find_and_others_are_found_here()
    {
        Store("a b&c.pdf");
        Store("A1.pdf");

        Assert.Equal(["a b&c.pdf"], Texts(Run("Get-LlamaCloudFile -Name 'a b&c.pdf'").OrThrow(), "Name"));
        Assert.Equal([$"{Route}?page_size=1000&file_name=a%20b%26c.pdf"], Lists);
        Assert.Equal("a1.pdf", AssertOne(Run("Get-LlamaCloudFile -Name 'a1.pdf'"), "LlamaCloudFileNameNotFound").TargetObject);
        EngineResult result = Run("Get-LlamaCloudFile -Name 'a?.pdf', nothing, 'x*'");
        Assert.Equal(["A1.pdf"], Texts(result, "Name"));
        Assert.Equal("nothing", AssertOne(result, "LlamaCloudFileNameNotFound").TargetObject);
        Assert.DoesNotContain(Lists, target => target.Contains("%3F", StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public void A_name_with_brackets_is_one_where_there_is_such_a_file_on_whatever_page()
    {
        Store("a[1].pdf");
        Store("a1.pdf");
        Store("a[.pdf");
        // A page each: the file that the pattern matches comes before the one that is named so.
        Emulator.Faults.Add("GET", Route, Fault.Reply(request => Page(request.Query["file_name"], request.Query["page_token"])));

        Assert.Equal(["a[1].pdf"], Texts(Run("Get-LlamaCloudFile -Name 'a[1].pdf'").OrThrow(), "Name"));
        Emulator.Faults.Clear();
        Assert.Equal(["a1.pdf"], Texts(Run("Get-LlamaCloudFile -Name 'a[12].pdf'").OrThrow(), "Name"));
        Assert.Equal(["a[.pdf"], Texts(Run("Get-LlamaCloudFile -Name 'a[.pdf'").OrThrow(), "Name"));
        AssertOne(Run("Get-LlamaCloudFile -Name 'nosuch[1'"), "LlamaCloudFileNameNotFound");

        static string Page(string? name, string? token) =>
            name is null && token is null
                ? """{"items":[{"id":"dfl-1","name":"a1.pdf"}],"next_page_token":"2"}"""
                : """{"items":[{"id":"dfl-2","name":"a[1].pdf"}]}""";
    }

    [Theory]
    [InlineData("-First 2", 2, 2)]
    [InlineData("-First 1 -Name '*.txt'", 1, 1000)]
    [InlineData("-First 5 -Name '*.txt', 'contract.md'", 3, 1000)]
    [InlineData("-First 2 -Name 'invoice-0042.txt', 'contract.md', 'receipt.txt'", 2, 2)]
    [InlineData("-First 5000", 3, 1000)]
    public void First_ends_the_list(string parameters, int count, int pageSize)
    {
        Assert.Equal(count, Run($"Get-LlamaCloudFile {parameters}").OrThrow().Output.Count);
        Assert.StartsWith($"{Route}?page_size={pageSize}", Lists[0], StringComparison.Ordinal);
    }

    [Fact]
    public void First_with_wildcards_counts_what_matches_and_reads_no_further_page()
    {
        Emulator.Faults.Add("GET", Route, Fault.Reply(request => request.Query["page_token"].ToString() switch
        {
            "" => """{"items":[{"id":"dfl-1","name":"b.pdf"}],"next_page_token":"2"}""",
            "2" => """{"items":[],"next_page_token":"3"}""",
            _ => """{"items":[{"id":"dfl-2","name":"a1.pdf"},{"id":"dfl-3","name":"a2.pdf"}],"next_page_token":"4"}""",
        }));

        Assert.Equal(["a1.pdf"], Texts(Run("Get-LlamaCloudFile -Name a* -First 1").OrThrow(), "Name"));
        Assert.Equal(3, Emulator.Requests.Count);
    }

    [Fact]
    public void An_id_of_another_system_is_looked_for_as_it_was_given()
    {
        Emulator.Files.Add("a.txt", [1], externalFileId: " e 1 ");

        Assert.Equal(["a.txt"], Texts(Run("Get-LlamaCloudFile -ExternalFileId ' e 1 '").OrThrow(), "Name"));
    }

    [Theory]
    [InlineData("-Name x")]
    [InlineData("-First 1")]
    public void Filters_in_a_pipeline_are_refused(string filter)
    {
        EngineResult result = Run($"'{SeedFiles.Invoice}' | Get-LlamaCloudFile {filter}");

        Assert.Equal("LlamaCloudFileListInPipeline", IdOf(result.Terminating));
        Assert.Empty(Emulator.Requests.All);
    }

    [Fact]
    public void No_address_of_contents_is_shown_whatever_its_shape()
    {
        Emulator.Faults.Add(
            "GET",
            $"{Route}/dfl-1",
            Fault.Answer(
                200,
                "application/json",
                """{"id":"dfl-1","name":"a","download_url":{"url":"https://x.example/y?sig=hush","expires_at":null},"new_field":7}"""),
            times: 1);
        Emulator.Faults.Add(
            "GET",
            $"{Route}/dfl-1",
            Fault.Answer(200, "application/json", """{"id":"dfl-1","name":"a","download_url":"x.example/y?q=hush"}"""));
        EngineResult result = Run("""
            $VerbosePreference = $DebugPreference = 'Continue'
            $all = 1..2 | ForEach-Object { Get-LlamaCloudFile dfl-1 5>&1 }
            $all | ForEach-Object { "$_"; [System.Management.Automation.PSSerializer]::Serialize($_, 5) }
            """).OrThrow();

        Assert.DoesNotContain("hush", string.Concat(result.Output), StringComparison.Ordinal);
        Assert.Contains("new_field", string.Concat(result.Output), StringComparison.Ordinal);
    }

    [Fact]
    public void The_view_shows_what_tells_files_apart()
    {
        Emulator.Files.Add(
            "long name that does not fit into the width of its column.pdf",
            [1],
            purpose: "parse",
            id: "dfl-0f0f0f0f-0000-4000-8000-000000000000");
        string shown = Start(new HostedEngine(width: 120)).Show(
            $"Get-LlamaCloudFile dfl-0f0f0f0f-0000-4000-8000-000000000000, {SeedFiles.Invoice}");

        Assert.Matches(@"Id +Name +Purpose +LastModifiedAt", shown);
        Assert.Matches($@"{SeedFiles.Invoice} invoice-0042\.txt +classify +2026-09-01 08:01Z", shown);
        Assert.Contains("dfl-0f0f0f0f-0000-4000-8000-000000000000 long name that does not fit", shown, StringComparison.Ordinal);
    }
}
