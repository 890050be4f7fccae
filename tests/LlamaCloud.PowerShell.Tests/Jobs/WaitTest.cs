using System.Threading.Tasks;

namespace LlamaCloud.PowerShell.Tests.Jobs;

/// <summary>A test of waiting, on a clock that goes on by a step whenever it is looked at.</summary>
public abstract class WaitTest : JobTest
{
    private protected StepClock Clock { get; } = new();

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        Keep(Clock.Use());
    }

    /// <summary>A look at several jobs: waiting needs little beside what every job has.</summary>
    protected string Looked(string ids, string project) =>
        $"{Route}?page_size=100{ids}{(Product.ExpandOfWait.Length == 0 ? string.Empty : "&" + Product.ExpandOfWait)}&project_id={project}";
}
