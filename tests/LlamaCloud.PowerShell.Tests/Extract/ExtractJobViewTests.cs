using System.Management.Automation;
using System.Text.RegularExpressions;
using LlamaCloud.Demo.Engine;
using Xunit;

namespace LlamaCloud.PowerShell.Tests.Extract;

/// <summary>What a person sees.</summary>
public sealed class ExtractJobViewTests : ExtractTest
{
    [Fact]
    public void A_job_that_was_read_is_shown_by_its_id_and_one_of_a_file_by_its_name()
    {
        Write("a.txt");
        Engine.Run("$job = Start-ExtractJob a.txt -Schema $schema -Wait").OrThrow();
        Assert.Equal(
            """
            FileName                     Status    Id                                       RecordCount    Credits
            --------                     ------    --                                       -----------    -------
            a.txt                        COMPLETED #           1
            """,
            Shown("$job"));
        Assert.Equal(
            """
            Id                                       Status    RecordCount          Credits FileInput             CreatedAt
            --                                       ------    -----------          ------- ---------             ---------
            # COMPLETED           1                8 # #
            """,
            Regex.Replace(Shown("Get-ExtractJob $job.Id -IncludeUsage"), " dfl-\\S+ ", " # "));
    }

    [Theory]
    [InlineData(PSLanguageMode.FullLanguage)]
    [InlineData(PSLanguageMode.ConstrainedLanguage)]
    public void A_list_shows_what_was_asked_for_and_what_was_found(PSLanguageMode mode)
    {
        Write("a.txt", "Number: 7");
        using ListViews lists = new(Places.Module);
        HostedEngine engine = Start(new HostedEngine(120, mode, lists.Path));
        Engine.Run("Start-ExtractJob a.txt -Schema @{ Number = 'the number' } -Wait").OrThrow();
        string shown = Lines(engine.Show("Get-ExtractJob -First 1"));
        Assert.Contains(
            """
            RecordCount   : 1
            ExtractResult : {"Number":"7"}
            """, shown, System.StringComparison.Ordinal);
        Assert.Contains(
            """
            Configuration : Number: string, the number
                            target per_doc
                            tier cost_effective latest
            """, shown, System.StringComparison.Ordinal);
    }

    [Fact]
    public void A_schema_is_shown_field_by_field_and_as_JSON() => Assert.Equal(
        """
        Fields : Number: string, the number
                 Lines: array of (Text: string)
        Json   : {
                   "type": "object",
                   "properties": {
                     "Number": {
                       "type": "string",
                       "description": "the number"
                     },
                     "Lines": {
                       "type": "array",
                       "items": {
                         "type": "object",
                         "properties": {
                           "Text": {
                             "type": "string"
                           }
                         }
                       }
                     }
                   }
                 }
        """,
        Shown("New-ExtractSchema ([ordered]@{ Number = 'the number'; Lines = @(@{ Text = [string] }) })"));

    [Fact]
    public void Values_are_a_table_to_check_by_hand()
    {
        Write("a.txt", "Number: 7\nTotal due: 12.50");
        Assert.Equal(
            """
            FileName           Record Field              Value              Confidence Page Citation
            --------           ------ -----              -----              ---------- ---- --------
            a.txt                   0 Number             7                      99.0 %    1 Number: 7
            a.txt                   0 Total              12.5                   50.0 %    1 Total due: 12.50
            """,
            Shown(
                "Start-ExtractJob a.txt -Schema ([ordered]@{ Number = [string]; Total = [decimal] }) -ConfidenceScores -Wait | "
                    + "Receive-ExtractJob -Field"));
    }

    private string Shown(string script) => Regex.Replace(
        Lines(Engine.Show(script)).ReplaceLineEndings("\n"), "ext-[0-9a-f-]{36}|[0-9]{4}-[0-9]{2}-[0-9]{2} [0-9]{2}:[0-9]{2}Z", "#");
}
