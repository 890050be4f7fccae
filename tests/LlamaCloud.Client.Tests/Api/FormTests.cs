using System;
using System.IO;
using System.Linq;
using System.Text;
using System.Threading.Tasks;
using LlamaCloud.Emulator;
using LlamaCloud.Emulator.Faults;
using LlamaCloud.Http;
using Xunit;

namespace LlamaCloud.Client.Tests.Api;

/// <summary>Forms with files, byte by byte.</summary>
public sealed class FormTests : EmulatorTest
{
    private const string Upload = "/api/v2/parse/upload";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("llamacloud-form-");

    [Fact]
    public async Task A_file_name_that_is_not_ascii_goes_out_as_utf8_in_quotes()
    {
        string body = await SendAsync(FormField.OfFile("file", FileOf("Rechnung März ü 日本.pdf", "%PDF")));

        Assert.Contains(
            "Content-Disposition: form-data; name=\"file\"; filename=\"Rechnung März ü 日本.pdf\"\r\n", body, StringComparison.Ordinal);
        Assert.DoesNotContain("=?utf-8?", body, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("filename*", body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_would_end_a_quoted_name_is_escaped()
    {
        string body = await SendAsync(
            FormField.OfText("a\"\r\nX-Injected: 1\r\n\r\nb", "x"), FormField.OfFile("file", FileOf("a.pdf", "x")));

        Assert.Contains(
            "Content-Disposition: form-data; name=\"a%22%0D%0AX-Injected: 1%0D%0A%0D%0Ab\"\r\n\r\nx\r\n", body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_would_end_the_name_of_a_file_is_escaped()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "No file can have such a name there.");
        string body = await SendAsync(FormField.OfFile("file", FileOf("a\"; name=\"x\r\nb.pdf", "x")));

        Assert.Contains("; filename=\"a%22; name=%22x%0D%0Ab.pdf\"\r\n", body, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("a.pdf", "application/pdf")]
    [InlineData("a.DOCX", "application/vnd.openxmlformats-officedocument.wordprocessingml.document")]
    [InlineData("a.tar.md", "text/markdown")]
    [InlineData("a.unknown", "application/octet-stream")]
    [InlineData("pdf", "application/octet-stream")]
    public async Task The_end_of_a_file_name_says_what_it_is(string name, string contentType)
    {
        string body = await SendAsync(FormField.OfFile("file", FileOf(name, "x")));

        Assert.Contains($"Content-Type: {contentType}\r\n", body, StringComparison.Ordinal);
        Assert.Single(body.Split("\r\n"), line => line.StartsWith("Content-Type", StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public async Task Fields_go_out_in_order_and_a_text_as_it_is()
    {
        string body = await SendAsync(
            FormField.OfText("configuration", "{\"tier\": \"für 日本\"}\r\n"),
            FormField.OfFile("file", FileOf("a.txt", "contents")),
            FormField.OfText("empty", ""));
        string boundary = body[..body.IndexOf("\r\n", StringComparison.Ordinal)];

        Assert.Equal(
            [
                "",
                "\r\nContent-Disposition: form-data; name=\"configuration\"\r\n\r\n{\"tier\": \"für 日本\"}\r\n\r\n",
                "\r\nContent-Type: text/plain\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.txt\"\r\n\r\ncontents\r\n",
                "\r\nContent-Disposition: form-data; name=\"empty\"\r\n\r\n\r\n",
                "--\r\n",
            ],
            body.Split(boundary));
        Assert.Equal($"multipart/form-data; boundary=\"{boundary[2..]}\"", Emulator.Requests.All[^1].Headers["Content-Type"]);
    }

    [Fact]
    public async Task An_upload_that_is_repeated_sends_the_whole_file_again()
    {
        string contents = string.Concat(Enumerable.Range(0, 100_000).Select(i => $"{i} "));
        Emulator.Faults.Add("POST", Upload, Fault.Answer(503, "text/plain", string.Empty, "Retry-After: 4"), times: 1);
        string body = await SendAsync(FormField.OfFile("file", FileOf("a.txt", contents)));

        Assert.Equal(2, Emulator.Requests.All.Count);
        Assert.Equal(Emulator.Requests.All[0].Headers["Content-Length"], Emulator.Requests.All[1].Headers["Content-Length"]);
        Assert.Contains($"\r\n\r\n{contents}\r\n--", body, StringComparison.Ordinal);
        Assert.Equal([4.0], Clock.Seconds);
    }

    [Theory]
    [InlineData("file")]
    [InlineData("folder")]
    public async Task A_file_that_is_not_there_is_an_io_exception_and_nothing_is_sent(string missing)
    {
        string path = Path.Combine(_folder.FullName, missing == "folder" ? "none/a.pdf" : "a.pdf");
        IOException failure = await Assert.ThrowsAnyAsync<IOException>(
            () => SendAsync(FormField.OfText("a", "b"), FormField.OfFile("file", path)));

        Assert.Contains("a.pdf", failure.Message, StringComparison.Ordinal);
        AssertNothingWasSent();
    }

    [Fact]
    public async Task A_file_that_somebody_else_holds_is_an_io_exception_and_nothing_is_sent()
    {
        string first = FileOf("first.pdf", "x");
        string path = FileOf("a.pdf", "x");
        using FileStream holder = new(path, FileMode.Open, FileAccess.ReadWrite, FileShare.None);
        await Assert.ThrowsAnyAsync<IOException>(() => SendAsync(FormField.OfFile("first", first), FormField.OfFile("file", path)));

        AssertNothingWasSent();
        // The file before it is not held any longer: nobody else could write it.
        new FileStream(first, FileMode.Open, FileAccess.ReadWrite, FileShare.None).Dispose();
    }

    [Fact]
    public async Task A_folder_is_an_io_exception_and_nothing_is_sent()
    {
        await Assert.ThrowsAnyAsync<IOException>(() => SendAsync(FormField.OfFile("file", _folder.FullName)));

        AssertNothingWasSent();
    }

    [Fact]
    public async Task An_exchange_shows_the_names_of_parts_and_not_what_is_in_them()
    {
        Heard.WantsExchanges = true;
        Emulator.Faults.Add("POST", Upload, Fault.Answer(200, "application/json", "{}"));
        await SendAsync(FormField.OfText("configuration", "hush1"), FormField.OfFile("file", FileOf("März.pdf", "hush2")));

        string text = Assert.Single(Heard.Exchanges);
        Assert.Contains("> form: configuration file (file März.pdf)\n", text, StringComparison.Ordinal);
        Assert.DoesNotContain("hush", text, StringComparison.Ordinal);
        Assert.DoesNotContain(_folder.Name, text, StringComparison.Ordinal);
    }

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        _folder.Delete(recursive: true);
    }

    private string FileOf(string name, string contents)
    {
        string path = Path.Combine(_folder.FullName, name);
        File.WriteAllText(path, contents);
        return path;
    }

    private async Task<string> SendAsync(params FormField[] fields)
    {
        await Client.Api.SendAsync(new ApiRequest("POST", Upload) { Form = fields }, Cancellation);
        RecordedRequest request = Emulator.Requests.All[^1];
        await request.Answered;
        return Encoding.UTF8.GetString(request.Body);
    }

    private void AssertNothingWasSent()
    {
        Assert.Empty(Emulator.Requests.All);
        Assert.Empty(Clock.Waits);
    }

    [Theory]
    [InlineData("a.PDF", "application/pdf")]
    [InlineData("a|b<c>.tar.md", "text/markdown")]
    [InlineData("pdf", "application/octet-stream")]
    [InlineData("a.pdf.", "application/octet-stream")]
    [InlineData(".pdf/a", "application/octet-stream")]
    [InlineData("", "application/octet-stream")]
    public void The_end_of_a_name_says_what_a_file_is(string name, string contentType) => Assert.Equal(contentType, ContentTypes.Of(name));
}
