using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json.Nodes;
using System.Threading.Tasks;
using LlamaCloud.Demo.Engine;
using LlamaCloud.Emulator.Jobs;

namespace LlamaCloud.PowerShell.Tests.Jobs;

/// <summary>A test of requests that several ids share. The clock stands, so that a busy machine sends no group too early.</summary>
public abstract class GroupTest : JobTest
{
    private WindowClock _clock = null!;

    /// <summary>The calls of the list so far.</summary>
    protected string[] Lists => [.. Emulator.Requests.Targets.Where(target => target.StartsWith(Route + "?", StringComparison.Ordinal))];

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        _clock = Keep(new WindowClock());
        Engine.Runspace.SessionStateProxy.SetVariable("advance", (Action<int>)_clock.Advance);
    }

    /// <summary>Moves the clock on.</summary>
    protected void Advance(int milliseconds) => _clock.Advance(milliseconds);

    /// <summary>Gives the service so many jobs and answers their ids.</summary>
    protected string[] Put(int count, Func<int, string>? projectOf = null)
    {
        string[] ids = [.. Enumerable.Range(0, count).Select(i => Id($"{i:0000}"))];
        for (int i = 0; i < count; i++)
        {
            JsonObject job = Product.Job(ids[i], i % 60, Product.Pending);
            job["project_id"] = projectOf?.Invoke(i) ?? JobStore.DefaultProjectId;
            Jobs.Put(job);
        }

        return ids;
    }

    /// <summary>Runs a script in which <c>$ids</c> are these.</summary>
    protected EngineResult Run(string[] ids, string script)
    {
        Engine.Runspace.SessionStateProxy.SetVariable("ids", ids);
        return Run(script);
    }

    /// <summary>The ids that a request asks for.</summary>
    protected static string[] JobIds(string target) => Values(target, "job_ids");

    /// <summary>The values of a query parameter.</summary>
    protected static string[] Values(string target, string name) =>
        [
            .. target.Split('?', '&')
                .Where(part => part.StartsWith(name + "=", StringComparison.Ordinal))
                .Select(part => Uri.UnescapeDataString(part[(name.Length + 1)..])),
        ];

    protected static string Line(IEnumerable<string> ids) => string.Join(' ', ids);
}
