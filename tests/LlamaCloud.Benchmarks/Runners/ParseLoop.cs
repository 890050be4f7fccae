using System;
using System.Diagnostics;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Net.Http;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using System.Threading;
using System.Threading.Tasks;

namespace LlamaCloud.Benchmarks.Runners;

/// <summary>From documents to Markdown on the disk as one would write it by hand, without retries, limits, errors or half files.</summary>
internal sealed class ParseLoop : IDisposable
{
    private readonly string _address = Environment.GetEnvironmentVariable("LLAMA_CLOUD_BASE_URL")!;
    private readonly HttpClient _http = new();

    private ParseLoop() =>
        _http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", Environment.GetEnvironmentVariable("LLAMA_CLOUD_API_KEY"));

    public static async Task RunAsync(string warmUp, string documents, string destination, string inFlight)
    {
        int limit = int.Parse(inFlight, CultureInfo.InvariantCulture);
        using ParseLoop loop = new();
        await loop.ParseAllAsync(warmUp, destination + "-first", limit);
        await loop._http.DeleteAsync(new Uri(loop._address + "/_emulator/requests"));

        long start = Stopwatch.GetTimestamp();
        await loop.ParseAllAsync(documents, destination, limit);
        double seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
        using Process self = Process.GetCurrentProcess();
        Console.WriteLine(Measurement.Format(("seconds", seconds), ("peak", self.PeakWorkingSet64)));
    }

    public void Dispose() => _http.Dispose();

    private Task ParseAllAsync(string documents, string destination, int limit)
    {
        Directory.CreateDirectory(destination);
        return Parallel.ForEachAsync(
            Directory.GetFiles(documents), new ParallelOptions { MaxDegreeOfParallelism = limit }, async (file, _) => await ParseAsync(file, destination));
    }

    private async Task ParseAsync(string file, string destination)
    {
        await using FileStream contents = File.OpenRead(file);
        using MultipartFormDataContent form = new() { { new StreamContent(contents), "file", Path.GetFileName(file) }, { new StringContent("parse"), "purpose" } };
        using HttpResponseMessage uploaded = await _http.PostAsync(new Uri(_address + "/api/v1/beta/files"), form);
        string fileId = await IdOfAsync(uploaded);
        using HttpResponseMessage created = await _http.PostAsJsonAsync(
            new Uri(_address + "/api/v2/parse"), new { file_id = fileId, tier = "cost_effective", version = "latest" });
        string jobId = await IdOfAsync(created);
        while (true)
        {
            using JsonDocument result = JsonDocument.Parse(await _http.GetByteArrayAsync(new Uri($"{_address}/api/v2/parse/{jobId}?expand=markdown")));
            if (result.RootElement.GetProperty("job").GetProperty("status").GetString() == "COMPLETED")
            {
                string markdown = string.Join("\n\n", result.RootElement.GetProperty("markdown").GetProperty("pages").EnumerateArray().Select(page => page.GetProperty("markdown").GetString()));
                await File.WriteAllTextAsync(Path.Combine(destination, Path.GetFileNameWithoutExtension(file) + ".md"), markdown + "\n");
                return;
            }

            await Task.Delay(1000);
        }
    }

    private static async Task<string> IdOfAsync(HttpResponseMessage answer)
    {
        answer.EnsureSuccessStatusCode();
        using JsonDocument body = JsonDocument.Parse(await answer.Content.ReadAsByteArrayAsync());
        return body.RootElement.GetProperty("id").GetString()!;
    }
}
