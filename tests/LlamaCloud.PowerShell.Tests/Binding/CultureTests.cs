using System;
using System.Globalization;
using System.Linq;
using LlamaCloud.Demo.Engine;
using LlamaCloud.Emulator.Classify;
using Xunit;

namespace LlamaCloud.PowerShell.Tests.Binding;

/// <summary>The culture of the session changes neither what a time means nor how one is shown.</summary>
public sealed class CultureTests : ModuleTest
{
    [Theory]
    [InlineData("th-TH", "2026-03-29 02:30")]
    [InlineData("de-DE", "03/29/2026 02:30")]
    [InlineData("de-DE", "2026-03-29T02:30:00")]
    [InlineData("ar-SA", "2026-03-29 02:30")]
    [InlineData("fa-IR", "29 Mar 2026 02:30")]
    public void A_text_is_the_same_time_in_every_culture(string culture, string text)
    {
        Run(culture, $"Get-ClassifyJob -CreatedAfter '{text}' -CreatedBefore ([datetime]'2026-03-29 02:30')").OrThrow();

        string expected = new DateTimeOffset(new DateTime(2026, 3, 29, 2, 30, 0, DateTimeKind.Local)).UtcDateTime.ToString(
            "yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
        string target = Uri.UnescapeDataString(Emulator.Requests.All[^1].Target);
        Assert.Contains("created_at_on_or_after=" + expected, target, StringComparison.Ordinal);
        Assert.Contains("created_at_on_or_before=" + expected, target, StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_no_time_is_told_with_what_one_looks_like() =>
        Assert.Contains(
            "'soon' is no time. Give one such as 2026-03-29",
            Engine.Run("Get-ClassifyJob -CreatedAfter soon").Terminating!.ToString(),
            StringComparison.Ordinal);

    [Theory]
    [InlineData("Get-ClassifyJob " + SeedJobs.Invoice)]
    [InlineData("Get-LlamaCloudFile")]
    public void Times_are_shown_alike_in_every_culture(string script)
    {
        string shown = Show("th-TH", script);

        Assert.Matches(@"2026-0\d-\d\d \d\d:\d\d(:\d\d)?Z", shown);
        Assert.DoesNotContain("2569", shown, StringComparison.Ordinal);
    }

    private EngineResult Run(string culture, string script) => Engine.Run($"[cultureinfo]::CurrentCulture = '{culture}'; {script}");

    private string Show(string culture, string script) => Engine.Show($"[cultureinfo]::CurrentCulture = '{culture}'; {script}");
}
