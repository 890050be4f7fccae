using System;
using System.Linq;
using System.Management.Automation;
using System.Text.Json.Nodes;
using LlamaCloud.Demo.Engine;
using LlamaCloud.Emulator.Classify;
using Xunit;

namespace LlamaCloud.PowerShell.Tests.Classify;

/// <summary>What a person sees.</summary>
public sealed class ClassifyJobViewTests : ModuleTest
{
    private const string Jobs =
        $"'{SeedJobs.Invoice}', '{SeedJobs.NoMatch}', '{SeedJobs.Running}', '{SeedJobs.Failed}', '{SeedJobs.Cancelled}' | Get-ClassifyJob";

    private const string TableAt120 = """
        Id                                       Status    Type              Confidence FileInput             CreatedAt
        --                                       ------    ----              ---------- ---------             ---------
        clj-11111111-1111-4111-8111-111111111111 COMPLETED invoice               98.7 % dfl-11111111-1111-41… 2026-09-01 09:09Z
        clj-44444444-4444-4444-8444-444444444444 COMPLETED                       12.0 % dfl-44444444-4444-44… 2026-09-01 09:06Z
        clj-55555555-5555-4555-8555-555555555555 RUNNING                                dfl-55555555-5555-45… 2026-09-01 09:05Z
        clj-77777777-7777-4777-8777-777777777777 FAILED                                 dfl-77777777-7777-47… 2026-09-01 09:03Z
        clj-88888888-8888-4888-8888-888888888888 CANCELLED                              dfl-88888888-8888-48… 2026-09-01 09:02Z
        """;

    private const string TableAt80 = """
        Id                                       Status    Type              Confidence
        --                                       ------    ----              ----------
        clj-11111111-1111-4111-8111-111111111111 COMPLETED invoice               98.7 %
        clj-44444444-4444-4444-8444-444444444444 COMPLETED                       12.0 %
        clj-55555555-5555-4555-8555-555555555555 RUNNING
        clj-77777777-7777-4777-8777-777777777777 FAILED
        clj-88888888-8888-4888-8888-888888888888 CANCELLED
        """;

    private const string ListOfContract = """
        Id                : clj-33333333-3333-4333-8333-333333333333
        Status            : COMPLETED
        Type              : contract
        Confidence        : 91.5 %
        Reasoning         : Terms, conditions and two signatures are present.
        FileInput         : pjb-33333333-aaaa-4aaa-8aaa-333333333333
        DocumentInputType : parse_job_id
        ParseJobId        : pjb-33333333-aaaa-4aaa-8aaa-333333333333
        Configuration     : invoice: contains invoice number, line items, and total amount
                            receipt: purchase receipt with transaction info and merchant details
                            contract: legal contract with terms, conditions, and signatures
                            mode FAST
                            read as en, at most 10 pages, of 1,3,5-7
        ConfigurationId   : cfg-33333333-bbbb-4bbb-8bbb-333333333333
        TransactionId     : inbox-contract-3
        ProjectId         : c3a0d8bf-1966-4b47-9c9e-2d4f8a6b5c11
        UserId            : b0c7b6de-55a1-4a0b-9f55-a8f3f1f2c0de
        CreatedAt         : 2026-09-01 09:07:19Z
        UpdatedAt         : 2026-09-01 09:07:24Z
        """;

    private const string ListOfFailed = """
        Id                : clj-77777777-7777-4777-8777-777777777777
        Status            : FAILED
        ErrorMessage      : The file is encrypted and could not be read.
        Type              :
        Confidence        :
        Reasoning         :
        FileInput         : dfl-77777777-7777-4777-8777-777777777777
        DocumentInputType : file_id
        Configuration     : invoice: contains invoice number, line items, and total
                            amount
                            receipt: purchase receipt with transaction info and merchant
                            details
                            contract: legal contract with terms, conditions, and
                            signatures
                            mode FAST
        ProjectId         : c3a0d8bf-1966-4b47-9c9e-2d4f8a6b5c11
        UserId            : b0c7b6de-55a1-4a0b-9f55-a8f3f1f2c0de
        CreatedAt         : 2026-09-01 09:03:19Z
        UpdatedAt         : 2026-09-01 09:03:24Z
        """;

