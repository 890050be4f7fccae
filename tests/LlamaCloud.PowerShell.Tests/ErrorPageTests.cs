using System;
using System.Collections;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Reflection;
using System.Text.RegularExpressions;
using LlamaCloud.Demo.Engine;
using Xunit;

namespace LlamaCloud.PowerShell.Tests;

/// <summary>The page about errors lists what the code has, and nothing else.</summary>
public sealed class ErrorPageTests
{
    private static readonly string s_page = File.ReadAllText(
        Path.Combine(Places.Repository, "docs", "en-US", "about_LlamaCloud_Errors.md"));

    [Fact]
    public void Every_error_of_a_request_is_on_the_page_with_its_category_and_action()
    {
        using HostedEngine engine = new();
        IEnumerable entries = (IEnumerable)FindTable(engine).GetProperty(
            "All", BindingFlags.Static | BindingFlags.NonPublic)!.GetValue(null)!;
        string[] code =
        [
            .. entries.Cast<object>()
                .Select(
                    entry =>
                        $"{Of(entry, "Id")} | {Of(entry, "Category")} | "
                            + $"{(Equals(Of(entry, "EndsCommand"), true) ? "yes" : "no")} | {Of(entry, "Advice")}")
                .Distinct()
                .Order(StringComparer.Ordinal),
        ];

        Assert.Equal(
            code, Rows("Errors of requests").Select(row => $"{row[0]} | {row[1]} | {row[2]} | {row[4]}").Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("Timeout", "Timeout", false)]
    [InlineData("Connection", "ConnectionFailed", false)]
    [InlineData("UnknownHost", "UnknownHost", true)]
    [InlineData("ProxyAuthentication", "ProxyUnauthorized", true)]
    [InlineData("SecureChannel", "SecureChannelFailed", true)]
    [InlineData("RateLimited", "TooManyRequests", false)]
    [InlineData("InvalidResponse", "InvalidResponse", false)]
    public void Each_kind_of_failure_has_its_error(string kind, string id, bool endsCommand)
    {
        using HostedEngine engine = new();
        Type table = FindTable(engine);
        IDictionary byKind = (IDictionary)table.GetField("s_byKind", BindingFlags.Static | BindingFlags.NonPublic)!.GetValue(null)!;
        object entry = byKind[byKind.Keys.Cast<object>().Single(key => key.ToString() == kind)]!;

        Assert.Equal((id, endsCommand), ((string)Of(entry, "Id")!, (bool)Of(entry, "EndsCommand")!));
        Assert.Equal(7, byKind.Count);
    }

    [Fact]
    public void Every_other_error_in_the_source_is_on_the_page()
    {
        string source = Path.Combine(Places.Repository, "src", "LlamaCloud.PowerShell");
        string[] files =
        [
            .. Directory.GetFiles(source, "*.cs", SearchOption.AllDirectories)
                .Where(file => !file.Contains(Path.Combine(source, "obj"), StringComparison.Ordinal)),
        ];
        string text = string.Concat(files.Select(File.ReadAllText));
        string besideRequests = string.Concat(files.Where(file => Path.GetFileName(file) != "ServiceErrors.cs").Select(File.ReadAllText));
        string[] whole =
        [
            .. Regex.Matches(besideRequests, @"(?<!ErrorIdPrefix \+ )(?<!Noun \+ )\x22(\w+)\x22,\s*ErrorCategory\.")
                .Select(match => match.Groups[1].Value)
                .Distinct(),
        ];
        // Put together from the name of what the command works on, so that the page has a row for each such thing.
        string[] ends =
        [
            .. Regex.Matches(text, @"(?:ErrorIdPrefix|Noun) \+ \x22(\w+)\x22").Select(match => match.Groups[1].Value),
            .. Regex.Matches(text, @"ErrorIdPrefix \+ \(\w+ \? \x22(\w+)\x22 : \x22(\w+)\x22\)")
                .SelectMany(match => new[] { match.Groups[1].Value, match.Groups[2].Value }),
        ];
        string[] page = [.. Rows("Other errors").Select(row => row[0])];

        Assert.NotEmpty(ends);
        Assert.All(whole, id => Assert.Contains(id, page));
        Assert.All(ends, end => Assert.Contains(page, id => id.EndsWith(end, StringComparison.Ordinal)));
        Assert.All(page, id => Assert.True(whole.Contains(id) || ends.Any(end => id.EndsWith(end, StringComparison.Ordinal)), id));
        Assert.Equal(page.Distinct(), page);
    }

    private static Type FindTable(HostedEngine engine)
    {
        engine.Run($"Import-Module -Name '{Places.Manifest}'").OrThrow();
        return LoadedModule.Find("Pipeline.ServiceErrors");
    }

    private static object? Of(object entry, string property) => entry.GetType().GetProperty(property)!.GetValue(entry);

    private static IEnumerable<string[]> Rows(string heading) =>
        s_page.Split("### " + heading + "\n")[1].Split("\n### ")[0].Split('\n')
            .Where(line => line.StartsWith('|')).Skip(2)
            .Select(line => line.Trim('|').Split('|').Select(cell => cell.Trim()).ToArray());
}
