using System;
using System.Linq;
using System.Management.Automation;
using LlamaCloud.Demo.Engine;
using Xunit;

namespace LlamaCloud.PowerShell.Tests.Jobs;

/// <summary>When the service cannot be reached at all, or does not know the key.</summary>
public sealed class GetJobReachTests : JobTest
{
    [Theory]
    [OneProduct("llamacloud.invalid", "UnknownHost")]
    [OneProduct(null, "SecureChannelFailed")]
    public void An_address_that_cannot_be_reached_ends_the_command(TestedProduct product, string? address, string id)
    {
        Use(product);
        // The emulator speaks plain HTTP: without the scheme the address is taken as https, and TLS fails.
        Environment.SetEnvironmentVariable("LLAMA_CLOUD_BASE_URL", address ?? Emulator.BaseAddress.Authority);
        EngineResult result = Run("'<id>1', '<id>2' | Get-<Job> -NoGrouping -ThrottleLimit 1");

        Assert.Empty(result.Errors);
        AssertError(result.Terminating!, Error(id), ErrorCategory.ConnectionError);
    }

    [Theory]
    [OneProduct]
    public void Without_a_key_it_ends_and_says_what_to_set(TestedProduct product)
    {
        Use(product);
        Environment.SetEnvironmentVariable("LLAMA_CLOUD_API_KEY", "  ");
        EngineResult result = Run("'<id>1', '<id>2' | Get-<Job> -NoGrouping -ThrottleLimit 1");

        Assert.Empty(result.Errors);
        Assert.Equal(
            ("ApiKeyMissing", ErrorCategory.AuthenticationError), (IdOf(result.Terminating), result.Terminating!.CategoryInfo.Category));
        Assert.Contains(
            "Connect-LlamaCloud -ApiKey (Read-Host -AsSecureString), or set the environment variable LLAMA_CLOUD_API_KEY",
            result.Terminating!.ToString(),
            StringComparison.Ordinal);
        Assert.Empty(Emulator.Requests.All);
    }

    [Theory]
    [OneProduct]
    public void The_older_name_of_the_key_counts_when_the_newer_is_not_set(TestedProduct product)
    {
        Use(product);
        Environment.SetEnvironmentVariable("LLAMA_PARSE_API_KEY", "llx-older-key-000000");
        Run("Get-<Job> $done").OrThrow();
        Environment.SetEnvironmentVariable("LLAMA_CLOUD_API_KEY", null);
        Run("Get-<Job> $done");

        Assert.Equal(
            ["Bearer " + Emulator.ApiKey, "Bearer llx-older-key-000000"],
            Emulator.Requests.All.Select(request => request.Headers["Authorization"]));
    }

    [Theory]
    [OneProduct("llx secret")]
    [OneProduct("llx-secret\r\nX: y")]
    public void A_key_that_cannot_be_one_ends_the_command_and_is_not_shown(TestedProduct product, string key)
    {
        Use(product);
        Environment.SetEnvironmentVariable("LLAMA_CLOUD_API_KEY", key);
        EngineResult result = Run("Get-<Job> <id>1");

        Assert.Equal(
            ("ApiKeyInvalid", ErrorCategory.AuthenticationError), (IdOf(result.Terminating), result.Terminating!.CategoryInfo.Category));
        Assert.DoesNotContain("secret", Engine.Show(In("Get-<Job> <id>1")) + result.Terminating!.Exception, StringComparison.Ordinal);
    }

    [Theory]
    [OneProduct("http://api.cloud.llamaindex.ai")]
    [OneProduct("::::")]
    public void An_address_that_cannot_be_used_ends_the_command(TestedProduct product, string address)
    {
        Use(product);
        Environment.SetEnvironmentVariable("LLAMA_CLOUD_BASE_URL", address);
        EngineResult result = Run("Get-<Job> <id>1");

        Assert.Equal(
            ("BaseAddressInvalid", ErrorCategory.InvalidArgument), (IdOf(result.Terminating), result.Terminating!.CategoryInfo.Category));
        Assert.Contains("LLAMA_CLOUD_BASE_URL", result.Terminating!.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [OneProduct]
    public void The_service_sees_which_module_asks(TestedProduct product)
    {
        Use(product);
        Run("Get-<Job> $done").OrThrow();

        Assert.Matches(
            @"^LlamaCloud\.PowerShell/\d+\.\d+\.\d+ \(Core 7\.\d+\.\d+; [^()]+\)", Emulator.Requests.All.Single().Headers["User-Agent"]);
    }

    [Theory]
    [EachProduct]
    public void A_401_speaks_of_key_and_address(TestedProduct product)
    {
        Use(product);
        Environment.SetEnvironmentVariable("LLAMA_CLOUD_API_KEY", "llx-wrong-key-000000");
        EngineResult result = Run("Get-<Job> $done");

        string message = result.Terminating!.ToString();
        Assert.Contains("Invalid API Key", message, StringComparison.Ordinal);
        Assert.Contains(
            $"The key was llx-...0000 (from LLAMA_CLOUD_API_KEY), the address {Emulator.BaseAddress}.", message, StringComparison.Ordinal);
        Assert.Contains(
            "Check the key, and that it is one of the service at the address of -BaseUri.",
            result.Terminating!.ErrorDetails.RecommendedAction,
            StringComparison.Ordinal);
        Assert.DoesNotContain("llx-wrong-key-000000", message, StringComparison.Ordinal);
    }
}