    [Theory]
    [InlineData(120, TableAt120)]
    [InlineData(80, TableAt80)]
    [InlineData(200, TableAt120)]
    public void The_table_fits(int width, string expected)
    {
        Assert.Equal(expected, Lines(Start(new HostedEngine(width)).Show(Jobs)));
    }

    [Fact]
    public void The_table_works_in_constrained_language_mode()
    {
        Assert.Equal(TableAt120, Lines(Start(new HostedEngine(120, PSLanguageMode.ConstrainedLanguage)).Show(Jobs)));
    }

    [Fact]
    public void The_table_works_in_strict_mode()
    {
        Assert.Equal(TableAt120, Lines(Engine.Show("Set-StrictMode -Version Latest; " + Jobs)));
    }

    [Theory]
    [InlineData(PSLanguageMode.FullLanguage)]
    [InlineData(PSLanguageMode.ConstrainedLanguage)]
    public void The_list_has_everything_a_person_wants_to_read(PSLanguageMode mode)
    {
        using ListViews lists = new(Places.Module);
        HostedEngine engine = Start(new HostedEngine(120, mode, lists.Path));

        Assert.Equal(ListOfContract, Lines(engine.Show("Get-ClassifyJob " + SeedJobs.Contract)));
    }

    [Fact]
    public void The_list_says_why_a_job_failed_and_leaves_out_what_is_not_there()
    {
        using ListViews lists = new(Places.Module);
        HostedEngine engine = Start(new HostedEngine(80, formatFile: lists.Path));

        Assert.Equal(Words(ListOfFailed), Words(engine.Show("Get-ClassifyJob " + SeedJobs.Failed)));
    }

    [Fact]
    public void At_80_columns_a_job_of_a_file_shows_its_name_and_what_came_of_it()
    {
        string[] lines = Lines(
            Start(new HostedEngine(80)).Show(
                $"$job = Get-ClassifyJob {SeedJobs.Invoice}; $job.FileName = 'a.pdf'; $job.PSObject.TypeNames.Insert(0, "
                    + "'LlamaCloud.ClassifyJob#Document'); $job")).Split('\n');

        Assert.Equal("FileName Status Type Confidence Id", string.Join(' ', lines[0].Split(' ', StringSplitOptions.RemoveEmptyEntries)));
        Assert.StartsWith("a.pdf                  COMPLETED invoice              98.7 % clj-11111111", lines[2], StringComparison.Ordinal);
        Assert.Equal(3, lines.Length);
    }

