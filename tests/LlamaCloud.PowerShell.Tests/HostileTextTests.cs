using System;
using System.IO;
using System.Linq;
using System.Management.Automation;
using System.Text.Json.Nodes;
using System.Xml.Linq;
using LlamaCloud.Demo.Engine;
using LlamaCloud.Emulator.Classify;
using LlamaCloud.Emulator.Configurations;
using Xunit;

namespace LlamaCloud.PowerShell.Tests;

/// <summary>A text of the service never steers the terminal, and a property tells it as it is.</summary>
public sealed class HostileTextTests : ModuleTest
{
    // OSC 52 writes to the clipboard, U+202E turns the direction of text, and U+009B begins a control sequence too.
    private const string Hostile = "a\u001b]52;c;eA==\u0007b\u202ec\u009bd";
    private const string Shown = @"a\u{1b}]52;c;eA==\u{7}b\u{202e}c\u{9b}d";

    [Theory]
    [InlineData(PSLanguageMode.FullLanguage, "")]
    [InlineData(PSLanguageMode.ConstrainedLanguage, "")]
    [InlineData(
        PSLanguageMode.FullLanguage,
        "| ForEach-Object { [Management.Automation.PSSerializer]::Deserialize([Management.Automation.PSSerializer]::Serialize($_)) }")]
    public void A_job_is_shown_with_escapes(PSLanguageMode mode, string copied)
    {
        PutJob();
        using ListViews lists = new(Places.Module);
        HostedEngine table = Start(new HostedEngine(200, mode));
        HostedEngine list = Start(new HostedEngine(200, mode, lists.Path));

        string[] all = [table.Show("Get-ClassifyJob clj-1" + copied), list.Show("Get-ClassifyJob clj-1" + copied)];
        Assert.Contains(Shown, all[1], StringComparison.Ordinal);
        Assert.Contains(@"a\u{1b}]52", all[0], StringComparison.Ordinal);
        Assert.All(all, shown => Assert.DoesNotContain(shown, c => (char.IsControl(c) && c is not ('\n' or '\r')) || c == '\u202e'));
    }

    [Fact]
    public void A_property_keeps_the_truth_and_a_job_has_no_column_for_what_is_shown()
    {
        PutJob();
        PSObject job = Engine.Run("Get-ClassifyJob clj-1").OrThrow().Output.Single();

        Assert.Equal(Hostile, job.Properties["Type"].Value);
        Assert.DoesNotContain(job.Properties, property => property.Name.Contains("Shown", StringComparison.Ordinal));
    }

    [Fact]
    public void Line_breaks_and_letters_of_any_language_stay()
    {
        PutJob("one\r\ntwo \u00e9\u4e2d\U0001F600");
        using ListViews lists = new(Places.Module);
        string shown = Start(new HostedEngine(120, formatFile: lists.Path)).Show("Get-ClassifyJob clj-1");

        Assert.Contains("two \u00e9\u4e2d\U0001F600", shown, StringComparison.Ordinal);
        Assert.DoesNotContain("u{", shown, StringComparison.Ordinal);
    }

    [Fact]
    public void Completion_shows_escapes_and_inserts_the_true_name_without_control_characters()
    {
        LeaveDescription();
        Emulator.Configurations.Add(Hostile + "$x", Emulator.Configurations.Find(SeedConfigurations.Inbox)!.Parameters);
        CompletionResult one = Complete("Get-LlamaCloudConfiguration -Name a").Single();

        Assert.Equal(Shown + "$x", one.ListItemText);
        Assert.Contains(Shown, one.ToolTip, StringComparison.Ordinal);
        Assert.DoesNotContain(one.CompletionText, c => char.IsControl(c) || c == '\u202e');
        Assert.Equal(Hostile + "$x", Engine.Run("@(" + one.CompletionText + ")").OrThrow().Output.Single().BaseObject);
    }

    [Fact]
    public void Every_text_in_a_view_goes_through_the_escapes()
    {
        XDocument views = XDocument.Load(Path.Combine(Places.Module, "format", "LlamaCloud.Format.ps1xml"));
        XElement[] shownAsTheyAre =
            [.. views.Descendants("PropertyName").Where(name => name.Parent!.Name != "ItemSelectionCondition")];

        Assert.NotEmpty(shownAsTheyAre);
        Assert.All(shownAsTheyAre, name =>
        {
            // Texts of nobody: numbers and truth.
            Type shown = TypeOf(views, name).GetProperty(name.Value)!.PropertyType;
            Assert.True((Nullable.GetUnderlyingType(shown) ?? shown) is { IsPrimitive: true }, $"{name.Value} is a {shown}");
        });
        Assert.DoesNotContain("{shown}", views.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("{status}", views.ToString(), StringComparison.Ordinal);
    }

    // What the view is of in which something stands.
    private Type TypeOf(XDocument views, XElement part)
    {
        XElement selected = part.Ancestors("View").Single().Element("ViewSelectedBy")!;
        string name = (selected.Element("SelectionSetName") is XElement set
            ? views.Descendants("SelectionSet").Single(one => one.Element("Name")!.Value == set.Value).Descendants("TypeName").First()
            : selected.Element("TypeName")!).Value;
        return (Type)Engine.Run($"[{name.Split('#')[0]}]").OrThrow().Output.Single().BaseObject;
    }

    private void PutJob(string text = Hostile)
    {
        LeaveDescription();
        JsonObject job = SeedJobs.Completed("clj-1", 1, text, 1, text);
        job["status"] = text;
        job["error_message"] = text;
        Emulator.Jobs.Put(job);
    }
}
