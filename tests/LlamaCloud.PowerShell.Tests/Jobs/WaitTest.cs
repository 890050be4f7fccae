using System.Threading.Tasks;
using LlamaCloud.Emulator.Classify;
using LlamaCloud.Emulator.Jobs;

namespace LlamaCloud.PowerShell.Tests.Classify;

/// <summary>A test of waiting, on a clock that goes on by a step whenever it is looked at.</summary>
public abstract class WaitTest : ModuleTest
{
    protected const string List = "/api/v2/classify";

    private protected StepClock Clock { get; } = new();

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        Keep(Clock.Use());
    }

    /// <summary>Gives the service jobs in a status.</summary>
    protected void PutAll(string[] ids, string status, string project = JobStore.DefaultProjectId)
    {
        foreach (string id in ids)
        {
            System.Text.Json.Nodes.JsonObject job = SeedJobs.Job(id, 1, status);
            job["project_id"] = project;
            Emulator.Jobs.Put(job);
        }
    }
}
