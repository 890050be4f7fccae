using System;
using System.IO;
using System.Linq;
using System.Management.Automation;
using System.Text.Json.Nodes;
using System.Threading.Tasks;
using LlamaCloud.Emulator.Configurations;
using LlamaCloud.Emulator.Directories;
using LlamaCloud.Emulator.Jobs;

namespace LlamaCloud.PowerShell.Tests.Batches;

/// <summary>A test with a folder of documents, which is the current location, and batches that end soon.</summary>
public abstract class BatchTest : ModuleTest
{
    protected const string Batches = "/api/v2/batches";
    protected const string Directories = "/api/v1/beta/directories";

    /// <summary>How most tests start a batch.</summary>
    protected const string Begin = "Start-LlamaCloudBatch -ConfigurationId 'Parse well'";

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        Engine.Run($"$null = $ExecutionContext.SessionState.Path.SetLocation('{Folder}')").OrThrow();
        Engine.Runspace.SessionStateProxy.SetVariable("folder", new DirectoryInfo(Folder));
        foreach (JobStore jobs in (JobStore[])[Emulator.Batches, Emulator.ParseJobs, Emulator.ExtractJobs])
        {
            jobs.PendingFor = jobs.RunningFor = TimeSpan.Zero;
        }
    }

    /// <summary>Writes documents.</summary>
    protected void Write(params string[] names) => Array.ForEach(names, name => File.WriteAllText(Path.Combine(Folder, name), $"# {name}\n\nThe text of {name}."));

    /// <summary>What is in a directory of the service, by name.</summary>
    protected string[] FilesOf(string directory) => [.. Emulator.Directories.FilesOf(directory).Select(entry => entry.DisplayName).Order()];

    /// <summary>The one directory that there is.</summary>
    protected StoredDirectory OnlyDirectory() => Emulator.Directories.All.Single();

    protected int Count(string method, string path) =>
        Emulator.Requests.All.Count(request => request.Method == method && request.Target.Split('?')[0] is string asked && (path.EndsWith('*') ? asked.StartsWith(path[..^1], StringComparison.Ordinal) : asked == path));

    protected int Uploads => Emulator.Requests.All.Count(request => request.Target.Split('?')[0].EndsWith("/files/upload", StringComparison.Ordinal));

    /// <summary>Gives the service a batch that has ended in some way.</summary>
    protected void Put(string id, string status, string directory = "dir-1", string type = "parse_v2") => Emulator.Batches.Put(new JsonObject
    {
        ["id"] = id, ["project_id"] = JobStore.DefaultProjectId, ["source_directory_id"] = directory, ["status"] = status,
        ["created_at"] = "2026-09-01T09:00:00Z", ["updated_at"] = "2026-09-01T09:00:00Z", ["results"] = null,
        ["config"] = new JsonObject { ["job"] = new JsonObject { ["type"] = type, ["configuration_id"] = SeedConfigurations.Parse } },
    });

    protected static string?[] Texts(System.Collections.Generic.IEnumerable<PSObject> all, string property) => [.. all.Select(one => one.Properties[property].Value?.ToString())];
}
