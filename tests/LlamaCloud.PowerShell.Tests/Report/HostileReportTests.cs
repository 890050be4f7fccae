using System;
using System.Linq;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using LlamaCloud.Demo.Engine;
using Xunit;

namespace LlamaCloud.PowerShell.Tests.Report;

/// <summary>Whatever a text says, a report shows it as text, and shows no secret.</summary>
public sealed class HostileReportTests : ReportTest
{
    private static readonly string[] s_tags =
    [
        "html", "head", "meta", "title", "style", "body", "main", "h1", "h2", "p", "time", "dl", "div", "dt", "dd", "section", "table", "caption",
        "thead", "tbody", "tr", "th", "td", "bdi", "svg", "rect", "form", "label", "input", "select", "option", "button", "script",
    ];

    public static TheoryData<string> Texts =>
    [
        "</script><img src=x onerror=alert(1)>", "</bdi></td></tr></table><script>alert(1)</script>", "\" onmouseover=\"alert(1)", "' style='x",
        "<!--", "]]>", "</style><style>*{display:none}", "</title><base href=//evil>",
        "&lt;script&gt;", "&#0;&#x3c;", "javascript:alert(1)", "=cmd|' /C calc'!A0", "$(Remove-Item *)", "<svg onload=alert(1)>", "{{7*7}}",
        "<meta http-equiv=refresh content=0;url=//evil>", "\u05d0\u05d1.pdf", "\U0001F600 \u4e2d",
    ];

    [Theory]
    [MemberData(nameof(Texts))]
    public void A_text_is_shown_as_it_is_and_adds_nothing_to_the_page(string text)
    {
        PutJob(1, text);
        Engine.Runspace.SessionStateProxy.SetVariable("text", text);
        Engine.Run("""
            $job = Get-ClassifyJob clj-aaaaaaaa-0000-4000-8000-000000000001
            $($job; $job.FileName = $text; $job; [pscustomobject]@{ FileName = $text; $text = $text }) |
                Export-LlamaCloudReport report.html -Title $text
            """).OrThrow();

        Assert.All(Lines(), line => Assert.Equal(text, line.File));
        Assert.Equal((text, text), (Lines()[0].Found, Lines()[0].Why));
        Assert.Equal($"{text}: {text}", Lines()[2].Found);
        Assert.Equal(text, WebUtility.HtmlDecode(Regex.Match(Html, "<title>(.*?)</title>").Groups[1].Value));
        AssertHarmless();
    }

    [Theory]
    [InlineData("a\u202eb\u2066c\u200fd\u061ce", @"a\u{202e}b\u{2066}c\u{200f}d\u{61c}e")]
    [InlineData("a\u2028b\u2029c", @"a\u{2028}b\u{2029}c")]
    [InlineData("a\0b\u001b[2Jc\u0085d", "a b [2Jc d")]
    [InlineData("a\r\n\tb", "a   b")]
    // Half a character, which no test can be given as it is.
    [InlineData("a[half]b", "a\ufffdb")]
    public void What_turns_or_breaks_text_is_seen_and_does_nothing(string text, string shown)
    {
        Engine.Runspace.SessionStateProxy.SetVariable("text", text.Replace("[half]", "\ud800", StringComparison.Ordinal));
        Engine.Run("""
            [pscustomobject]@{
                PSTypeName = 'LlamaCloud.ClassifyJob'; JobId = $text; FileName = $text; Status = $text; Type = $text; Reasoning = $text
                Confidence = $text
            } | Export-LlamaCloudReport report.html
            """).OrThrow();
        ReportLine line = Lines().Single();

        Assert.Equal([shown, shown, shown, shown, shown, shown], (string[])[line.Job, line.File, line.Status, line.Found, line.Why, line.Confidence]);
        Assert.Equal((shown, shown), (Table(0)[0][1], Table(1)[0][1]));
        Assert.DoesNotContain(Html, c => (char.IsControl(c) && c != '\n') || c is '\u202e' or '\u2066' or '\u200f' or '\u061c' or '\u2028' or '\u2029');
    }

