using System;
using System.Management.Automation;
using System.Text.RegularExpressions;
using LlamaCloud.Demo.Engine;
using LlamaCloud.PowerShell.Tests.Classify;
using Xunit;

namespace LlamaCloud.PowerShell.Tests.Verify;

/// <summary>What a person sees.</summary>
public sealed class VerifyViewTests : VerifyTest
{
    [Theory]
    [InlineData(PSLanguageMode.FullLanguage)]
    [InlineData(PSLanguageMode.ConstrainedLanguage)]
    public void A_wide_table_shows_the_score_too(PSLanguageMode mode)
    {
        Engine.Run("$null = Start-VerifyJob dinner.txt -Wait").OrThrow();

        Assert.Equal(
            """
            Id                                       Status    Verdict           Confidence OverallScore CreatedAt
            --                                       ------    -------           ---------- ------------ ---------
            # COMPLETED SUSPICIOUS            90.0 %       61.0 % #
            """,
            Shown("Get-VerifyJob", Start(new HostedEngine(120, mode))));
    }

    [Fact]
    public void A_narrow_one_ends_with_the_confidence()
    {
        Engine.Run("$null = Start-VerifyJob taxi.txt -Tier fast -Wait").OrThrow();

        Assert.Equal(
            """
            Id                                       Status    Verdict           Confidence
            --                                       ------    -------           ----------
            # COMPLETED NO_STRONG_SIGNAL      55.0 %
            """,
            Shown("Get-VerifyJob", Start(new HostedEngine(80))));
    }

    [Fact]
    public void A_job_of_a_file_is_shown_by_its_name()
    {
        Assert.Equal(
            """
            FileName               Status    Verdict          Confidence Id
            --------               ------    -------          ---------- --
            dinner.txt             COMPLETED SUSPICIOUS           90.0 % #
            """,
            Shown("Start-VerifyJob dinner.txt -Wait", Engine));
    }

    [Fact]
    public void A_list_shows_what_makes_it_suspect()
    {
        Engine.Run("$null = Start-VerifyJob dinner.txt -Wait").OrThrow();
        using ListViews lists = new(Places.Module);
        string shown = Shown("Get-VerifyJob -First 1", Start(new HostedEngine(120, PSLanguageMode.FullLanguage, lists.Path)));

        Assert.Contains(
            """
            Verdict           : SUSPICIOUS
            OverallScore      : 61.0 %
            Confidence        : 90.0 %
            TamperingScore    : 61.0 %
            SyntheticScore    : 2.0 %
            Reasoning         : The document says that it was edited.
            SuspectRegions    : page 1: The word "edited" is on the page.
            """,
            shown,
            StringComparison.Ordinal);
        Assert.Contains("Configuration     : agentic\n", shown, StringComparison.Ordinal);
    }

    private static string Shown(string script, HostedEngine engine) => Regex.Replace(
        Lines(engine.Show(script)).ReplaceLineEndings("\n"), "vfy-[0-9a-f-]{36}|[0-9]{4}-[0-9]{2}-[0-9]{2} [0-9]{2}:[0-9]{2}Z", "#");
}
