using System;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;
using LlamaCloud.Help.Pages;
using Xunit;

namespace LlamaCloud.PowerShell.Tests.Help;

/// <summary>All pages together: what a reader finds first, and that nothing is left out.</summary>
public sealed class PageTests
{
    // What a console of 80 columns shows of the page of a cmdlet, whose code is indented by four.
    private const int Widest = 76;

    public static TheoryData<string> Tasks =>
        [.. HelpPages.Topics.Select(page => page.Name).Where(name => name != "about_LlamaCloud")];

    [Fact]
    public void No_line_of_an_example_is_broken_in_a_console()
    {
        Assert.Contains(HelpPages.Examples.Keys, name => name.StartsWith("README,", StringComparison.Ordinal));
        Assert.Empty(
            from one in HelpPages.Examples
            from line in one.Value.Example.Code.Split('\n')
            where line.Length > Widest
            select $"{one.Key}, {line.Length} characters: {line}");
    }

    [Theory]
    [MemberData(nameof(Tasks))]
    public void A_topic_begins_with_what_people_came_for(string name)
    {
        Section first = HelpPages.Topics.Single(page => page.Name == name).Find("LONG DESCRIPTION").Parts[0];

        Assert.NotEmpty(PageExample.All(first));
    }

    [Fact]
    public void The_first_topic_names_all_others()
    {
        string page = File.ReadAllText(Path.Combine(HelpPages.Folder, "about_LlamaCloud.md"));

        Assert.All(Tasks.Select(task => task.Data), name => Assert.Contains($"| [{name}]({name}.md) |", page, StringComparison.Ordinal));
    }

    [Fact]
    public void The_page_of_all_cmdlets_has_every_one()
    {
        string page = File.ReadAllText(Path.Combine(Places.Repository, "docs", "cmdlets.md"));

        Assert.All(
            HelpPages.Commands.Keys, name => Assert.Contains($"[{name}](en-US/{name}.md)", page, StringComparison.Ordinal));
    }

    [Fact]
    public void The_readme_is_read_in_a_few_minutes() =>
        Assert.InRange(Regex.Count(File.ReadAllText(HelpPages.Readme.Path), @"\S+"), 1, 900);

    [Fact]
    public void Each_claim_about_the_official_clients_has_its_test()
    {
        string page = File.ReadAllText(Path.Combine(Places.Repository, "docs", "comparison.md"));
        string[] each = [.. page.Split("## From the command line client")[0].Split("\n- **").Skip(1)];

        Assert.NotEmpty(each);
        Assert.All(each, claim => Assert.Contains("](../tests/", claim, StringComparison.Ordinal));
    }
}
