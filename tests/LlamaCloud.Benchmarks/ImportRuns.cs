using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using LlamaCloud.Benchmarks.Sessions;
using LlamaCloud.Emulator.Classify;

namespace LlamaCloud.Benchmarks;

/// <summary>The import beside an empty module of the same shape, and the first calls after it.</summary>
internal sealed class ImportRuns(TemporaryFolder folder, Session session, Plan plan)
{
    private static readonly string s_job = SeedJobs.NumberedId(1);

    private static readonly string s_restMethod = Session.RestMethod(s_job);

    public async Task RunAsync(Results results, CancellationToken end)
    {
        string empty = await EmptyModule.BuildAsync(folder, end);
        string module = Script(Session.ImportModule, $"Get-ClassifyJob -JobId {s_job}");
        // The empty module has no call to measure: its sessions show what the same call costs without a module.
        string other = Script(Session.Import(empty), s_restMethod);

        List<Measurement> modules = [];
        List<Measurement> empties = [];
        IReadOnlyList<(string Name, string Manifest)> parts = ImportParts.Make(folder);
        List<Measurement>[] without = [.. parts.Select(_ => new List<Measurement>())];
        for (int round = 0; round < plan.ImportRounds; round++)
        {
            modules.Add(await session.MeasureAsync(module));
            empties.Add(await session.MeasureAsync(other));
            for (int part = 0; part < parts.Count; part++)
            {
                without[part].Add(await session.MeasureAsync(Script(Session.Import(parts[part].Manifest), null)));
            }
        }

        results.Import = new ImportResult
        {
            Module = Best(modules, "import")!.Value,
            Empty = Best(empties, "import")!.Value,
            FirstCall = Best(modules, "first")!.Value,
            SecondCall = Best(modules, "second")!.Value,
            FirstRestMethod = Best(empties, "first"),
            SecondRestMethod = Best(empties, "second"),
            Without = [.. parts.Zip(without, (part, measured) => (part.Name, Best(measured, "import")!.Value))],
        };
        Console.WriteLine($"import: {results.Import.Module:0.0} ms, of an empty module {results.Import.Empty:0.0} ms");
    }

    private static double? Best(List<Measurement> all, string name) => all.Min(one => one[name]);

    private static string Script(string import, string? call) =>
        $$"""
        $watch = [System.Diagnostics.Stopwatch]::StartNew()
        {{import}}
        $import = $watch.Elapsed.TotalMilliseconds
        {{(call is null ? "\"measured: import=$import\"; return" : string.Empty)}}
        $watch.Restart()
        $null = {{call ?? "0"}}
        $first = $watch.Elapsed.TotalMilliseconds
        $watch.Restart()
        $null = {{call ?? "0"}}
        $second = $watch.Elapsed.TotalMilliseconds
        "measured: import=$import first=$first second=$second"
        """;
}
