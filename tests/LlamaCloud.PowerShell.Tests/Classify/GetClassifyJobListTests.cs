using System.Linq;
using LlamaCloud.Emulator.Classify;
using Xunit;

namespace LlamaCloud.PowerShell.Tests.Classify;

/// <summary>What only the list of classify jobs can be filtered by.</summary>
public sealed class GetClassifyJobListTests : ModuleTest
{
    [Fact]
    public void A_configuration_is_sent_as_it_is()
    {
        const string Configuration = "cfg-33333333-bbbb-4bbb-8bbb-333333333333";

        Assert.Equal(
            [SeedJobs.Contract],
            Engine.Run($"Get-ClassifyJob -ConfigurationId {Configuration}").OrThrow().Output.Select(job => job.Properties["Id"].Value));
        Assert.Equal([$"/api/v2/classify?page_size=100&configuration_id={Configuration}"], Emulator.Requests.Targets);
    }
}
