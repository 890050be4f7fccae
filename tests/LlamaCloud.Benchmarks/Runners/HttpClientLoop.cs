using System;
using System.Diagnostics;
using System.Globalization;
using System.IO;
using System.Net.Http;
using System.Net.Http.Headers;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Threading;
using System.Threading.Tasks;

namespace LlamaCloud.Benchmarks.Runners;

/// <summary>A loop over ids as one would write it by hand, without order, retries, limits or errors.</summary>
internal sealed class HttpClientLoop : IDisposable
{
    private readonly string _address = Environment.GetEnvironmentVariable("LLAMA_CLOUD_BASE_URL")!;
    private readonly HttpClient _http = new();
    private int _read;

    private HttpClientLoop() =>
        _http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue(
            "Bearer", Environment.GetEnvironmentVariable("LLAMA_CLOUD_API_KEY"));

    public static async Task RunAsync(string idsFile, string concurrency)
    {
        string[] ids = await File.ReadAllLinesAsync(idsFile);
        int limit = int.Parse(concurrency, CultureInfo.InvariantCulture);
        using HttpClientLoop loop = new();
        await loop.ReadAsync(ids[..2], limit);
        await loop._http.DeleteAsync(new Uri(loop._address + "/_emulator/requests"));

        loop._read = 0;
        long allocated = GC.GetTotalAllocatedBytes(precise: true);
        long start = Stopwatch.GetTimestamp();
        await loop.ReadAsync(ids, limit);
        double seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
        allocated = GC.GetTotalAllocatedBytes(precise: true) - allocated;
        if (loop._read != ids.Length)
        {
            throw new InvalidOperationException($"{loop._read} of {ids.Length} jobs came.");
        }

        using Process self = Process.GetCurrentProcess();
        Console.WriteLine(Measurement.Format(("seconds", seconds), ("allocated", allocated), ("peak", self.PeakWorkingSet64)));
    }

    public void Dispose() => _http.Dispose();

    private async Task ReadAsync(string[] ids, int limit)
    {
        using SemaphoreSlim window = new(limit);
        foreach (string id in ids)
        {
            await window.WaitAsync();
            _ = ReadAsync(id, window);
        }

        for (int i = 0; i < limit; i++)
        {
            await window.WaitAsync();
        }
    }

    private async Task ReadAsync(string id, SemaphoreSlim window)
    {
        try
        {
            byte[] body = await _http.GetByteArrayAsync(new Uri($"{_address}/api/v2/classify/{id}"));
            if (JsonSerializer.Deserialize<Job>(body)?.Id == id)
            {
                Interlocked.Increment(ref _read);
            }
        }
        finally
        {
            window.Release();
        }
    }

    private sealed record Job(
        [property: JsonPropertyName("id")] string Id,
        [property: JsonPropertyName("status")] string Status,
        [property: JsonPropertyName("result")] JobResult? Result);

    private sealed record JobResult(
        [property: JsonPropertyName("type")] string? Type,
        [property: JsonPropertyName("confidence")] double Confidence,
        [property: JsonPropertyName("reasoning")] string Reasoning);
}
