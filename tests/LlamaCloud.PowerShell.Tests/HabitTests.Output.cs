using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Management.Automation;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using System.Threading.Tasks;
using LlamaCloud.Demo.Engine;
using LlamaCloud.Emulator.Jobs;
using Xunit;

namespace LlamaCloud.PowerShell.Tests;

/// <content>What comes out of each cmdlet.</content>
public sealed partial class HabitTests
{
    private const string Document =
        "INVOICE\n\nInvoice number: 7\nTotal amount due: 12.50\n\nItem | Count\nBox | 12\n\n[image: chart.png]\fSecond page.";

    // By its type and the columns, what does not show its own id, or shows the beginning of another one, and why.
    private static readonly Dictionary<(string Type, int Width), string> s_withoutId = new()
    {
        [("LlamaCloud.ClassifyJob#Document", 80)] = "people know their documents by name, and wait for the type: both leave it no room",
        [("LlamaCloud.VerifyJob#Document", 80)] = "as that of classify jobs: they wait for the verdict",
        [("LlamaCloud.LlamaCloudUsageRecord", 80)] = "it is about the job: its own id is of no use",
        [("LlamaCloud.LlamaCloudUsageRecord", 120)] = "as at 80",
        [("LlamaCloud.LlamaCloudDirectoryFile", 80)] = "it is known by its name, and commands take its file",
        [("LlamaCloud.LlamaCloudDirectoryFile", 120)] = "as at 80",
        [("LlamaCloud.BatchResult", 80)] = "two ids have no room",
        [("LlamaCloud.ExtractedField", 80)] = "without a name its job stands for the document, and values need the room",
        [("LlamaCloud.ExtractedField", 120)] = "as at 80",
        [("LlamaCloud.ClassifyJob", 120)] = "the document's id has what is left, and the time tells jobs apart",
        [("LlamaCloud.ExtractJob", 120)] = "as that of classify jobs",
        [("LlamaCloud.SplitJob", 120)] = "as that of classify jobs",
    };

    [Fact]
    public void What_comes_out_is_what_is_declared_and_fits_the_console()
    {
        List<string> wrong = [];
        Dictionary<string, HashSet<string>> emitted = [];
        HashSet<(string Type, int Width)> shortened = [];
        HostedEngine[] consoles = [Start(new HostedEngine(80)), Start(new HostedEngine(120))];
        Prepare();
        foreach ((string command, string script) in s_runs)
        {
            EngineResult result = Engine.Run(script);
            ErrorRecord? failure = result.Terminating ?? (result.Errors.Count > 0 ? result.Errors[0] : null);
            wrong.AddRange(failure is null ? [] : [$"{script}: {failure}"]);
            if (!emitted.TryGetValue(command, out HashSet<string>? types))
            {
                emitted[command] = types = [];
            }

            types.UnionWith(result.Output.Select(TypeOf));
            foreach (PSObject one in result.Output.DistinctBy(TypeOf))
            {
                wrong.AddRange(LookAt(one, consoles[0], 80, shortened).Concat(LookAt(one, consoles[1], 120, shortened)).Select(
                    problem => $"{script}: {problem}"));
            }
        }

        wrong.AddRange(
            from cmdlet in _cmdlets
            let declared = cmdlet.OutputType.Select(type => type.Name).ToHashSet(StringComparer.Ordinal)
            where !emitted.TryGetValue(cmdlet.Name, out HashSet<string>? types) || !types.SetEquals(declared)
            let emits = string.Join(", ", emitted.GetValueOrDefault(cmdlet.Name, []))
            select $"{cmdlet.Name} declares {string.Join(", ", declared)} and emits {emits}");
        wrong.AddRange(s_withoutId.Keys.Except(shortened).Select(one => $"{one} is no exception any more."));
        Assert.True(wrong.Count == 0, string.Join("\n", wrong));
    }

    [Fact]
    [Trait("Runs", "elsewhere")]
    public async Task What_comes_out_can_be_exported_grouped_and_sorted()
    {
        Prepare();
        string plan = Path.Combine(Folder, "plan.json");
        string found = Path.Combine(Folder, "found.json");
        await File.WriteAllTextAsync(
            plan, JsonSerializer.Serialize(s_runs.Select(run => run.Script)), TestContext.Current.CancellationToken);
        (int exitCode, string output) = await ChildProcess.RunAsync(
            Places.Pwsh,
            [
                "-NoProfile", "-NonInteractive", "-File",
                Path.Combine(Places.Repository, "tests", "LlamaCloud.PowerShell.Tests", "Habits.ps1"), Places.Manifest, Folder, plan, found,
            ],
            ("LLAMA_CLOUD_API_KEY", Emulator.ApiKey),
            ("LLAMA_CLOUD_BASE_URL", Emulator.BaseAddress.AbsoluteUri));

        Assert.True(exitCode == 0 && File.Exists(found), output);
        JsonNode report = JsonNode.Parse(await File.ReadAllTextAsync(found, TestContext.Current.CancellationToken))!;
        Assert.True(report["wrong"]!.AsArray().Count == 0, string.Join("\n", report["wrong"]!.AsArray()));
        // Each type that is declared and is one of ours was there.
        Assert.Empty(
            _cmdlets.SelectMany(cmdlet => cmdlet.OutputType).Select(type => type.Name)
                .Where(name => name.StartsWith("LlamaCloud.", StringComparison.Ordinal))
                .Except(report["types"]!.AsArray().Select(one => (string)one!)));
    }

