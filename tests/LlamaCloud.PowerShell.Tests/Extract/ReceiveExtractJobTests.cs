using System;
using System.Linq;
using System.Management.Automation;
using System.Text.Json.Nodes;
using LlamaCloud.Demo.Engine;
using Xunit;

namespace LlamaCloud.PowerShell.Tests.Extract;

/// <summary>What jobs have found comes out as objects that can be worked with.</summary>
public sealed class ReceiveExtractJobTests : ExtractTest
{
    private const string Flat =
        "FileName=a.txt, JobId=#, Number=2026-0142, Date=2026-08-31, Total=1135.5, Payer=null, Lines[0].Text=Virtual server, "
            + "Lines[0].Amount=40, Lines[1].Text=Backup storage, Lines[1].Amount=15";

    private static readonly string[] s_known = ["FileName", "Record", "Value", "Confidence", "Page", "Citation"];

    [Fact]
    public void A_document_becomes_a_record_with_the_fields_of_the_schema()
    {
        Write("a.txt");
        PSObject record = Engine.Run("Start-ExtractJob a.txt -Schema $schema -Wait | Receive-ExtractJob").OrThrow().Output.Single();

        Assert.Equal(
            "Number=2026-0142, Date=2026-08-31, Total=1135.5, Payer=null, Lines=[Text=Virtual server, Amount=40 | Text=Backup storage, "
                + "Amount=15]",
            Text(record).Split(", ", 3)[2]);
        Assert.Equal(["FileName", "JobId"], record.Properties.Take(2).Select(one => one.Name));
        Assert.Equal(
            ("a.txt", true),
            (record.Properties["FileName"].Value, ((string)record.Properties["JobId"].Value).StartsWith("ext-", StringComparison.Ordinal)));
        Assert.IsType<DateTime>(record.Properties["Date"].Value);
        Assert.IsType<double>(record.Properties["Total"].Value);
    }

    [Fact]
    public void Of_the_record_alone_nothing_of_the_job_is_left()
    {
        Write("a.txt");
        PSObject record = Engine.Run("Start-ExtractJob a.txt -Schema $schema -Wait | Receive-ExtractJob -RecordOnly")
            .OrThrow().Output
            .Single();
        Assert.Equal(["Number", "Date", "Total", "Payer", "Lines"], record.Properties.Select(one => one.Name));
    }

    [Theory]
    [InlineData("a.txt, b.txt")]
    [InlineData("b.txt, a.txt")]
    public void Flat_records_have_the_same_columns_whichever_comes_first(string order)
    {
        Write("a.txt");
        Write("b.txt", "Number: 7\n  Pencils  3.10");
        EngineResult result = Engine.Run(
            $"Start-ExtractJob {order} -Schema $schema | Wait-ExtractJob | Receive-ExtractJob -Flatten").OrThrow();
        string[] rows = [.. result.Output.Select(Text).Order().Select(WithoutId)];

        Assert.Equal(Flat, rows[0]);
        Assert.Equal(
            "FileName=b.txt, JobId=#, Number=7, Date=null, Total=null, Payer=null, Lines[0].Text=Pencils, Lines[0].Amount=3.1, "
                + "Lines[1].Text=null, Lines[1].Amount=null", rows[1]);
    }

    [Fact]
    public void A_list_that_no_record_has_items_of_is_a_column_all_the_same()
    {
        Write("a.txt", "Number: 7");
        PSObject record = Engine.Run("Start-ExtractJob a.txt -Schema $schema -Wait | Receive-ExtractJob -Flatten -RecordOnly")
            .OrThrow().Output
            .Single();
        Assert.Equal("Number=7, Date=null, Total=null, Payer=null, Lines=null", Text(record));
    }

    [Fact]
    public void Fields_have_what_is_to_be_checked_by_hand()
    {
        Write("a.txt");
        EngineResult result = Engine.Run("""
            Start-ExtractJob a.txt -Schema $schema -CiteSources -ConfidenceScores -Wait | Receive-ExtractJob -Field | Where-Object Confidence -lt .8
            """).OrThrow();

        // What nobody is sure of at all is less than every number, too.
        Assert.Equal(["Number", "Date", "Total", "Payer"], result.Output.Select(field => field.Properties["Field"].Value));
        Assert.Equal(
            ["a.txt", 0, 1135.5, 0.33, 1, "Total amount due: 1,135.50 EUR"],
            s_known.Select(name => result.Output[2].Properties[name].Value));
        Assert.EndsWith("a.txt", (string)result.Output[2].Properties["SourcePath"].Value, StringComparison.Ordinal);
        Assert.Null(result.Output[3].Properties["Confidence"].Value);
    }

    [Fact]
    public void Pages_and_rows_are_a_record_each()
    {
        Write("a.txt", "Total: 1\n\fTotal: 2");
        Write("b.txt");
        EngineResult pages = Engine.Run(
            "Start-ExtractJob a.txt -Schema @{ Total = [int] } -Target PerPage -Wait | Receive-ExtractJob -RecordOnly").OrThrow();
        EngineResult rows = Engine.Run(
            "Start-ExtractJob b.txt -Schema ([ordered]@{ Text = [string]; Amount = [double] }) -Target per_table_row -Wait | "
                + "Receive-ExtractJob -RecordOnly").OrThrow();

        Assert.Equal(["Total=1", "Total=2"], pages.Output.Select(Text));
        Assert.Equal(["Text=Virtual server, Amount=40", "Text=Backup storage, Amount=15"], rows.Output.Select(Text));
    }