    [Fact]
    public void What_is_longer_than_its_column_does_not_break_the_table()
    {
        LeaveDescription();
        JsonObject job = SeedJobs.Completed(new string('i', 60), 1, new string('t', 50), 1, "because");
        job["status"] = "WAITING_FOR_A_HUMAN";
        Emulator.Jobs.Put(job);
        string[] lines = Lines(Engine.Show($"Get-ClassifyJob {new string('i', 60)}")).Split('\n');

        Assert.Equal(3, lines.Length);
        Assert.All(lines, line => Assert.True(line.Length <= 120, line));
        Assert.Contains("100.0 %", lines[2], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(SeedJobs.Invoice, "\u001b[32mCOMPLETED\u001b[0m")]
    [InlineData(SeedJobs.Failed, "\u001b[31mFAILED\u001b[0m")]
    [InlineData(SeedJobs.Cancelled, "\u001b[33mCANCELLED\u001b[0m")]
    [InlineData(SeedJobs.Running, "\u001b[36mRUNNING\u001b[0m")]
    [InlineData(SeedJobs.Pending, " PENDING ")]
    public void The_status_has_a_colour_where_colour_is_on(string id, string shown)
    {
        Engine.SetColour(true);
        try
        {
            Assert.Contains(shown, Engine.Show("Get-ClassifyJob " + id), StringComparison.Ordinal);
        }
        finally
        {
            Engine.SetColour(false);
        }

        Assert.DoesNotContain("\u001b", Engine.Show("Get-ClassifyJob " + id), StringComparison.Ordinal);
    }

    [Fact]
    public void Rules_are_a_table_and_the_other_parts_a_list()
    {
        Assert.Equal(
            """
            Type                 Description
            ----                 -----------
            invoice              contains invoice number, line items, and total amount
            receipt              purchase receipt with transaction info and merchant details
            contract             legal contract with terms, conditions, and signatures
            """,
            Lines(Engine.Show($"(Get-ClassifyJob {SeedJobs.Contract}).Configuration.Rules")));
        Assert.Equal(
            """
            Lang        : en
            MaxPages    : 10
            TargetPages : 1,3,5-7
            """,
            Lines(Engine.Show($"(Get-ClassifyJob {SeedJobs.Contract}).Configuration.ParsingConfiguration")));
        Assert.Equal(
            """
            Type       : contract
            Confidence : 91.5 %
            Reasoning  : Terms, conditions and two signatures are present.
            """,
            Lines(Engine.Show($"(Get-ClassifyJob {SeedJobs.Contract}).Result")));
        Assert.Equal(
            """
            Rules                : invoice: contains invoice number, line items, and total amount
                                   receipt: purchase receipt with transaction info and merchant details
                                   contract: legal contract with terms, conditions, and signatures
            Mode                 : FAST
            ParsingConfiguration : en, at most 10 pages, of 1,3,5-7
            """,
            Lines(Engine.Show($"(Get-ClassifyJob {SeedJobs.Contract}).Configuration")));
    }

    [Fact]
    public void Every_header_is_a_property()
    {
        PSObject job = Engine.Run("Get-ClassifyJob " + SeedJobs.Contract).OrThrow().Output.Single();

        string[] headers =
        [
            .. TableAt120.Split('\n')[0].Split(' ', StringSplitOptions.RemoveEmptyEntries),
            .. ListOfContract.Split('\n').Where(line => !line.StartsWith(' ')).Select(line => line.Split(' ')[0]),
        ];
        Assert.Contains("UpdatedAt", headers);
        Assert.All(headers, header => Assert.NotNull(job.Properties[header]));
    }

    [Fact]
    public void A_job_is_typed_and_has_its_alias()
    {
        PSObject job = Engine.Run("Get-ClassifyJob " + SeedJobs.Contract).OrThrow().Output.Single();

        Assert.Equal("LlamaCloud.ClassifyJob", job.TypeNames[0]);
        Assert.Equal(SeedJobs.Contract, job.Properties["JobId"].Value);
        Assert.Equal(typeof(double), job.Properties["Confidence"].Value.GetType());
        Assert.Equal(typeof(DateTimeOffset), job.Properties["CreatedAt"].Value.GetType());
        Assert.Equal(
            "1,3,5-7",
            Engine.Run($"(Get-ClassifyJob {SeedJobs.Contract}).Configuration.ParsingConfiguration.TargetPages").Output.Single().BaseObject);
    }

    [Fact]
    public void Unknown_fields_are_reached_by_name()
    {
        JsonObject job = SeedJobs.Job("clj-1", 1, "RUNNING");
        job["later"] = new JsonObject { ["pages"] = new JsonArray(1, 2) };
        Emulator.Jobs.Put(job);

        Assert.Equal(
            [1L, 2L],
            Engine.Run("(Get-ClassifyJob clj-1).AdditionalProperties.later.pages")
                .OrThrow().Output
                .Select(page => page.BaseObject)
                .Cast<long>());
    }

    [Fact]
    public void Filtering_on_confidence_works_as_people_write_it()
    {
        Assert.Equal(
            [SeedJobs.Invoice, SeedJobs.Contract],
            Engine.Run(
                $"'{SeedJobs.Invoice}', '{SeedJobs.Receipt}', '{SeedJobs.Contract}', '{SeedJobs.Running}' | Get-ClassifyJob | "
                    + "Where-Object Confidence -gt .5")
                .OrThrow().Output.Select(job => job.Properties["Id"].Value));
    }

    // A list breaks a long value at the width, within a word: what it says matters, not where it breaks.
    private static string Words(string shown) => string.Concat(shown.Where(c => !char.IsWhiteSpace(c)));
}
