using System;
using System.Linq;
using System.Management.Automation;
using LlamaCloud.Emulator.Classify;
using Xunit;

namespace LlamaCloud.PowerShell.Tests.Binding;

/// <summary>Each property of what the module emits reads as something, as an export to CSV writes it.</summary>
public sealed class ExportTests : ModuleTest
{
    [Theory]
    [InlineData("Get-ClassifyJob " + SeedJobs.Contract)]
    [InlineData("Get-LlamaCloudFile")]
    [InlineData("Get-LlamaCloudConfiguration")]
    [InlineData("Get-LlamaCloudProject")]
    public void No_column_is_the_name_of_a_type(string script)
    {
        PSObject one = Engine.Run(script).OrThrow().Output[0];

        Assert.All(one.Properties.Where(property => property.IsGettable), property =>
            Assert.DoesNotContain("System.", property.Value?.ToString() ?? string.Empty, StringComparison.Ordinal));
    }

    [Fact]
    public void The_parameters_of_a_configuration_are_json() => Assert.StartsWith(
        "{\"rules\":[{",
        Engine.Run("(Get-LlamaCloudConfiguration -Name 'Inbox documents').Parameters.ToString()").OrThrow().Output.Single().ToString(),
        StringComparison.Ordinal);
}
