using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Net.Http;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Threading.Tasks;

namespace LlamaCloud.Benchmarks.Runners;

/// <summary>
/// A loop that asks for a hundred ids at a time, as one would write it by hand who knows that the list can: jobs of a known type, in
/// the order of the ids, without retries, limits or errors.
/// </summary>
internal sealed class GroupedLoop : IDisposable
{
    private const int Largest = 100;

    private readonly string _address = Environment.GetEnvironmentVariable("LLAMA_CLOUD_BASE_URL")!;
    private readonly HttpClient _http = new();

    private GroupedLoop() =>
        _http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue(
            "Bearer", Environment.GetEnvironmentVariable("LLAMA_CLOUD_API_KEY"));

    public static async Task RunAsync(string idsFile, string concurrency)
    {
        string[] ids = await File.ReadAllLinesAsync(idsFile);
        int limit = int.Parse(concurrency, CultureInfo.InvariantCulture);
        using GroupedLoop loop = new();
        await loop.ReadAsync(ids[..2], limit).CountAsync();
        await loop._http.DeleteAsync(new Uri(loop._address + "/_emulator/requests"));

        long allocated = GC.GetTotalAllocatedBytes(precise: true);
        long start = Stopwatch.GetTimestamp();
        int read = await loop.ReadAsync(ids, limit).CountAsync();
        double seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
        allocated = GC.GetTotalAllocatedBytes(precise: true) - allocated;
        if (read != ids.Length)
        {
            throw new InvalidOperationException($"{read} of {ids.Length} jobs came.");
        }

        using Process self = Process.GetCurrentProcess();
        Console.WriteLine(Measurement.Format(("seconds", seconds), ("allocated", allocated), ("peak", self.PeakWorkingSet64)));
    }

    public void Dispose() => _http.Dispose();

    private async IAsyncEnumerable<ListedJob> ReadAsync(string[] ids, int limit)
    {
        Queue<Task<ListedJob[]>> inFlight = new();
        foreach (string[] group in ids.Chunk(Largest))
        {
            if (inFlight.Count == limit)
            {
                foreach (ListedJob job in await inFlight.Dequeue())
                {
                    yield return job;
                }
            }

            inFlight.Enqueue(ReadGroupAsync(group));
        }

        while (inFlight.TryDequeue(out Task<ListedJob[]>? next))
        {
            foreach (ListedJob job in await next)
            {
                yield return job;
            }
        }
    }

    private async Task<ListedJob[]> ReadGroupAsync(string[] ids)
    {
        string query = string.Join("&job_ids=", ids);
        ListedPage page = (await _http.GetFromJsonAsync(
            new Uri($"{_address}/api/v2/classify?page_size={Largest}&job_ids={query}"), ListedJsonContext.Default.ListedPage))!;
        Dictionary<string, ListedJob> found = page.Items.ToDictionary(job => job.Id);
        return [.. ids.Select(id => found[id])];
    }
}
