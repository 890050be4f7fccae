using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using Xunit;

namespace LlamaCloud.Client.Tests.Api;

/// <summary>Which paths and values are taken, what becomes of them, and that none leads elsewhere than it reads.</summary>
public sealed class ApiPathTests
{
    private const int Rounds = 20_000;

    // What has a meaning somewhere between a template and a server's router, and some that has none.
    private static readonly string[] s_pieces =
    [
        "a",
        "Z9",
        "-",
        "_",
        "~",
        ".",
        "..",
        "/",
        "//",
        "\\",
        "?",
        "#",
        "%",
        "%2e",
        "%2F",
        "%5c",
        "@",
        ":",
        ";",
        "&",
        "=",
        "+",
        " ",
        "\t",
        "\r\n",
        "\0",
        "ä",
        "日",
        "\U0001F600",
        "\ud83d",
        "http:",
        "https:/",
        "mailto:",
        "c:",
        "evil.example",
        "[",
        "]",
        "|",
        "<",
        "\"",
        "'",
        "*",
        "^",
        "`",
        "{",
        "}",
        "$",
    ];

    private static readonly string[] s_names = ["a", "b"];

    [Theory]
    [InlineData("job 1", "job%201")]
    [InlineData("ä", "%C3%A4")]
    [InlineData("a?b", "a%3Fb")]
    [InlineData("a#b", "a%23b")]
    [InlineData("100%", "100%25")]
    [InlineData("%2e%2e", "%252e%252e")]
    [InlineData("a+b", "a%2Bb")]
    [InlineData("a&b", "a%26b")]
    [InlineData("{id}", "%7Bid%7D")]
    [InlineData("...", "...")]
    [InlineData("a..b", "a..b")]
    public void A_value_stands_in_the_path_escaped(string value, string escaped)
    {
        Assert.Equal($"/api/v2/parse/{escaped}/x", Fill("/api/v2/parse/{job_id}/x", ("job_id", value)));
    }

    // Not among the cases above: the runner hands those on in UTF-8, which has no halves.
    [Fact]
    public void Half_a_character_is_sent_as_its_replacement()
    {
        Assert.Equal("/a%EF%BF%BDb", Fill("/{x}", ("x", "a\ud83db")));
    }

    [Fact]
    public void Names_are_found_in_any_case_and_as_often_as_they_stand_there()
    {
        Assert.Equal("/a/1/b/2/1", Fill("/a/{job_id}/b/{Name}/{JOB_ID}", ("Job_Id", "1"), ("nAME", "2")));
    }

    [Theory]
    [InlineData("/api/v1/beta/agent-data/:search")]
    [InlineData("/")]
    [InlineData("/a/")]
    [InlineData("/a/.b/c..d/...")]
    public void A_path_without_names_stays_as_it_is(string path)
    {
        Assert.Equal(path, Fill($"  {path}\t"));
    }

