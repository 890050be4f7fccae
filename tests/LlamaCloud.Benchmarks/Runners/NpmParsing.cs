using System.Globalization;

namespace LlamaCloud.Benchmarks.Runners;

/// <summary>The npm package from documents to Markdown on the disk, by the calls that its documentation shows.</summary>
internal static class NpmParsing
{
    // No pause before the first look: jobs end at once.
    public const string Script = """
        import fs from 'node:fs';
        import path from 'node:path';
        import LlamaCloud from '@llamaindex/llama-cloud';

        const [warmUp, documents, destination, inFlight] = process.argv.slice(2);
        const client = new LlamaCloud();

        async function parse(file, to) {
          const uploaded = await client.files.create({ file: fs.createReadStream(file), purpose: 'parse' });
          const job = await client.parsing.create({ tier: 'cost_effective', version: 'latest', file_id: uploaded.id });
          const result = await client.parsing.waitForCompletion(job.id, { expand: ['markdown'] }, { pollingInterval: 0 });
          const markdown = result.markdown.pages.map((page) => page.markdown).join('\n\n') + '\n';
          fs.writeFileSync(path.join(to, path.parse(file).name + '.md'), markdown);
        }

        async function parseAll(folder, to) {
          fs.mkdirSync(to, { recursive: true });
          const files = fs.readdirSync(folder).map((name) => path.join(folder, name));
          let next = 0;
          await Promise.all(Array.from({ length: Number(inFlight) }, async () => {
            while (next < files.length) await parse(files[next++], to);
          }));
        }

        await parseAll(warmUp, destination + '-first');
        await fetch(process.env.LLAMA_CLOUD_BASE_URL + '/_emulator/requests', { method: 'DELETE' });
        const start = performance.now();
        await parseAll(documents, destination);
        const seconds = (performance.now() - start) / 1000;
        const peak = fs.existsSync('/proc/self/status')
          ? Number(/VmHWM:\s+(\d+)/.exec(fs.readFileSync('/proc/self/status', 'utf8'))[1]) * 1024
          : process.resourceUsage().maxRSS * 1024;
        console.log(`measured: seconds=${seconds} peak=${peak}`);
        """;

    /// <summary>The process.</summary>
    public static Child Start(NpmPackage package, string warmUp, string documents, string destination, int inFlight) =>
        new(package.Node!, package.ParseScript!, warmUp, documents, destination, inFlight.ToString(CultureInfo.InvariantCulture));
}
