using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Threading.Tasks;
using LlamaCloud.Emulator;
using LlamaCloud.Emulator.Faults;
using LlamaCloud.Emulator.Jobs;

namespace LlamaCloud.Soak;

/// <summary>
/// The emulator, in a process of its own so that what it holds is not taken for the module's. It reads a line for each thing that it is
/// to do, answers with a line, and ends with its input.
/// </summary>
internal static class SoakServer
{
    private static readonly (string Method, string Path)[] s_routes =
    [
        ("POST", "/api/v1/beta/files"), ("GET", "/api/v1/beta/files*"), ("DELETE", "/api/v1/beta/files*"),
        ("POST", "/api/v2/classify"), ("GET", "/api/v2/classify*"), ("POST", "/api/v2/classify/*"), ("DELETE", "/api/v2/classify/*"),
        ("POST", "/api/v2/parse"), ("GET", "/api/v2/parse*"), ("POST", "/api/v2/extract"), ("GET", "/api/v2/extract*"),
        ("POST", "/api/v1/split/jobs"), ("GET", "/api/v1/split/jobs*"), ("POST", "/api/v2/batches"), ("GET", "/api/v2/batches*"),
        ("POST", "/api/v1/beta/directories*"), ("GET", "/api/v1/beta/directories*"), ("POST", "/api/v1/beta/configurations"),
        ("GET", "/api/v1/beta/webhook-configs*"), ("GET", "/api/v2/projects*"), ("GET", "/api/v1/beta/usage-metrics*"),
    ];

    // Silence costs as long as the client waits, so it is one of many.
    private static readonly Func<Fault>[] s_faults =
    [
        () => Fault.Answer(500, "application/json", """{"detail":"away"}"""),
        () => Fault.Answer(503, "text/html", "<h1>Bad gateway</h1>", "Retry-After: 0"),
        () => Fault.Answer(429, "application/json", """{"detail":"slow down"}""", "retry-after-ms: 50"),
        () => Fault.Answer(200, "text/html", "<h1>Log in</h1>"),
        () => Fault.Answer(404, "application/json", """{"detail":"not found"}"""),
        () => Fault.Answer(422, "application/json", """{"detail":[{"loc":["body"],"msg":"no","type":"value_error"}]}"""),
        () => Fault.Cut(),
        () => Fault.CutAfterWork(),
        () => Fault.CutWithin(20),
        () => Fault.BreakInBody("{\"id\":", cut: true),
        () => Fault.CutUpload(10),
        () => Fault.Delay(TimeSpan.FromMilliseconds(100)),
        () => Fault.Silence(),
    ];

    public static async Task RunAsync()
    {
        await using ServiceEmulator emulator = await ServiceEmulator.StartAsync();
        foreach (JobStore jobs in emulator.AllJobs.Append(emulator.Batches))
        {
            jobs.PendingFor = jobs.RunningFor = TimeSpan.FromMilliseconds(20);
        }

        Dictionary<JobStore, List<JsonObject>> made = emulator.AllJobs.ToDictionary(jobs => jobs, _ => new List<JsonObject>());
        foreach (JobStore jobs in emulator.AllJobs)
        {
            List<JsonObject> own = made[jobs];
            Action<JsonObject, JsonObject>? before = jobs.Created;
            jobs.Created = (job, body) =>
            {
                lock (own)
                {
                    own.Add(job);
                }

                before?.Invoke(job, body);
            };
        }

        Console.WriteLine(emulator.BaseAddress.GetLeftPart(UriPartial.Authority));
        while (await Console.In.ReadLineAsync() is { } line)
        {
            string[] words = line.Split(' ');
            switch (words[0])
            {
                case "round":
                    emulator.OtherApiKeys.Clear();
                    emulator.OtherApiKeys.Add(words[2]);
                    emulator.Requests.Clear();
                    emulator.PresignedRequests.Clear();
                    emulator.Faults.Clear();
                    Script(emulator.Faults, new Random(int.Parse(words[1], System.Globalization.CultureInfo.InvariantCulture)));
                    Console.WriteLine("ready");
                    break;
                case "made":
                    emulator.Faults.Clear();
                    Console.WriteLine(JsonSerializer.Serialize(made.Values.SelectMany(Take).Select(job => Traces(job, emulator))));
                    break;
            }
        }
    }

    // On half of the routes, some of them twice, one request of the next few fails in some way.
    private static void Script(FaultScript script, Random random)
    {
        foreach ((string method, string path) in random.GetItems(s_routes, s_routes.Length / 2))
        {
            script.Add(method, path, Fault.Delay(TimeSpan.Zero), times: random.Next(0, 6));
            script.Add(method, path, random.GetItems(s_faults, 1)[0](), times: 1);
        }
    }

    private static List<JsonObject> Take(List<JsonObject> own)
    {
        lock (own)
        {
            List<JsonObject> taken = [.. own];
            own.Clear();
            return taken;
        }
    }

    // The id, and what it can be found by where it did not come out: its mark, or its document where it has none.
    private static string[] Traces(JsonObject job, ServiceEmulator emulator)
    {
        string? mark = (string?)job["transaction_id"] ?? (string?)job["user_metadata"]?["llamacloud_transaction_id"];
        string? file = (string?)job["file_input"] ?? (string?)job["file_id"];
        string? name = file is null ? null : emulator.Files.All.FirstOrDefault(one => one.Id == file)?.Name;
        return [(string)job["id"]!, .. mark is not null ? [mark] : new[] { file, name }.OfType<string>()];
    }
}
