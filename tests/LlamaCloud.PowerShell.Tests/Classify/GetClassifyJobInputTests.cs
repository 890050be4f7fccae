using System;
using System.Linq;
using System.Threading.Tasks;
using LlamaCloud.Demo.Engine;
using LlamaCloud.Emulator.Classify;
using LlamaCloud.Emulator.Jobs;
using Xunit;

namespace LlamaCloud.PowerShell.Tests.Classify;

/// <summary>Everything an id can come in, and everything that looks like one and is not.</summary>
public sealed class GetClassifyJobInputTests : ModuleTest
{
    private const string Path = "/api/v2/classify/";
    private const string Project = JobStore.DefaultProjectId;
    private const string Organization = "0f8fad5b-d9cb-469f-a165-70867728950e";

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        // A request for each id, one after another, shows what each was read as; how they are grouped is another question.
        Engine.Run("$PSDefaultParameterValues = @{ 'Get-ClassifyJob:NoGrouping' = $true; 'Get-ClassifyJob:ThrottleLimit' = 1 }").OrThrow();
        foreach (string id in (string[])["a", "b", "c", "1042", "0f8fad5b-d9cb-469f-a165-70867728950e"])
        {
            Emulator.Jobs.Put(SeedJobs.Job(id, 1, "PENDING"));
        }
    }

    [Theory]
    [InlineData("Get-ClassifyJob -JobId a", "a")]
    [InlineData("Get-ClassifyJob a", "a")]
    [InlineData("Get-ClassifyJob -Id a", "a")]
    [InlineData("Get-ClassifyJob -job_id a", "a")]
    [InlineData("Get-ClassifyJob a, b, a", "a", "b", "a")]
    [InlineData("Get-ClassifyJob ' a '", "a")]
    [InlineData("'a', 'b' | Get-ClassifyJob", "a", "b")]
    [InlineData(", @('a', 'b') | Get-ClassifyJob", "a", "b")]
    [InlineData("Get-ClassifyJob ([guid]'0f8fad5b-d9cb-469f-a165-70867728950e')", "0f8fad5b-d9cb-469f-a165-70867728950e")]
    [InlineData("[guid]'0f8fad5b-d9cb-469f-a165-70867728950e' | Get-ClassifyJob", "0f8fad5b-d9cb-469f-a165-70867728950e")]
    [InlineData("1042 | Get-ClassifyJob", "1042")]
    [InlineData("[pscustomobject]@{ JobId = 'a' }, [pscustomobject]@{ JOBID = 'b' } | Get-ClassifyJob", "a", "b")]
    [InlineData("[pscustomobject]@{ Id = 'a' } | Get-ClassifyJob", "a")]
    [InlineData("[pscustomobject]@{ job_id = 'a' }, [pscustomobject]@{ Job_Id = 'b' } | Get-ClassifyJob", "a", "b")]
    [InlineData("[pscustomobject]@{ Id = 'b'; JobId = 'a' } | Get-ClassifyJob", "a")]
    [InlineData("[pscustomobject]@{ Id = 'b'; JobId = '' } | Get-ClassifyJob", "b")]
    [InlineData(
        "[pscustomobject]@{ JobId = [guid]'0f8fad5b-d9cb-469f-a165-70867728950e' } | Get-ClassifyJob",
        "0f8fad5b-d9cb-469f-a165-70867728950e")]
    [InlineData("[pscustomobject]@{ id = 1042 } | Get-ClassifyJob", "1042")]
    [InlineData("[pscustomobject]@{ JobId = 'a', 'b' } | Get-ClassifyJob", "a", "b")]
    [InlineData("@{ JobId = 'a' }, @{ job_id = 'b' }, @{ ID = 'c' } | Get-ClassifyJob", "a", "b", "c")]
    [InlineData("[ordered]@{ note = 'x'; id = 'a' } | Get-ClassifyJob", "a")]
    [InlineData("Get-ClassifyJob -JobId ([pscustomobject]@{ JobId = 'a' }, 'b', @{ id = 'c' })", "a", "b", "c")]
    [InlineData("class Row { [string] $JobId }; [Row]@{ JobId = 'a' } | Get-ClassifyJob", "a")]
    [InlineData("[pscustomobject]@{ Key = 'a' } | Get-ClassifyJob -JobId { $_.Key }", "a")]
    [InlineData("[pscustomobject]@{ PSTypeName = 'My.Row'; Id = 'a' } | Get-ClassifyJob", "a")]
    [InlineData("([xml]\"<j><job Id='a'/></j>\").j.job | Get-ClassifyJob", "a")]
    [InlineData("([xml]\"<j><job JobId='a'/><job JobId='b'><note/></job></j>\").j.job | Get-ClassifyJob", "a", "b")]
    [InlineData("Get-ClassifyJob -JobId ([xml]\"<j><job><job_id>a</job_id></job></j>\").j.job", "a")]
    public void Ids_bind_from(string script, params string[] ids)
    {
        EngineResult result = Engine.Run(script);

        Assert.Null(result.Terminating);
        Assert.Empty(result.Errors);
        Assert.Equal(ids, result.Output.Select(job => (string)job.Properties["Id"].Value));
        Assert.Equal(ids.Select(id => Path + id), Emulator.Requests.Targets);
    }

    [Fact]
    public void A_row_of_a_database_binds()
    {
        System.Data.DataTable table = new();
        table.Columns.Add("Id");
        table.Columns.Add("project_id");
        table.Rows.Add("a", DBNull.Value);
        table.Rows.Add("b", Project);
        Engine.Runspace.SessionStateProxy.SetVariable("table", table);
        Assert.Empty(Engine.Run("$table.Rows | Get-ClassifyJob").OrThrow().Errors);

        Assert.Equal([Path + "a", Path + "b?project_id=" + Project], Emulator.Requests.Targets);
    }

    [Theory]
    [InlineData("Get-ClassifyJob a | Get-ClassifyJob")]
    [InlineData("$job = Get-ClassifyJob a; Get-ClassifyJob -JobId $job")]
    [InlineData(
        "$job = Get-ClassifyJob a; $text = [Management.Automation.PSSerializer]::Serialize($job); "
            + "[Management.Automation.PSSerializer]::Deserialize($text) | Get-ClassifyJob")]
    public void An_earlier_job_binds_with_its_project(string script)
    {
        Assert.Equal("a", Engine.Run(script).OrThrow().Output.Single().Properties["JobId"].Value);
        Assert.Equal([Path + "a", $"{Path}a?project_id={Project}"], Emulator.Requests.Targets);
    }

    [Theory]
    [InlineData("[pscustomobject]@{ JobId = 'a'; project_id = $p; organization_id = $o } | Get-ClassifyJob", true, true)]
    [InlineData("[pscustomobject]@{ JobId = 'a'; ProjectId = $p } | Get-ClassifyJob", true, false)]
    [InlineData("[pscustomobject]@{ JobId = 'a'; project_id = ''; organization_id = ' ' } | Get-ClassifyJob", false, false)]
    [InlineData("@{ JobId = 'a'; project_id = $p; OrganizationId = $o } | Get-ClassifyJob", true, true)]
    [InlineData("Get-ClassifyJob -JobId ([pscustomobject]@{ JobId = 'a'; project_id = $p })", true, false)]
    [InlineData("Get-ClassifyJob a -ProjectId $p -OrganizationId $o", true, true)]
    [InlineData("Get-ClassifyJob a -project_id $p -organization_id $o", true, true)]
    [InlineData("[pscustomobject]@{ JobId = 'a'; project_id = 'of the row' } | Get-ClassifyJob -ProjectId $p", true, false)]
    [InlineData("@{ JobId = 'a'; project_id = 'of the row' } | Get-ClassifyJob -ProjectId $p", true, false)]
    public void Project_and_organization_come_along_with_the_id(string script, bool project, bool organization)
    {
        Assert.Empty(Engine.Run($"$p = '{Project}'; $o = '{Organization}'; {script}").OrThrow().Errors);

        string[] query =
        [
            .. new[] { project ? "project_id=" + Project : null, organization ? "organization_id=" + Organization : null }.OfType<string>(),
        ];
        Assert.Equal([Path + "a" + (query.Length == 0 ? string.Empty : "?" + string.Join('&', query))], Emulator.Requests.Targets);
    }

    [Fact]
    public void The_project_of_one_row_is_not_that_of_the_next()
    {
        Engine.Run(
            $"[pscustomobject]@{{ JobId = 'a'; project_id = '{Project}' }}, [pscustomobject]@{{ JobId = 'b' }}, 'c' | "
                + $"Get-ClassifyJob").OrThrow();

        Assert.Equal([$"{Path}a?project_id={Project}", Path + "b", Path + "c"], Emulator.Requests.Targets);
    }

    [Theory]
    [InlineData("@() | Get-ClassifyJob")]
    [InlineData("Get-ClassifyJob -JobId @()")]
    [InlineData("[pscustomobject]@{ JobId = 'a' } | Where-Object JobId -eq 'z' | Get-ClassifyJob")]
    public void Nothing_in_sends_nothing_and_emits_nothing(string script)
    {
        Environment.SetEnvironmentVariable("LLAMA_CLOUD_API_KEY", null);

        Assert.Empty(Engine.Run(script).OrThrow().Output);
        Assert.Empty(Emulator.Requests.All);
    }

    [Theory]
    [InlineData("$null")]
    [InlineData("''")]
    [InlineData("'  '")]
    [InlineData("'.'")]
    [InlineData("'..'")]
    [InlineData("'../projects'")]
    [InlineData("'a\\b'")]
    [InlineData("'a?b'")]
    [InlineData("'a#b'")]
    [InlineData("'a%2Fb'")]
    [InlineData("\"a`nb\"")]
    [InlineData("('x' * 201)")]
    public void A_bad_id_is_one_error_about_it_and_the_good_ones_around_it_go_on(string bad)
    {
        foreach (string script in (string[])[$"'a', {bad}, 'b' | Get-ClassifyJob", $"Get-ClassifyJob -JobId 'a', {bad}, 'b'"])
        {
            EngineResult result = Engine.Run(script);

            Assert.Null(result.Terminating);
            Assert.Equal(["a", "b"], result.Output.Select(job => job.Properties["Id"].Value));
            System.Management.Automation.ErrorRecord error = Assert.Single(result.Errors);
            Assert.StartsWith("ClassifyJobIdInvalid,", error.FullyQualifiedErrorId, StringComparison.Ordinal);
            Assert.Equal(System.Management.Automation.ErrorCategory.InvalidArgument, error.CategoryInfo.Category);
            Assert.Equal(Engine.Run(bad).Output.SingleOrDefault()?.BaseObject, error.TargetObject);
        }

        Assert.Equal([Path + "a", Path + "b", Path + "a", Path + "b"], Emulator.Requests.Targets);
    }

    [Theory]
    [InlineData("[pscustomobject]@{ foo = 'bar' }", "columns? 'foo'\\.")]
    [InlineData("[pscustomobject]@{ Key = 'x'; Note = 'y' }", "columns 'Key', 'Note'\\.")]
    [InlineData("[pscustomobject]@{ JobId = ''; Note = 'y' }", "columns 'JobId', 'Note'\\.")]
    [InlineData("[pscustomobject]@{ JobId = $null }", "column 'JobId'\\.")]
    [InlineData("[pscustomobject]@{ }", "without columns\\.")]
    [InlineData("@{ foo = 'bar' }", "column 'foo'\\.")]
    [InlineData("@{ JobId = @{ nested = 1 } }", "column 'JobId'\\.")]
    [InlineData("[pscustomobject]@{ JobId = @() }", "column 'JobId'\\.")]
    [InlineData("([xml]\"<j><job Key='x'/></j>\").j.job", "columns 'Key', ")]
    [InlineData("[pscustomobject]@{ \"a$([char]27)[31m\" = 1 }", "column 'a\\?\\[31m'\\.")]
    public void A_row_without_an_id_is_one_error_that_names_the_columns(string row, string columns)
    {
        foreach (string script in (string[])[$"'a', {row}, 'b' | Get-ClassifyJob", $"Get-ClassifyJob -JobId 'a', ({row}), 'b'"])
        {
            EngineResult result = Engine.Run(script);

            Assert.Null(result.Terminating);
            Assert.Equal(["a", "b"], result.Output.Select(job => job.Properties["Id"].Value));
            System.Management.Automation.ErrorRecord error = Assert.Single(result.Errors);
            Assert.StartsWith("ClassifyJobIdMissing,", error.FullyQualifiedErrorId, StringComparison.Ordinal);
            Assert.Matches(columns, error.ToString());
            Assert.EndsWith("rows with the id in a column JobId, job_id or Id.", error.ToString(), StringComparison.Ordinal);
            Assert.NotNull(error.TargetObject);
        }
    }

    [Theory]
    [InlineData("[Diagnostics.Process]::GetCurrentProcess()", "System.Diagnostics.Process")]
    [InlineData("[IO.FileInfo]::new('a.pdf')", "System.IO.FileInfo")]
    [InlineData("(Get-Command Get-Command)", "System.Management.Automation.CmdletInfo")]
    [InlineData("[datetime]'2026-01-01'", "System.DateTime")]
    [InlineData("[pscustomobject]@{ PSTypeName = 'LlamaCloud.File'; Id = 'dfl-1'; JobId = 'x' }", "LlamaCloud.File")]
    [InlineData("[pscustomobject]@{ PSTypeName = 'Deserialized.System.Diagnostics.Process'; Id = 7 }", "System.Diagnostics.Process")]
    [InlineData("[pscustomobject]@{ PSTypeName = 'Selected.System.Diagnostics.Process'; Id = 7 }", "System.Diagnostics.Process")]
    [InlineData("[pscustomobject]@{ PSTypeName = 'CSV:System.Diagnostics.Process'; Id = 7 }", "System.Diagnostics.Process")]
    public void An_object_of_another_kind_is_refused_by_name(string other, string name)
    {
        EngineResult result = Engine.Run($"$other = {other}; 'a', $other, 'b' | Get-ClassifyJob");

        Assert.Null(result.Terminating);
        Assert.Equal(["a", "b"], result.Output.Select(job => job.Properties["Id"].Value));
        System.Management.Automation.ErrorRecord error = Assert.Single(result.Errors);
        Assert.StartsWith("ClassifyJobIdWrongType,", error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.StartsWith(name + " is not a classify job", error.ToString(), StringComparison.Ordinal);
        Assert.Equal([Path + "a", Path + "b"], Emulator.Requests.Targets);
    }

    [Fact]
    public void A_project_is_refused_with_the_way_to_its_jobs()
    {
        EngineResult result = Engine.Run("Get-LlamaCloudProject Inv* | Wait-ClassifyJob; Get-LlamaCloudProject Inv* | Save-LlamaCloudFile");

        Assert.Equal(
            ["ClassifyJobIdWrongType", "LlamaCloudFileIdWrongType"],
            result.Errors.Select(error => error.FullyQualifiedErrorId.Split(',')[0]));
        Assert.Contains("ForEach-Object { Get-ClassifyJob -ProjectId $_.Id }", result.Errors[0].ToString(), StringComparison.Ordinal);
        Assert.Contains("ForEach-Object { Get-LlamaCloudFile -ProjectId $_.Id }", result.Errors[1].ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Wait-ClassifyJob -Timeout 0")]
    [InlineData("Stop-ClassifyJob")]
    [InlineData("Remove-ClassifyJob -Force")]
    public void An_element_of_xml_never_vanishes(string command)
    {
        EngineResult result = Engine.Run($"([xml]\"<j><job Id='nobody'/><job Key='x'/></j>\").j.job | {command}");

        Assert.Equal(
            ["ClassifyJobIdMissing", "ClassifyJobNotFound"],
            result.Errors.Select(error => error.FullyQualifiedErrorId.Split(',')[0]).Order());
    }

    [Theory]
    [InlineData(
        "(1 | ForEach-Object { $o = [pscustomobject]@{ a = 1 }; $o.PSObject.Properties.Add([psscriptproperty]::new('JobId', { throw 'no "
            + "luck' })); $o })")]
    [InlineData("[pscustomobject]@{ JobId = 'c'; ProjectId = @{ a = 1 } }")]
    [InlineData("@{ JobId = 'c'; project_id = 'p', 'q' }")]
    public void An_item_that_cannot_be_read_is_one_error_about_it(string item)
    {
        EngineResult result = Engine.Run($"$item = {item}; Get-ClassifyJob -JobId 'a', $item, 'b'");

        Assert.Null(result.Terminating);
        Assert.Equal(["a", "b"], result.Output.Select(job => job.Properties["Id"].Value));
        Assert.StartsWith("ClassifyJobIdUnreadable,", Assert.Single(result.Errors).FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Equal([Path + "a", Path + "b"], Emulator.Requests.Targets);
    }

    // What came along with an id is tied to its string: not to another one that happens to be equal.
    [Fact]
    public void An_id_that_came_before_in_a_row_does_not_keep_that_rows_project()
    {
        Engine.Run(
            $"$id = 'a'; Get-ClassifyJob -JobId @{{ JobId = $id; project_id = '{Project}' }}, $id, @{{ JobId = $id; project_id = "
                + $"'{JobStore.OtherProjectId}' }}, $id");

        Assert.Equal(
            [$"{Path}a?project_id={Project}", Path + "a", $"{Path}a?project_id={JobStore.OtherProjectId}", Path + "a"],
            Emulator.Requests.Targets);
    }

    [Fact]
    public void A_list_that_holds_itself_is_refused()
    {
        EngineResult result = Engine.Run("$list = [Collections.ArrayList]::new(); [void]$list.Add($list); Get-ClassifyJob -JobId $list");

        Assert.Single(result.Errors);
        Assert.Empty(Emulator.Requests.All);
    }

    [Theory]
    [InlineData("Get-ClassifyJob -JobId $notSet")]
    [InlineData("$notSet | Get-ClassifyJob")]
    public void A_variable_that_was_never_set_is_an_error(string script)
    {
        EngineResult result = Engine.Run(script);

        Assert.Contains("is null", Assert.Single(result.Errors).ToString(), StringComparison.Ordinal);
        Assert.Empty(Emulator.Requests.All);
    }
}
