using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;
using LlamaCloud.Demo;
using LlamaCloud.PowerShell.Tests.Help;
using Xunit;

namespace LlamaCloud.PowerShell.Tests;

/// <summary>What the demo says of costs, and its session for machines without a console.</summary>
public sealed class DemoTests : ModuleTest
{
    [Theory]
    [InlineData(DemoWork.Parse, "*", "Start-ParseJob -Path {0} | Wait-ParseJob -IncludeUsage")]
    [InlineData(DemoWork.Extract, "*-*.pdf", "Start-ExtractJob -Path {0} -Schema @{{ Total = [decimal] }} | Wait-ExtractJob -IncludeUsage")]
    internal void A_cost_is_what_the_service_bills(DemoWork work, string documents, string command)
    {
        string inbox = Path.Combine(ExampleFiles.CreateIn(Path.Combine(Folder, "files")), "inbox");
        string run = string.Format(CultureInfo.InvariantCulture, command, $"'{Path.Combine(inbox, documents)}'");
        object[] billed = [.. Engine.Run(run + " | ForEach-Object Credits").OrThrow().Output.Select(credits => credits.BaseObject)];

        Assert.NotEmpty(billed);
        Assert.Equal(billed.Sum(Convert.ToInt32), new DemoCost(work, Path.Combine(inbox, documents)).Credits);
    }

    [Fact]
    public void Only_pages_with_the_word_cost_where_there_is_one()
    {
        string post = Path.Combine(ExampleFiles.CreateIn(Path.Combine(Folder, "files")), "post.pdf");

        Assert.Equal(40 * 3, new DemoCost(DemoWork.Parse, post).Credits);
        Assert.Equal(5 * 8, new DemoCost(DemoWork.Extract, post, "invoice").Credits);
        Assert.Null(new DemoCost(DemoWork.Classify, post).Credits);
        Assert.Equal(0, DemoCost.Nothing.Credits);
    }

    [Theory]
    [InlineData("about_LlamaCloud_Parse", "Parse")]
    [InlineData("Start-ParseJob", "Parse")]
    [InlineData("about_LlamaCloud_Extract", "Extract")]
    public void The_pages_name_the_same_prices(string page, string product)
    {
        IReadOnlyDictionary<string, int> prices = product == "Parse" ? Prices.Parse : Prices.Extract;
        Dictionary<string, int> named = Regex.Matches(
            File.ReadAllText(Path.Combine(HelpPages.Folder, page + ".md")), @"(?m)^\| `(\w+)`[^|]*\| (\d+) \|")
            .ToDictionary(row => row.Groups[1].Value, row => int.Parse(row.Groups[2].Value, null));

        Assert.Equal(prices.OrderBy(price => price.Value), named.OrderBy(price => price.Value));
    }

    [Fact]
    public void Where_there_is_no_console_each_line_is_a_command_until_exit()
    {
        using HostedSession session = new(Places.Module, "as a test asks");
        using StringReader typed = new("Get-ClassifyJob -First 1 | ForEach-Object Status\n'and' + ' on'\nexit\n'never' + ' typed'\n");
        using StringWriter shown = new();

        session.Interact(typed, shown);

        Assert.Matches(@"PS> COMPLETED\r?\nPS> and on\r?\nPS> $", shown.ToString());
        Assert.Equal(1, Emulator.Requests.Targets.Count(target => target.StartsWith("/api/v2/classify", StringComparison.Ordinal)));
    }

    [Fact]
    public void The_end_of_the_input_ends_it_too()
    {
        using HostedSession session = new(Places.Module, "as a test asks");
        using StringWriter shown = new();

        session.Interact(TextReader.Null, shown);

        Assert.EndsWith("PS> ", shown.ToString(), StringComparison.Ordinal);
    }
}
