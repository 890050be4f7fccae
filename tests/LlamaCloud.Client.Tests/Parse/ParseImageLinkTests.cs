using System;
using System.IO;
using System.Linq;
using System.Text;
using System.Threading.Tasks;
using Xunit;

namespace LlamaCloud.Client.Tests.Parse;

public sealed class ParseImageLinkTests : ParseTest, IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory().FullName;

    void IDisposable.Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData("![a](a.png) [a](a.png)", "![a](X/a.png) [a](a.png)")]
    [InlineData("![a](<a b.png>) ![b](a b.png) ![c](a%20b.png 'title')", "![a](<X/a%20b.png>) ![b](X/a%20b.png) ![c](X/a%20b.png 'title')")]
    [InlineData("![1](c(1).png \"t\") ![see [2] here](ü.png)", "![1](X/c%281%29.png \"t\") ![see [2] here](X/%C3%BC.png)")]
    [InlineData("<img alt='x' src=\"it's.png\"> <IMG SRC = 'a.png'>", "<img alt='x' src=\"X/it%27s.png\"> <IMG SRC = 'X/a.png'>")]
    [InlineData("![a](https://other.example/a.png) ![n](none.png) ![never closed ![a](a.png)", "![a](https://other.example/a.png) ![n](none.png) ![never closed ![a](X/a.png)")]
    public async Task Links_to_images_are_led_elsewhere_whatever_their_names(string markdown, string led)
    {
        using ParseResultReader reader = await Answered(Page(markdown));
        string path = Path.Combine(_folder, "report.md");
        await ParseClient.SaveAsync(reader, isMarkdown: true, path, new UTF8Encoding(false), linkOf: Link, cancellationToken: Cancellation);

        Assert.Equal(led + "\n", File.ReadAllText(path));
    }

    [Theory]
    [InlineData("![")]
    [InlineData("<img ")]
    [InlineData("![a](")]
    [InlineData("![a](b \" ")]
    [InlineData("![a [b](c ")]
    public async Task What_looks_like_the_beginning_of_links_takes_no_longer_than_a_page(string beginning)
    {
        using ParseResultReader reader = await Answered(Page(string.Concat(Enumerable.Repeat(beginning, 200_000))));
        string path = Path.Combine(_folder, "report.md");
        Task saving = Task.Run(
            () => ParseClient.SaveAsync(reader, isMarkdown: true, path, Encoding.UTF8, linkOf: _ => null, cancellationToken: Cancellation), Cancellation);

        await saving.WaitAsync(TimeSpan.FromSeconds(30), Cancellation);
    }

    private static string? Link(string name) =>
        name is "a.png" or "a b.png" or "c(1).png" or "ü.png" or "it's.png" ? "X/" + Uri.EscapeDataString(name) : null;
}
