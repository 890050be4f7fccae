using System;
using System.Collections.Generic;
using System.IO;
using System.Text.Json.Nodes;
using System.Threading;
using System.Threading.Tasks;
using LlamaCloud.Demo.Engine;

namespace LlamaCloud.Benchmarks.Runners;

/// <summary>The package, installed into a folder that goes with this program; or why it is not.</summary>
internal sealed record NpmPackage
{
    public const string Name = "@llamaindex/llama-cloud";

    // The peak is read from the system: what Node tells includes the process that started it.
    private const string Loop = """
        import fs from 'node:fs';
        import LlamaCloud from '@llamaindex/llama-cloud';

        const ids = fs.readFileSync(process.argv[2], 'utf8').split('\n');
        const limit = Number(process.argv[3]);
        const client = new LlamaCloud();

        async function read(ids) {
          let next = 0;
          let read = 0;
          await Promise.all(Array.from({ length: limit }, async () => {
            while (next < ids.length) {
              const id = ids[next++];
              const job = await client.classify.get(id);
              if (job.id === id) read++;
            }
          }));
          return read;
        }

        await read(ids.slice(0, 2));
        await fetch(process.env.LLAMA_CLOUD_BASE_URL + '/_emulator/requests', { method: 'DELETE' });
        const start = performance.now();
        const count = await read(ids);
        const seconds = (performance.now() - start) / 1000;
        if (count !== ids.length) throw new Error(`${count} of ${ids.length} jobs came.`);
        const peak = fs.existsSync('/proc/self/status')
          ? Number(/VmHWM:\s+(\d+)/.exec(fs.readFileSync('/proc/self/status', 'utf8'))[1]) * 1024
          : process.resourceUsage().maxRSS * 1024;
        console.log(`measured: seconds=${seconds} peak=${peak}`);
        """;

    private static readonly Dictionary<string, string> s_nothing = [];

    public string? Node { get; private init; }

    /// <summary>The loop over ids; null when the package is not there.</summary>
    public string? Script { get; private init; }

    /// <summary>The loop over documents; null when the package is not there.</summary>
    public string? ParseScript { get; private init; }

    /// <summary>The versions of Node and of the package, or why it is not measured.</summary>
    public required string Description { get; init; }

    public static async Task<NpmPackage> InstallAsync(TemporaryFolder temporary, CancellationToken end)
    {
        if (ConsolePrograms.Find("node") is not string node || ConsolePrograms.Find("npm") is not string npm)
        {
            return new NpmPackage { Description = "not measured: there is no node, or no npm, on the PATH" };
        }

        using CancellationTokenSource bounded = CancellationTokenSource.CreateLinkedTokenSource(end);
        bounded.CancelAfter(TimeSpan.FromMinutes(1));
        try
        {
            string folder = temporary.Folder("npm");
            // In the versions that the tests take, too.
            foreach (string file in Directory.GetFiles(Path.Combine(Places.Root, "tests", "npm"), "package*.json"))
            {
                File.Copy(file, Path.Combine(folder, Path.GetFileName(file)));
            }

            Child install = new(npm, "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--prefix", folder)
            {
                Folder = folder,
            };
            await install.RunAsync(s_nothing, bounded.Token);
            string manifest = Path.Combine(folder, "node_modules", "@llamaindex", "llama-cloud", "package.json");
            string version = (string)JsonNode.Parse(await File.ReadAllTextAsync(manifest, end))!["version"]!;
            string nodeVersion = (await new Child(node, "--version").RunAsync(s_nothing, end)).Trim();
            return new NpmPackage
            {
                Node = node,
                Script = temporary.File(Path.Combine("npm", "loop.mjs"), Loop),
                ParseScript = temporary.File(Path.Combine("npm", "parse.mjs"), NpmParsing.Script),
                Description = $"{version} on Node {nodeVersion.TrimStart('v')}",
            };
        }
        catch (Exception failure) when (failure is InvalidOperationException or IOException
            || (failure is OperationCanceledException && !end.IsCancellationRequested))
        {
            Console.WriteLine($"{Name} could not be installed: {failure.Message}");
            return new NpmPackage { Description = "not measured: npm could not install it" };
        }
    }
}
