using System.Management.Automation;
using System.Text.RegularExpressions;
using LlamaCloud.Demo.Engine;
using LlamaCloud.PowerShell.Tests.Classify;
using Xunit;

namespace LlamaCloud.PowerShell.Tests.Split;

/// <summary>What split jobs and segments look like in a window of 120 columns.</summary>
public sealed class SplitViewTests : SplitTest
{
    [Fact]
    public void A_job_is_shown_by_its_id_and_one_of_a_file_by_its_name()
    {
        Engine.Run("$job = Start-SplitJob post.txt -Category $categories -Uncategorized Omit -Wait").OrThrow();
        Assert.Equal(
            """
            FileName                    Status     Id                                       SegmentCount Result
            --------                    ------     --                                       ------------ ------
            post.txt                    completed  #            3 invoice, contra…
            """,
            Shown("$job"));
        Assert.Equal(
            """
            Id                                       Status     SegmentCount Result         FileInput             CreatedAt
            --                                       ------     ------------ ------         ---------             ---------
            # completed             3 invoice, cont… # #
            """,
            Regex.Replace(Shown("Get-SplitJob $job.Id"), " dfl-\\S+ ", " # "));
    }

    [Theory]
    [InlineData(PSLanguageMode.FullLanguage)]
    [InlineData(PSLanguageMode.ConstrainedLanguage)]
    public void Segments_read_like_a_table_of_contents(PSLanguageMode mode)
    {
        Write("two.txt");
        Engine.Run("$null = Start-SplitJob post.txt -Category $categories -Uncategorized Omit -Wait").OrThrow();
        HostedEngine engine = Start(new HostedEngine(120, mode));
        engine.Run($"$null = Set-Location '{Folder}'");
        Assert.Equal(
            """

               Document: post.txt

            Index Category                                 TargetPages          Confidence
            ----- --------                                 -----------          ----------
                1 invoice                                  1-2                  high
                2 contract                                 3-5                  high
                3 invoice                                  7                    high

               Document: two.txt

            Index Category                                 TargetPages          Confidence
            ----- --------                                 -----------          ----------
                1 invoice                                  1-2                  high
            """.Trim('\n'),
            Shown(
                $"$null = 1; (Start-SplitJob {Quoted("post.txt")} -Category @{{ invoice = 'an invoice with a number'; contract = 'a "
                    + $"contract with terms' }} -Uncategorized Omit -Wait | Receive-SplitJob), "
                    + $"(Start-SplitJob {Quoted("two.txt")} -Category @{{ invoice = 'an invoice with a number'; contract = 'a contract "
                    + $"with terms' }} -Uncategorized Omit -Wait | Receive-SplitJob)[0] | ForEach-Object {{ $_ }}",
                engine));
    }

    [Fact]
    public void A_list_shows_the_parts_and_the_categories()
    {
        Engine.Run("$null = Start-SplitJob post.txt -Category $categories -Uncategorized Omit -Wait").OrThrow();
        using ListViews lists = new(Places.Module);
        HostedEngine engine = Start(new HostedEngine(120, PSLanguageMode.FullLanguage, lists.Path));
        string shown = Lines(engine.Show("Get-SplitJob -First 1"));
        Assert.Contains(
            """
            SegmentCount      : 3
            Result            : invoice 1-2
                                contract 3-5
                                invoice 7
            """, shown, System.StringComparison.Ordinal);
        Assert.Contains(
            "Categories        : invoice: an invoice with an invoice number, line items and a total amount\n",
            shown,
            System.StringComparison.Ordinal);
        Assert.Contains("SplittingStrategy : omit", shown, System.StringComparison.Ordinal);
    }

    private string Quoted(string name) => $"'{System.IO.Path.Combine(Folder, name)}'";

    private string Shown(string script, HostedEngine? engine = null) => Regex.Replace(
        Lines((engine ?? Engine).Show(script)).ReplaceLineEndings("\n"),
        "spl-[0-9a-f-]{36}|[0-9]{4}-[0-9]{2}-[0-9]{2} [0-9]{2}:[0-9]{2}Z",
        "#");
}
