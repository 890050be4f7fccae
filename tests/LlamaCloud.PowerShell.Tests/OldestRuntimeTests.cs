using System;
using System.IO;
using System.IO.Compression;
using System.Linq;
using System.Text;
using System.Threading.Tasks;
using LlamaCloud.Demo.Engine;
using LlamaCloud.Emulator;
using LlamaCloud.Emulator.Faults;
using Xunit;

namespace LlamaCloud.PowerShell.Tests;

/// <summary>
/// The published clients on the oldest runtimes: that of Windows PowerShell, with its libraries, under Mono; the other on .NET 8.
/// </summary>
public sealed class OldestRuntimeTests : IDisposable
{
    private const string Job =
        """{"id":"clj-1","status":"COMPLETED","configuration":{"rules":[]},"document_input_type":"file_id","file_input":"dfl-1","project_id":"p","user_id":"u","result":{"type":"receipt","confidence":0.5,"reasoning":"r"},"created_at":"2026-09-01T10:00:00","added_later":7}""";

    private static readonly string[] s_expected =
    [
        "get: COMPLETED invoice 0.987 2026-09-01 09:09:19Z",
        "an id is escaped: COMPLETED receipt 0.5 2026-09-01 10:00:00Z added_later=7",
        "not found: Status 404 Classify job clj-none not found",
        "many at once: 2 of 3",
        "list: 2 on a page",
        "upload: under its name, for classify",
        "start: one job of the file",
        "save: An invoice with an invoice number and a total amount due.",
        "compressed: COMPLETED receipt 0.5 2026-09-01 10:00:00Z added_later=7",
        "tried again: COMPLETED receipt 0.5 2026-09-01 10:00:00Z added_later=7",
        "a page in place of an answer: InvalidResponse 200",
        "to another host: Status 302",
        "no answer in time: Timeout",
        "half an answer in time: Timeout 200",
        "stopped: within a second",
        "nobody there: Connection",
        "no such host: UnknownHost",
        "a wrong key: Status 401 Invalid API Key",
        "a signature: genuine",
        "a forged signature: The LC-Signature is not that of this body with the secret.",
        "an event: parse.success pjb-1",
    ];

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task The_net472_client_does_what_the_other_does()
    {
        string? mono = ConsolePrograms.Find("mono");
        Assert.SkipWhen(mono is null, "There is no mono on the PATH (Debian: mono-runtime and libmono-system-net-http4.0-cil).");
        foreach (string file in Directory.GetFiles(Path.Combine(Places.Module, "bin", "net472")).Append(Places.Desktop))
        {
            File.Copy(file, Path.Combine(_folder.Path, Path.GetFileName(file)));
        }

        string runtime = await RunAsync(mono!, [Path.Combine(_folder.Path, Path.GetFileName(Places.Desktop))]);

        Assert.Matches("^Mono .*, JSON 10\\.", runtime);
    }

    [Fact]
    public async Task The_client_does_the_same_on_the_runtime_of_powershell_7_4()
    {
        string runtime = await RunAsync(Places.Net8, []);

        Assert.Matches("^\\.NET 8\\.0\\.[0-9]+, JSON 8\\.", runtime);
    }

    private async Task<string> RunAsync(string program, string[] arguments)
    {
        await using ServiceEmulator emulator = await ServiceEmulator.StartAsync();
        Script(emulator.Faults);

        (int exitCode, string output) = await ChildProcess.RunAsync(
            program,
            [.. arguments, emulator.BaseAddress.AbsoluteUri, emulator.ApiKey, _folder.Path],
            // What Mono writes to its console has this encoding; a name of a file has it anyway.
            ("LANG", "C.UTF-8"),
            ("LLAMA_CLOUD_CLIENT", Path.Combine(Places.Module, "bin", "net8.0")));

        Assert.True(exitCode == 0, output);
        string[] lines = [.. output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Trim())];
        Assert.Equal(s_expected, lines[1..]);
        Assert.Empty(emulator.PresignedViolations);
        Assert.StartsWith("runtime: ", lines[0], StringComparison.Ordinal);
        return lines[0]["runtime: ".Length..];
    }

    private static void Script(FaultScript faults)
    {
        const string Classify = "/api/v2/classify/";
        faults.Add("GET", Classify + "clj-ü &x", Fault.Answer(200, "application/json", JobOf("clj-ü &x")));
        faults.Add(
            "GET", Classify + "clj-gzip", Fault.Answer(200, "application/json", Compress(JobOf("clj-gzip")), "Content-Encoding: gzip"));
        faults.Add("GET", Classify + "clj-second-time", Fault.Cut(), times: 1);
        faults.Add("GET", Classify + "clj-second-time", Fault.Answer(200, "application/json", JobOf("clj-second-time")));
        faults.Add("GET", Classify + "clj-html", Fault.Answer(200, "text/html", "<html>Sign in</html>"));
        faults.Add(
            "GET", Classify + "clj-elsewhere", Fault.Answer(302, "text/plain", string.Empty, "Location: https://llamacloud.invalid/"));
        faults.Add("GET", Classify + "clj-silent", Fault.Silence());
        faults.Add("GET", Classify + "clj-stalled", Fault.BreakInBody("""{"id":"clj-""", cut: false));
    }

    private static string JobOf(string id) => Job.Replace("clj-1", id, StringComparison.Ordinal);

    private static byte[] Compress(string text)
    {
        using MemoryStream compressed = new();
        using (GZipStream gzip = new(compressed, CompressionLevel.Fastest))
        {
            gzip.Write(Encoding.UTF8.GetBytes(text));
        }

        return compressed.ToArray();
    }
}