    [Theory]
    [InlineData("api/v2/parse", "does not begin with a slash")]
    [InlineData("", "does not begin with a slash")]
    [InlineData("\\\\evil\\x", "does not begin with a slash")]
    [InlineData("https://evil/x", "is an address: give the path alone")]
    [InlineData("//evil", "holds '//'")]
    [InlineData("/a//b", "holds '//'")]
    [InlineData("/a@b", "holds the character '@'")]
    [InlineData("/a\\b", "holds the character '\\'")]
    [InlineData("/\\evil", "holds the character '\\'")]
    [InlineData("/a#b", "holds the character '#'")]
    [InlineData("/%2e%2e/b", "is escaped already")]
    [InlineData("/a?x=1", "holds a query")]
    [InlineData("/a b", "holds white space or another character")]
    [InlineData("/a\tb", "holds white space or another character")]
    [InlineData("/a\r\nb", "holds white space or another character")]
    [InlineData("/a\0b", "holds white space or another character")]
    [InlineData("/a\u007fb", "holds white space or another character")]
    [InlineData("/ä", "holds white space or another character")]
    [InlineData("/a/./b", "holds a dot segment")]
    [InlineData("/a/..", "holds a dot segment")]
    [InlineData("/../a", "holds a dot segment")]
    [InlineData("/a/{b", "has a brace without its other half")]
    [InlineData("/a/b}", "has a brace without its other half")]
    [InlineData("/a/{b/c}", "has a brace without its other half")]
    public void A_path_that_could_lead_elsewhere_is_refused_with_what_is_wrong(string path, string why)
    {
        FormatException refusal = Assert.Throws<FormatException>(() => Fill(path));

        Assert.StartsWith("The path '", refusal.Message, StringComparison.Ordinal);
        Assert.Contains(why, refusal.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(refusal.Message, char.IsControl);
    }

    [Theory]
    [InlineData("", "is empty")]
    [InlineData(".", "is a dot segment")]
    [InlineData("..", "is a dot segment")]
    [InlineData("a/../b", "holds a slash")]
    [InlineData("a\\..\\b", "holds a slash")]
    [InlineData("x/cancel", "holds a slash")]
    [InlineData("llx-a-key", "is an API key")]
    [InlineData("a\r\nb", "holds a control character")]
    [InlineData("\u0085", "holds a control character")]
    public void A_value_that_could_lead_elsewhere_is_refused_with_what_is_wrong(string value, string why)
    {
        FormatException refusal = Assert.Throws<FormatException>(() => Fill("/a/{b}/c", ("b", value)));

        Assert.Contains("{b} " + why, refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void All_values_that_are_missing_are_named_once_each()
    {
        FormatException refusal = Assert.Throws<FormatException>(() => Fill("/a/{one}/{two}/{three}/{one}", ("TWO", "2")));

        Assert.EndsWith("needs a value for {one}, {three}.", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_value_that_stands_nowhere_is_refused_by_name()
    {
        FormatException refusal = Assert.Throws<FormatException>(() => Fill("/a/{b}", ("b", "1"), ("jobid", "2")));

        Assert.Contains("has no {jobid} for the value", refusal.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/https:/evil.example/x")]
    [InlineData("/http:x")]
    [InlineData("/mailto:x")]
    [InlineData("/urn:x:y")]
    [InlineData("/c:/x")]
    [InlineData("/:search")]
    public void A_first_segment_with_a_colon_is_no_scheme(string path)
    {
        Assert.Equal("https://host/base" + path, AddressOf(path, new Dictionary<string, string>()).AbsoluteUri);
    }

    [Fact]
    public void Whatever_is_taken_stays_on_its_host_below_its_base_and_in_its_segments()
    {
        // Always the same ones: a failure can be looked at.
        Random random = new(20261123);
        int taken = 0;
        for (int round = 0; round < Rounds; round++)
        {
            string path = "/"
                + string.Join(
                    '/',
                    Enumerable.Range(0, random.Next(1, 4))
                        .Select(_ => random.Next(3) == 0 ? "{a}" : random.Next(3) == 0 ? "{b}" : Some(random)));
            Dictionary<string, string> values = s_names.Where(name => path.Contains($"{{{name}}}"))
                .ToDictionary(name => name, _ => Some(random));
            Uri address;
            try
            {
                address = AddressOf(path, values);
            }
            catch (FormatException refusal) when (refusal is not UriFormatException)
            {
                continue;
            }

            taken++;
            Assert.Equal(("https", "host", 443), (address.Scheme, address.Host, address.Port));
            Assert.Empty(address.Query + address.Fragment + address.UserInfo);
            Assert.StartsWith("/base/", address.AbsolutePath, StringComparison.Ordinal);
            Assert.Equal(path.Trim().Count(c => c == '/'), address.AbsolutePath["/base".Length..].Count(c => c == '/'));
        }

        Assert.InRange(taken, Rounds / 20, Rounds);
    }

    private static string Some(Random random)
    {
        StringBuilder text = new();
        for (int left = random.Next(1, 4); left > 0; left--)
        {
            text.Append(s_pieces[random.Next(s_pieces.Length)]);
        }

        return text.ToString();
    }

    private static Uri AddressOf(string path, Dictionary<string, string> values) =>
        new ApiRequest("GET", path, values).ToServiceRequest(null).AddressOn(new Uri("https://host/base/"));

    private static string Fill(string path, params (string Name, string Value)[] values) =>
        ApiPath.Fill(path, values.ToDictionary(value => value.Name, value => value.Value));
}
