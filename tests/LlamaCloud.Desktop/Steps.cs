using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;
using System.Threading;
using System.Threading.Tasks;

namespace LlamaCloud.Desktop;

/// <summary>What is tried, by name, and what came of it in words. The test that runs it scripts the service, and knows the words.</summary>
internal sealed class Steps
{
    private const string FileName = "Rechnung März – 1 €.txt";

    private readonly Uri _address;
    private readonly string _key;
    private readonly string _folder;
    private readonly LlamaCloudClient _client;
    private string _uploaded = string.Empty;

    public Steps(Uri address, string key, string folder)
    {
        _address = address;
        _key = key;
        _folder = folder;
        _client = Client();
    }

    public IReadOnlyList<KeyValuePair<string, Func<Task<string>>>> All =>
    [
        Step("runtime", () => Task.FromResult($"{RuntimeInformation.FrameworkDescription}, JSON {JsonVersion}")),
        Step("get", async () => Describe(await _client.Classify.GetAsync("clj-11111111-1111-4111-8111-111111111111"))),
        Step("an id is escaped", async () => Describe(await _client.Classify.GetAsync("clj-ü &x"))),
        Step("not found", async () => Describe(await _client.Classify.GetAsync("clj-none"))),
        Step(
            "many at once",
            async () =>
                (await _client.Classify.FindAsync(
                    ["clj-11111111-1111-4111-8111-111111111111", "clj-22222222-2222-4222-8222-222222222222", "clj-none"])).Count + " of 3"),
        Step("list", async () => $"{(await _client.Classify.List(pageSize: 2).NextAsync()).Count} on a page"),
        Step("upload", UploadAsync),
        Step("start", StartAsync),
        Step("save", SaveAsync),
        Step("compressed", async () => Describe(await _client.Classify.GetAsync("clj-gzip"))),
        Step("tried again", async () => Describe(await _client.Classify.GetAsync("clj-second-time"))),
        Step("a page in place of an answer", async () => Describe(await _client.Classify.GetAsync("clj-html"))),
        Step("to another host", async () => Describe(await _client.Classify.GetAsync("clj-elsewhere"))),
        Step("no answer in time", async () => Describe(await Client(timeout: 1).Classify.GetAsync("clj-silent"))),
        Step("half an answer in time", async () => Describe(await Client(timeout: 1).Classify.GetAsync("clj-stalled"))),
        Step("stopped", StopAsync),
        Step("nobody there", async () => Describe(await Client(new Uri("http://127.0.0.1:1")).Classify.GetAsync("clj-1"))),
        Step("no such host", async () => Describe(await Client(new Uri("https://llamacloud.invalid")).Classify.GetAsync("clj-1"))),
        Step(
            "a wrong key",
            async () => Describe(
                await new LlamaCloudClient(
                    new LlamaCloudClientOptions("llx-a-wrong-key-for-tests") { BaseAddress = _address }).Classify.GetAsync("clj-1"))),
        // The example of RFC 4231, section 4.3.
        Step("a signature", () => Test("sha256=5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843")),
        Step("a forged signature", () => Test("sha256=5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3842")),
        Step("an event", () => Task.FromResult(WebhookEventReader.Read(
            Encoding.UTF8.GetBytes("\"{\\\"event_type\\\":\\\"parse.success\\\",\\\"id\\\":\\\"pjb-1\\\"}\"")).ToString())),
    ];

    private static Version? JsonVersion => typeof(JsonSerializer).Assembly.GetName().Version;

    private static Task<string> Test(string signature) =>
        Task.FromResult(WebhookSignature.FindProblem(Encoding.ASCII.GetBytes("what do ya want for nothing?"), [signature], ["Jefe"])
            ?? "genuine");

    private static KeyValuePair<string, Func<Task<string>>> Step(string name, Func<Task<string>> run) => new(name, run);

    private static string Describe(ClassifyJob job) => string.Format(
        CultureInfo.InvariantCulture,
        "{0} {1} {2} {3:u} {4}",
        job.Status,
        job.Type,
        job.Confidence,
        job.CreatedAt,
        string.Join(" ", job.AdditionalProperties.Select(one => $"{one.Key}={one.Value}"))).TrimEnd();

    private LlamaCloudClient Client(Uri? address = null, int timeout = 20) => new(new LlamaCloudClientOptions(_key)
    {
        BaseAddress = address ?? _address,
        Timeout = TimeSpan.FromSeconds(timeout),
        MaximumRetryCount = timeout == 1 || address is not null ? 0 : 2,
    });

    private async Task<string> UploadAsync()
    {
        string path = Path.Combine(_folder, FileName);
        File.WriteAllText(path, "An invoice with an invoice number and a total amount due.");
        LlamaCloudFile file = await _client.Files.UploadAsync(FileUpload.OfFile(path) with { Purpose = "classify" });
        _uploaded = file.Id;
        return $"{(file.Name == FileName ? "under its name" : "as " + file.Name)}, for {file.Purpose}";
    }

    // A second time with the same transaction id is the same job.
    private async Task<string> StartAsync()
    {
        ClassifyJobRequest request = new()
        {
            FileInput = _uploaded,
            Rules = [new ClassifyRule("invoice", "an invoice with a total amount due")],
            TransactionId = "desktop-1",
        };
        ClassifyJob first = await _client.Classify.CreateAsync(request);
        ClassifyJob second = await _client.Classify.CreateAsync(request);
        return $"{(first.Id == second.Id ? "one job" : "two jobs")} of {(first.FileInput == _uploaded ? "the file" : first.FileInput)}";
    }

    private async Task<string> SaveAsync()
    {
        string path = Path.Combine(_folder, "saved.txt");
        await _client.Files.SaveAsync(_uploaded, path);
        return File.ReadAllText(path);
    }

    private async Task<string> StopAsync()
    {
        using CancellationTokenSource end = new(TimeSpan.FromMilliseconds(300));
        long begun = Environment.TickCount;
        try
        {
            return Describe(await _client.Classify.GetAsync("clj-silent", default, end.Token));
        }
        catch (OperationCanceledException)
        {
            return Environment.TickCount - begun < 1300 ? "within a second" : "late";
        }
    }
}
