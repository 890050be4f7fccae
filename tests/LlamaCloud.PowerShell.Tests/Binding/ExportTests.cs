using System;
using System.Linq;
using Xunit;

namespace LlamaCloud.PowerShell.Tests.Binding;

/// <summary>What has no shape of its own reads as JSON, as an export to CSV writes it. What all types have in common is a habit.</summary>
public sealed class ExportTests : ModuleTest
{
    [Fact]
    public void The_parameters_of_a_configuration_are_json() => Assert.StartsWith(
        "{\"rules\":[{",
        Engine.Run("(Get-LlamaCloudConfiguration -Name 'Inbox documents').Parameters.ToString()").OrThrow().Output.Single().ToString(),
        StringComparison.Ordinal);
}
