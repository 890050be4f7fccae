using System;
using System.Linq;
using LlamaCloud.Emulator.Classify;
using LlamaCloud.Emulator.Faults;
using LlamaCloud.Emulator.Jobs;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;

namespace LlamaCloud.Emulator;

/// <summary><c>/_emulator</c>: for tests and benchmarks that run the emulator as a program of its own. No key, no record.</summary>
internal static class AdminRoutes
{
    public static void Map(IEndpointRouteBuilder app, ServiceEmulator emulator)
    {
        app.MapGet("/_emulator/requests", () => emulator.Requests.All.Select(request => request.Target));
        app.MapGet("/_emulator/requests/count", () => emulator.Requests.Count);
        app.MapDelete("/_emulator/requests", emulator.Requests.Clear);
        app.MapGet("/_emulator/files/count", () => emulator.Files.Count);
        app.MapGet("/_emulator/jobs/count", () => emulator.Jobs.Count);
        app.MapPut(
            "/_emulator/running-jobs",
            (int count, double seconds) => RunningJobs.Start(emulator.Jobs, count, TimeSpan.FromSeconds(seconds)));
        app.MapPut("/_emulator/job-time", (double seconds) =>
        {
            foreach (JobStore jobs in emulator.AllJobs)
            {
                jobs.RunningFor = TimeSpan.FromSeconds(seconds);
            }
        });
        app.MapPut("/_emulator/limits", (bool saysWhen) => emulator.Limits.Keep(saysWhen));
        app.MapDelete("/_emulator/limits", emulator.Limits.Lift);
        app.MapGet("/_emulator/limits/refused", () => emulator.Limits.Refused);
        app.MapGet("/_emulator/faults", () => FaultCatalog.All.Keys);
        app.MapPut("/_emulator/faults/{name}", (string name, string path) =>
        {
            emulator.Faults.Clear();
            emulator.Faults.Add("GET", path, FaultCatalog.All[name]);
        });
    }
}
