using System;
using System.Text.Json.Nodes;
using LlamaCloud.Demo.Engine;
using LlamaCloud.Emulator.Jobs;
using Xunit;

namespace LlamaCloud.PowerShell.Tests.Parse;

/// <summary>What a person sees of parse jobs and their results.</summary>
public sealed class ParseViewTests : ParseTest
{
    private const string Jobs = "'pjb-11111111-1111-4111-8111-111111111111', 'pjb-22222222-2222-4222-8222-222222222222' | Get-ParseJob";

    private const string TableAt120 = """
        Id                                       Status    Tier           Name                                CreatedAt
        --                                       ------    ----           ----                                ---------
        pjb-11111111-1111-4111-8111-111111111111 COMPLETED cost_effective report.pdf                          2026-09-01 09:01Z
        pjb-22222222-2222-4222-8222-222222222222 FAILED    agentic        scan.pdf                            2026-09-01 09:02Z
        """;

    private const string TableAt80 = """
        Id                                       Status    Tier           Name
        --                                       ------    ----           ----
        pjb-11111111-1111-4111-8111-111111111111 COMPLETED cost_effective report.pdf
        pjb-22222222-2222-4222-8222-222222222222 FAILED    agentic        scan.pdf
        """;

    private const string ListOfFailed = """
        Id           : pjb-22222222-2222-4222-8222-222222222222
        Status       : FAILED
        ErrorMessage : The file is encrypted and could not be read.
        Name         : scan.pdf
        Tier         : agentic
        UserMetadata : {"team":"research"}
        ProjectId    : c3a0d8bf-1966-4b47-9c9e-2d4f8a6b5c11
        CreatedAt    : 2026-09-01 09:02:00Z
        UpdatedAt    : 2026-09-01 09:02:00Z
        """;

    [Theory]
    [InlineData(120, TableAt120)]
    [InlineData(80, TableAt80)]
    public void Jobs_are_a_table(int width, string table)
    {
        Put();
        Assert.Equal(table.ReplaceLineEndings("\n"), Lines(Start(new HostedEngine(width)).Show(Jobs)));
    }

    [Fact]
    public void A_job_is_a_list()
    {
        Put();
        using ListViews lists = new(Places.Module);
        HostedEngine engine = Start(new HostedEngine(120, formatFile: lists.Path));

        Assert.Equal(ListOfFailed.ReplaceLineEndings("\n"), Lines(engine.Show("Get-ParseJob pjb-22222222-2222-4222-8222-222222222222")));
    }

    [Fact]
    public void Jobs_of_documents_are_shown_by_their_names()
    {
        Write("a.txt");
        string shown = Lines(Engine.Show("Get-ChildItem a.txt | Start-ParseJob -Wait"));

        Assert.StartsWith(
            "FileName                     Status    Id                                       Tier\n", shown, StringComparison.Ordinal);
        Assert.Contains("\na.txt                        COMPLETED pjb-", shown, StringComparison.Ordinal);
    }

    [Fact]
    public void Pages_and_tables_are_shown_by_what_is_in_them()
    {
        Write("a.txt", "One.\f[unreadable]\fItem | Count\nBox | 12");
        Engine.Run("$job = Get-ChildItem a.txt | Start-ParseJob -Wait").OrThrow();

        Assert.Equal(
            """
            FileName                  Page Success Confidence Markdown
            --------                  ---- ------- ---------- --------
            a.txt                        1 True        98.0 % One.
            a.txt                        2 False       98.0 % The page could not be read: its image is damaged.
            a.txt                        3 True        98.0 % | Item | Count | | --- | --- | | Box | 12 |
            """.ReplaceLineEndings("\n"),
            Lines(Engine.Show("$job | Receive-ParseJob -Page -WarningAction SilentlyContinue")));
        Assert.Equal(
            "| Item | Count |\n| --- | --- |\n| Box | 12 |",
            Lines(Engine.Show("$job | Receive-ParseJob -Include Items -WarningAction SilentlyContinue | % Tables")));
    }

    [Fact]
    public void Lists_of_a_result_are_texts_of_one_word()
    {
        Write("a.txt", "One.\f[unreadable]\fItem | Count\nBox | 12");

        Assert.Equal(["2|3|2|1|0|2 1"], Texts(Engine.Run("""
            Get-ChildItem a.txt | Start-ParseJob -Wait | Receive-ParseJob -Include Items, Markdown -WarningAction SilentlyContinue | % {
                "$(($_.FailedPages).ToString())|$($_.Pages.ToString())|$($_.Items.ToString())|$($_.Tables.ToString())|$($_.Forms.ToString())|$($_.FailedPages) $($_.Pages[0])"
            }
            """)));
    }

    private void Put()
    {
        Emulator.ParseJobs.Put(Job("pjb-11111111-1111-4111-8111-111111111111", 1, "COMPLETED", "report.pdf", "cost_effective"));
        JsonObject failed = Job("pjb-22222222-2222-4222-8222-222222222222", 2, "FAILED", "scan.pdf", "agentic");
        failed["error_message"] = "The file is encrypted and could not be read.";
        failed["user_metadata"] = new JsonObject { ["team"] = "research" };
        Emulator.ParseJobs.Put(failed);
    }

    private static JsonObject Job(string id, int minute, string status, string name, string tier) => new()
    {
        ["id"] = id,
        ["status"] = status,
        ["project_id"] = JobStore.DefaultProjectId,
        ["name"] = name,
        ["tier"] = tier,
        ["created_at"] = $"2026-09-01T09:0{minute}:00Z",
        ["updated_at"] = $"2026-09-01T09:0{minute}:00Z",
    };
}
