using System;
using LlamaCloud.Demo.Engine;
using Xunit;

namespace LlamaCloud.PowerShell.Tests.Parse;

/// <summary>Documents of the web, which the service reads itself.</summary>
public sealed class StartParseJobAddressTests : ParseTest
{
    [Theory]
    [InlineData("[pscustomobject]@{ source_url = 'https://example.com/a%20b.pdf'; TargetPages = '2' }", "a b.pdf", "2")]
    [InlineData("[pscustomobject]@{ Uri = [uri]'https://example.com/a.pdf'; FileId = '' }", "a.pdf", null)]
    [InlineData("@{ Url = 'https://example.com/a.pdf' }", "a.pdf", null)]
    [InlineData("'https://example.com/a.pdf'", "a.pdf", null)]
    [InlineData("[uri]'https://example.com/a.pdf'", "a.pdf", null)]
    public void A_row_names_a_document_of_the_web(string row, string name, string? pages)
    {
        Assert.Equal([name], Texts(Engine.Run($"{row} | Start-ParseJob | % FileName")));
        Assert.StartsWith("https://example.com/a", (string?)Body()["source_url"], StringComparison.Ordinal);
        Assert.Equal(pages, (string?)Body()["page_ranges"]?["target_pages"]);
    }

    [Fact]
    public void A_row_whose_address_is_none_is_an_error_about_it_and_the_others_go_on()
    {
        EngineResult result = Engine.Run(
            "@{ Url = 'https://' }, @{ Url = 'ftp://me:PWPW@example.com/a.pdf' }, @{ Url = 'https://example.com/a.pdf' } | Start-ParseJob");

        Assert.Equal(["ParseJobUriInvalid", "ParseJobUriInvalid"], IdsOf(result));
        Assert.All(result.Errors, error => Assert.DoesNotContain("PWPW", error.ToString(), StringComparison.Ordinal));
        Assert.Single(result.Output);
        Assert.Equal(["ClassifyJobInputInvalid"], IdsOf(Engine.Run(
            "@{ Url = 'https://example.com/a.pdf' } | Start-ClassifyJob -Rule @{ invoice = 'an invoice with a number' }")));
    }
}