    [Fact]
    public void No_key_that_the_session_knows_and_nothing_that_looks_like_a_secret_is_in_it()
    {
        string[] secrets =
        [
            Emulator.ApiKey, "named-connection-key-77", "default-connection-key-88", "llx-somebody-elses-key", "Zm9vYmFy-signature",
            "hunter2-password",
        ];
        Engine.Run("""
            Connect-LlamaCloud -Name other -ApiKey 'named-connection-key-77' -SkipCheck
            Connect-LlamaCloud -ApiKey 'default-connection-key-88' -SkipCheck
            """).OrThrow();
        string text = $"The key {secrets[0]}, {secrets[1]}, {secrets[2]}, {secrets[3]} "
            + $"at https://bucket.example/a.pdf?X-Amz-Signature={secrets[4]}, password={secrets[5]}";
        Engine.Runspace.SessionStateProxy.SetVariable("text", text);
        Engine.Run("""
            $job = [pscustomobject]@{
                PSTypeName = 'LlamaCloud.ClassifyJob'; JobId = $text; FileName = $text; Status = $text; Type = $text; ErrorMessage = $text
                Confidence = $text
            }
            $($job; [pscustomobject]@{ A = $text }) | Export-LlamaCloudReport report.html -Title $text
            """).OrThrow();

        Assert.All(secrets, secret => Assert.DoesNotContain(secret, Html, StringComparison.OrdinalIgnoreCase));
        Assert.Contains("https://bucket.example/a.pdf?[redacted]", Lines()[0].Why, StringComparison.Ordinal);
    }

    [Fact]
    public void Without_a_connection_what_looks_like_a_key_is_left_out_too()
    {
        Environment.SetEnvironmentVariable("LLAMA_CLOUD_API_KEY", null);
        Engine.Run("[pscustomobject]@{ A = 'llx-somebody-elses-key'; B = 'stays' } | Export-LlamaCloudReport report.html").OrThrow();
        Assert.Equal("A: [redacted]; B: stays", Lines().Single().Found);
    }

    [Fact]
    public void A_value_that_holds_itself_ends()
    {
        EngineResult result = Engine.Run("$a = @{ Name = 'a' }; $a.Inner = $a; $a | Export-LlamaCloudReport report.html").OrThrow();

        Assert.Empty(result.Errors);
        Assert.Contains("Name: a", Lines().Single().Found, StringComparison.Ordinal);
    }

    // The one policy allows the one style and the one script that are there, by what they are, and nothing else.
    private void AssertHarmless()
    {
        string style = Regex.Match(Html, "<style>(.*?)</style>", RegexOptions.Singleline).Groups[1].Value;
        string script = Regex.Match(Html, "<script>(.*?)</script>", RegexOptions.Singleline).Groups[1].Value;
        string policy = $"default-src 'none'; style-src {Hash(style)}; script-src {Hash(script)}; base-uri 'none'; form-action 'none'";
        string rest = Html.Replace(style, string.Empty, StringComparison.Ordinal).Replace(script, string.Empty, StringComparison.Ordinal);

        Assert.Equal(policy, Regex.Match(rest, "http-equiv=\"Content-Security-Policy\" content=\"(.*?)\"").Groups[1].Value);
        Assert.All(Regex.Matches(rest, "</?([^\\s>/]+)").Skip(1), tag => Assert.Contains(tag.Groups[1].Value, s_tags));
        Assert.Equal((1, 1, 1), (Regex.Count(rest, "<script"), Regex.Count(rest, "<style"), Regex.Count(rest, "<meta http-equiv")));
        Assert.DoesNotMatch("<[^>]*\\s(on\\w+|style|src|href|action)\\s*=", rest);
        Assert.DoesNotMatch("innerHTML|insertAdjacent|document\\.write|\\beval\\b|new Function|setAttribute\\('on", script);
        Assert.DoesNotContain("url(", style, StringComparison.Ordinal);
    }

    private static string Hash(string text) => $"'sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(text)))}'";
}
