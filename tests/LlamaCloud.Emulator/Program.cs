using System;
using System.Globalization;
using System.Text.Json.Nodes;
using System.Threading;
using System.Threading.Tasks;
using LlamaCloud.Emulator;
using LlamaCloud.Emulator.Classify;
using LlamaCloud.Emulator.Faults;
using LlamaCloud.Emulator.Jobs;

// dotnet run --project tests/LlamaCloud.Emulator -- [--port N] [--key K] [--lifetime MINUTES] [--stop-with-input] [--jobs N] [--delay
// MILLISECONDS]
//     [--pending MILLISECONDS] [--running MILLISECONDS]
string Option(string name, string otherwise) =>
    Array.IndexOf(args, name) is int at and >= 0 && at + 1 < args.Length ? args[at + 1] : otherwise;

await using ServiceEmulator emulator = await ServiceEmulator.StartAsync(
    Option("--key", ServiceEmulator.DefaultApiKey),
    int.Parse(Option("--port", "0"), CultureInfo.InvariantCulture));

foreach (JsonObject job in SeedJobs.Many(int.Parse(Option("--jobs", "0"), CultureInfo.InvariantCulture)))
{
    emulator.Jobs.Put(job);
}

foreach (JobStore jobs in emulator.AllJobs)
{
    jobs.PendingFor = TimeSpan.FromMilliseconds(int.Parse(Option("--pending", "200"), CultureInfo.InvariantCulture));
    jobs.RunningFor = TimeSpan.FromMilliseconds(int.Parse(Option("--running", "300"), CultureInfo.InvariantCulture));
}

if (int.Parse(Option("--delay", "0"), CultureInfo.InvariantCulture) is int delay and > 0)
{
    foreach ((string method, string path) in ((string, string)[])
        [
            ("GET", "/api/v2/classify*"), ("POST", "/api/v2/classify*"), ("GET", "/api/v2/parse*"), ("POST", "/api/v2/parse*"),
            ("POST", "/api/v1/beta/files*"),
        ])
    {
        emulator.Faults.Add(method, path, Fault.Delay(TimeSpan.FromMilliseconds(delay)));
    }
}

// The address alone on the first line: a program that started this one reads it.
Console.WriteLine(emulator.BaseAddress.GetLeftPart(UriPartial.Authority));
Console.WriteLine($"The key is {emulator.ApiKey}. It stops on Ctrl+C.");

// Bounded, so that an emulator nobody remembers does not stay.
using CancellationTokenSource end = new(TimeSpan.FromMinutes(double.Parse(Option("--lifetime", "60"), CultureInfo.InvariantCulture)));
Console.CancelKeyPress += (_, pressed) =>
{
    pressed.Cancel = true;
    end.Cancel();
};

Task ended = Task.Delay(Timeout.Infinite, end.Token);
if (Array.IndexOf(args, "--stop-with-input") >= 0)
{
    // The parent holds the other end of the input: when it dies, however it dies, the input ends.
    await Task.WhenAny(ended, Console.In.ReadToEndAsync());
}
else
{
    await Task.WhenAny(ended);
}