    private static IEnumerable<string> LookAt(PSObject one, HostedEngine console, int width, HashSet<(string Type, int Width)> shortened)
    {
        if (!TypeOf(one).StartsWith("LlamaCloud.", StringComparison.Ordinal))
        {
            yield break;
        }

        console.Runspace.SessionStateProxy.SetVariable("one", one);
        string[] lines = Lines(console.Show("$one")).Split('\n');
        string text = string.Join('\n', lines);
        string type = one.TypeNames[0];
        if (text.Length == 0 || lines.Any(line => line.Length > width))
        {
            yield return $"{type} is not shown in {width} columns:\n{text}";
        }

        if (Regex.IsMatch(text, @"(?<![\w/.])(System|LlamaCloud|Microsoft)\.[A-Z]\w+"))
        {
            yield return $"{type} shows the name of a type:\n{text}";
        }

        // What stands above a line of dashes is a header.
        if (lines.Skip(1).Zip(lines, (below, line) => (below, line)).Any(pair => Regex.IsMatch(pair.below, "^-[- ]*$")
            && Regex.IsMatch(pair.line, @"…|\.\.\.")))
        {
            yield return $"{type} has a header that is cut:\n{text}";
        }

        if (Regex.IsMatch(text, @"\b(clj|pjb|ext|spl|dfl|dir|cfg|whc|bat)-[0-9a-f-]*(…|\.\.\.)")
            || (one.Properties["Id"]?.Value is string id && !text.Contains(id, StringComparison.Ordinal)))
        {
            shortened.Add((type, width));
            if (!s_withoutId.ContainsKey((type, width)))
            {
                yield return $"{type} does not show its id whole in {width} columns:\n{text}";
            }
        }
    }

    private static string TypeOf(PSObject one) =>
        one.BaseObject is PSCustomObject ? typeof(PSObject).FullName! : one.BaseObject.GetType().FullName!;

    // What the scripts start from, in this engine or another one.
    private void Prepare()
    {
        File.WriteAllText(Path.Combine(Folder, "a.txt"), Document);
        File.WriteAllText(Path.Combine(Folder, "a.pdf"), "%PDF-1.4\nstream\nBT (INVOICE) Tj ET\nendstream\n%%EOF\n");
        foreach (JobStore jobs in Emulator.AllJobs.Append(Emulator.Batches))
        {
            jobs.PendingFor = jobs.RunningFor = TimeSpan.Zero;
        }

        Put(Emulator.ExtractJobs, RunningExtract, "RUNNING", new JsonObject { ["file_input"] = "dfl-1" });
        Put(Emulator.ParseJobs, RunningParse, "RUNNING", new JsonObject { ["name"] = "a.txt" });
        Put(
            Emulator.SplitJobs,
            RunningSplit,
            "processing",
            new JsonObject
            {
                ["file_input"] = "dfl-1", ["document_input_type"] = "file_id", ["user_id"] = "u", ["categories"] = new JsonArray(),
            });
        Put(Emulator.VerifyJobs, RunningVerify, "RUNNING", new JsonObject
        {
            ["file_input"] = "dfl-1", ["document_input_type"] = "file_id", ["user_id"] = "u",
            ["configuration"] = new JsonObject { ["tier"] = "agentic" },
        });
        Put(Emulator.Batches, RunningBatch, "RUNNING", new JsonObject
        {
            ["source_directory_id"] = "dir-1",
            ["config"] = JsonNode.Parse("""{ "job": { "type": "parse_v2", "configuration_id": "cfg-1" } }"""),
        });
        Engine.Run($"$null = $ExecutionContext.SessionState.Path.SetLocation('{Folder}'); $body = '{Body}'").OrThrow();
    }

    private const string Body = """{"event_type":"parse.success","data":{"job_id":"pjb-1","status":"SUCCESS"}}""";

    private static void Put(JobStore jobs, string id, string status, JsonObject job)
    {
        job["id"] = id;
        job["status"] = status;
        job["project_id"] = JobStore.DefaultProjectId;
        job["created_at"] = "2026-09-01T09:00:00Z";
        job["updated_at"] = "2026-09-01T09:00:00Z";
        jobs.Put(job);
    }
}
