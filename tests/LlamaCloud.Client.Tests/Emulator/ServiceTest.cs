using System;
using System.Linq;
using System.Net.Http;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using System.Threading.Tasks;
using LlamaCloud.Emulator;
using LlamaCloud.Emulator.Files;
using Xunit;

namespace LlamaCloud.Client.Tests.Emulator;

/// <summary>A test of the emulator itself, over plain HTTP, on a clock that a test moves.</summary>
public abstract class ServiceTest : EmulatorTest
{
    protected const string Files = "/api/v1/beta/files";

    private readonly ManualClock _time = new();

    protected HttpClient Http { get; } = new();

    protected override TimeProvider? ServiceClock => _time;

    public override ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        Http.Dispose();
        return base.DisposeAsync();
    }

    protected void Pass(TimeSpan time) => _time.Advance(time);

    protected async Task<Reply> SendAsync(
        string method, string target, HttpContent? content = null, string? key = ServiceEmulator.DefaultApiKey)
    {
        using HttpRequestMessage request = new(new HttpMethod(method), new Uri(Emulator.BaseAddress, target)) { Content = content };
        if (key is not null)
        {
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", key);
        }

        return await Reply.OfAsync(await Http.SendAsync(request, Cancellation));
    }

    protected Task<Reply> GetAsync(string target) => SendAsync("GET", target);

    protected Task<Reply> PostAsync(string target, JsonNode body) =>
        SendAsync("POST", target, new StringContent(body.ToJsonString(), Encoding.UTF8, "application/json"));

    /// <summary>Uploads through a form written by hand, so that every byte is the test's.</summary>
    protected Task<Reply> UploadAsync(byte[] contents, string name = "a.txt", string purpose = "classify", string query = "") =>
        SendFormAsync(query, TextPart("purpose", purpose), FilePart($"name=\"file\"; filename=\"{name}\"", contents));

    protected async Task<StoredFile> StoreAsync(byte[] contents, string name = "a.txt") =>
        Emulator.Files.Find((await UploadAsync(contents, name)).Expect(201).Text("id"))!;

    protected Task<Reply> SendFormAsync(string query, params byte[][] parts) =>
        SendAsync(
            "POST",
            Files + query,
            FormContent([.. parts.SelectMany(part => (byte[])[.. "--xyz\r\n"u8, .. part, .. "\r\n"u8]), .. "--xyz--\r\n"u8]));

    protected static ByteArrayContent FormContent(byte[] body)
    {
        ByteArrayContent content = new(body);
        content.Headers.ContentType = MediaTypeHeaderValue.Parse("multipart/form-data; boundary=xyz");
        return content;
    }

    protected static byte[] TextPart(string name, string text) =>
        Encoding.UTF8.GetBytes($"Content-Disposition: form-data; name=\"{name}\"\r\n\r\n{text}");

    protected static byte[] FilePart(string disposition, byte[] contents, string? contentType = null, Encoding? encoding = null) =>
        [
            .. (encoding ?? Encoding.UTF8).GetBytes(
                $"Content-Disposition: form-data; {disposition}\r\n{(contentType is null ? "" : $"Content-Type: {contentType}\r\n")}\r\n"),
            .. contents,
        ];
}
