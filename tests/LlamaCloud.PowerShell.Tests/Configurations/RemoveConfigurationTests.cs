using System;
using System.Linq;
using LlamaCloud.Demo.Engine;
using LlamaCloud.PowerShell.Tests.Classify;
using Xunit;

namespace LlamaCloud.PowerShell.Tests.Configurations;

/// <summary>What becomes of a name when its newest configuration is removed.</summary>
public sealed class RemoveConfigurationTests : StartTest
{
    [Fact]
    public void An_older_version_that_comes_to_light_is_told()
    {
        Engine.Run("$null = Set-ClassifyConfiguration mine -Rule $rules; $null = Set-ClassifyConfiguration mine -Rule $rules").OrThrow();
        EngineResult first = Engine.Run("Get-LlamaCloudConfiguration -Name mine | Remove-LlamaCloudConfiguration").OrThrow();
        EngineResult second = Engine.Run("Get-LlamaCloudConfiguration -Name mine | Remove-LlamaCloudConfiguration").OrThrow();

        Assert.StartsWith("An older version of 'mine' comes to light, cfg-", first.Warnings.Single(), StringComparison.Ordinal);
        Assert.Empty(second.Warnings);
    }
}
