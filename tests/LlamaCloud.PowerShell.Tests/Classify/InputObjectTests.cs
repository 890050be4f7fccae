using System.Linq;
using LlamaCloud.Demo.Engine;
using LlamaCloud.Emulator.Classify;
using Xunit;

namespace LlamaCloud.PowerShell.Tests.Classify;

/// <summary>What came through the pipeline for a job stays with it, and with nothing that is written elsewhere.</summary>
public sealed class InputObjectTests : StartTest
{
    private const string Rows = "[pscustomobject]@{ JobId = '" + SeedJobs.Invoice + "'; Document = 'a' }, [pscustomobject]@{ JobId = '"
        + SeedJobs.Receipt + "'; Document = 'b' }";

    [Theory]
    [InlineData(Rows + " | Get-ClassifyJob | ForEach-Object { $_.InputObject.Document }")]
    [InlineData(Rows + " | Wait-ClassifyJob | ForEach-Object { $_.InputObject.Document }")]
    [InlineData(Rows + " | Get-ClassifyJob | Wait-ClassifyJob | ForEach-Object { $_.InputObject.Document }")]
    [InlineData(
        "@{ JobId = '" + SeedJobs.Invoice + "'; Document = 'a' }, @{ JobId = '" + SeedJobs.Receipt
            + "'; Document = 'b' } | Get-ClassifyJob | ForEach-Object { $_.InputObject.Document }")]
    public void The_row_travels_along(string script) =>
        Assert.Equal(["a", "b"], Engine.Run(script).OrThrow().Output.Select(one => (string)one.BaseObject).Order());

    [Fact]
    public void Two_rows_of_one_job_keep_theirs() => Assert.Equal(
        ["a", "b"],
        Engine.Run(
            $"'a', 'b' | ForEach-Object {{ [pscustomobject]@{{ JobId = '{SeedJobs.Invoice}'; Document = $_ }} }} | Get-ClassifyJob | "
                + $"ForEach-Object {{ $_.InputObject.Document }}")
            .OrThrow().Output.Select(one => (string)one.BaseObject));

    [Fact]
    public void The_file_of_a_job_travels_through_waiting()
    {
        Write("a.txt");

        Assert.Equal(
            "a.txt",
            Engine.Run(
                "$folder.GetFiles() | Start-ClassifyJob -Rule $rules -Wait | ForEach-Object { $_.InputObject.Name "
                    + "}").OrThrow().Output.Single().BaseObject);
    }

    [Fact]
    public void No_list_of_properties_and_no_serialiser_sees_it()
    {
        EngineResult result = Engine.Run($$"""
            $job = {{Rows}} | Get-ClassifyJob | ForEach-Object { $_ } | Where-Object Id -eq '{{SeedJobs.Invoice}}'
            $job.PSObject.Properties.Name
            [System.Management.Automation.PSSerializer]::Serialize($job)
            """).OrThrow();

        Assert.DoesNotContain(result.Output, one => one.ToString()!.Contains("InputObject", System.StringComparison.Ordinal));
        Assert.DoesNotContain(result.Output, one => one.ToString()!.Contains("Document\"", System.StringComparison.Ordinal));
    }

    [Fact]
    public void Each_job_has_the_three_and_null_where_nothing_is_known()
    {
        EngineResult result = Engine.Run(
            $"Set-StrictMode -Version 3; $job = Get-ClassifyJob {SeedJobs.Invoice}; $null -eq $job.FileName; $null -eq $job.SourcePath; "
                + "$null -eq $job.InputObject").OrThrow();

        Assert.Equal([true, true, true], result.Output.Select(one => one.BaseObject));
    }

    [Theory]
    [InlineData("[pscustomobject]@{ JobId = 'clj-none'; Document = 'a' } | Get-ClassifyJob")]
    [InlineData("[pscustomobject]@{ JobId = ''; Document = 'a' } | Get-ClassifyJob")]
    [InlineData("[pscustomobject]@{ JobId = 'clj-none'; Document = 'a' } | Wait-ClassifyJob")]
    [InlineData("[pscustomobject]@{ JobId = 'clj-none'; Document = 'a' } | Stop-ClassifyJob")]
    [InlineData("[pscustomobject]@{ FileId = 'dfl-none'; Document = 'a' } | Start-ClassifyJob -Rule $rules")]
    [InlineData("[pscustomobject]@{ Path = 'nowhere.pdf'; Document = 'a' } | Start-ClassifyJob -Rule $rules")]
    public void An_error_carries_it_too(string script) =>
        Assert.Equal(
            "a",
            Engine.Run(
                $"{script} -ErrorVariable problems -ErrorAction SilentlyContinue; "
                    + "$problems[0].InputObject.Document").Output.Single().BaseObject);
}