    [Fact]
    public void A_field_of_the_schema_wins_over_the_name_of_the_file_and_one_warning_says_so()
    {
        Write("a.txt", "filename: x.pdf");
        Write("b.txt", "filename: y.pdf");
        EngineResult result = Engine.Run(
            "Start-ExtractJob *.txt -Schema @{ filename = [string] } -Wait | Receive-ExtractJob 3>&1").OrThrow();

        Assert.Equal(
            ["x.pdf", "y.pdf"],
            result.Output.Where(one => one.BaseObject is PSCustomObject).Select(one => one.Properties["filename"].Value).Order());
        Assert.Equal(
            "The schema has a field FileName of its own: it is shown, and not that of the job.",
            Assert.Single(result.Output, one => one.BaseObject is WarningRecord).ToString());
    }

    [Fact]
    public void Names_that_PowerShell_does_not_tell_apart_are_both_there()
    {
        Write("a.txt", "total: 1");
        string schema = """{ "type": "object", "properties": { "total": { "type": "integer" }, "Total": { "type": "integer" } } }""";
        Engine.Runspace.SessionStateProxy.SetVariable("cases", schema);
        EngineResult result = Engine.Run(
            "$job = Start-ExtractJob a.txt -Schema $cases -Wait; $job | Receive-ExtractJob -RecordOnly; $job | Receive-ExtractJob "
                + "-RecordOnly -Flatten").OrThrow();
        Assert.Equal(["total=1, Total_2=1", "total=1, Total_2=1"], result.Output.Select(Text));
    }

    [Fact]
    public void Jobs_that_came_without_their_schema_are_read_again_in_groups()
    {
        foreach (int number in Enumerable.Range(0, 25))
        {
            Write($"{number:00}.txt", $"Number: {number}");
        }

        Engine.Run("$jobs = Start-ExtractJob *.txt -Schema $schema -Wait").OrThrow();
        Emulator.Requests.Clear();
        EngineResult result = Engine.Run("$jobs | Receive-ExtractJob").OrThrow();

        Assert.Equal(25, result.Output.Count);
        Assert.All(
            result.Output,
            one => Assert.Equal(one.Properties["FileName"].Value, $"{int.Parse((string)one.Properties["Number"].Value, null):00}.txt"));
        Assert.Contains("expand=configuration", Assert.Single(Emulator.Requests.All).Target, StringComparison.Ordinal);
    }

    [Fact]
    public void Jobs_that_came_with_all_that_is_needed_ask_for_nothing()
    {
        Write("a.txt");
        Engine.Run("$jobs = Start-ExtractJob a.txt -Schema $schema -Wait | Get-ExtractJob -IncludeMetadata").OrThrow();
        Emulator.Requests.Clear();
        Assert.Equal(9, Engine.Run("$jobs | Receive-ExtractJob; $jobs | Receive-ExtractJob -Field").OrThrow().Output.Count);
        Assert.Empty(Emulator.Requests.All);
    }

    [Fact]
    public void Each_job_without_a_result_is_one_error_and_the_others_go_on()
    {
        Write("a.txt");
        Engine.Run("$good = Start-ExtractJob a.txt -Schema $schema -Wait").OrThrow();
        Put("ext-1", "FAILED", "The file is encrypted.");
        Put("ext-2", "CANCELLED", null);
        Put("ext-3", "THROTTLED", null);
        EngineResult result = Engine.Run("'ext-1', 'ext-2', 'ext-3', $good, 'ext-4', 'clj-1' | Receive-ExtractJob");

        Assert.Single(result.Output);
        Assert.Equal(
            ["ExtractJobFailed", "ExtractJobCancelled", "ExtractJobNotEnded", "ExtractJobNotFound", "ExtractJobIdInvalid"], IdsOf(result));
        Assert.StartsWith(
            "Extract job 'ext-1' failed. The service says: The file is encrypted.", result.Errors[0].ToString(), StringComparison.Ordinal);
        Assert.Equal(
            "Extract job 'ext-3' is THROTTLED and has no result yet. Pipe it to Wait-ExtractJob first.", result.Errors[2].ToString());
        Assert.Contains("is the id of a classify job and not of an extract job", result.Errors[4].ToString(), StringComparison.Ordinal);
        Assert.Equal("ext-1", PSObject.AsPSObject(result.Errors[0].TargetObject).Properties["Id"].Value);
    }

    [Theory]
    [InlineData("-Flatten")]
    [InlineData("-RecordOnly")]
    public void Values_are_no_records(string also)
    {
        Exception refused = Assert.ThrowsAny<Exception>(() => Engine.Run($"'ext-1' | Receive-ExtractJob -Field {also}").OrThrow());
        Assert.Contains("Leave one out.", refused.Message, StringComparison.Ordinal);
        Assert.Empty(Emulator.Requests.All);
    }

    private void Put(string id, string status, string? why) => Emulator.ExtractJobs.Put(new JsonObject
    {
        ["id"] = id,
        ["project_id"] = LlamaCloud.Emulator.Jobs.JobStore.DefaultProjectId,
        ["file_input"] = "dfl-1",
        ["status"] = status,
        ["error_message"] = why,
        ["created_at"] = "2026-09-01T09:00:00Z", ["updated_at"] = "2026-09-01T09:00:00Z", ["configuration"] = null,
    });

    private static string WithoutId(string row) => System.Text.RegularExpressions.Regex.Replace(row, "ext-[0-9a-f-]+", "#");
}
