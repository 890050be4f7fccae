using System;
using System.Linq;
using System.Management.Automation;
using System.Management.Automation.Runspaces;
using Xunit;
using Shell = System.Management.Automation.PowerShell;

namespace LlamaCloud.PowerShell.Tests.Connection;

/// <summary>A key is asked for where somebody has typed the command, and nowhere else.</summary>
public sealed class KeyPromptTests : ModuleTest
{
    [Fact]
    public void At_a_prompt_the_key_is_asked_for_and_not_shown()
    {
        (PromptingHost host, ErrorRecord? failure) = Run("Connect-LlamaCloud", Emulator.ApiKey);

        Assert.Null(failure);
        Assert.Contains("It is not shown", Assert.Single(host.Questions), StringComparison.Ordinal);
        Assert.DoesNotContain(Emulator.ApiKey, host.Text, StringComparison.Ordinal);
        Assert.Single(Emulator.Requests.All);
    }

    [Fact]
    public void The_first_words_say_region_project_and_limit()
    {
        (PromptingHost host, _) = Run(
            "Connect-LlamaCloud -Region EU -SkipCheck -RequestsPerMinute 20 -ProjectId 9f1c0000-0000-4000-8000-000000000001",
            Emulator.ApiKey);

        Assert.Contains("region EU (api.cloud.eu.llamaindex.ai)", host.Text, StringComparison.Ordinal);
        Assert.Contains("9f1c0000-0000-4000-8000-000000000001; at most 20 requests a minute", host.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("function f { Connect-LlamaCloud }; f")]
    [InlineData("& { Connect-LlamaCloud }")]
    public void In_a_function_and_a_script_block_nobody_is_asked(string script)
    {
        (PromptingHost host, ErrorRecord? failure) = Run(script, Emulator.ApiKey);

        Assert.Empty(host.Questions);
        Assert.Contains("LLAMA_CLOUD_API_KEY", failure?.ToString() ?? string.Empty, StringComparison.Ordinal);
        Assert.Empty(Emulator.Requests.All);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    public void Where_nothing_is_typed_the_error_says_what_to_set(string? typed)
    {
        (PromptingHost host, ErrorRecord? failure) = Run("Connect-LlamaCloud", typed);

        Assert.Equal("ApiKeyMissing", IdOf(failure));
        Assert.Equal(typed is null ? 0 : 1, host.Questions.Count);
    }

    [Fact]
    public void With_a_key_in_the_environment_nobody_is_asked()
    {
        (PromptingHost host, ErrorRecord? failure) = Run(
            "$env:LLAMA_CLOUD_API_KEY = 'llx-of-the-environment-0001'; Connect-LlamaCloud -SkipCheck", "x");

        Assert.Null(failure);
        Assert.Empty(host.Questions);
    }

    private static (PromptingHost Host, ErrorRecord? Failure) Run(string script, string? typed)
    {
        Environment.SetEnvironmentVariable("LLAMA_CLOUD_API_KEY", null);
        PromptingHost host = new(typed);
        using Runspace runspace = RunspaceFactory.CreateRunspace(host, InitialSessionState.CreateDefault2());
        host.Runspace = runspace;
        runspace.Open();
        using Shell shell = Shell.Create();
        shell.Runspace = runspace;
        shell.AddCommand("Import-Module").AddParameter("Name", Places.Manifest).Invoke();
        shell.Commands.Clear();
        ErrorRecord? failure = (Record.Exception(() => shell.AddScript(script).Invoke()) as IContainsErrorRecord)?.ErrorRecord;
        return (host, failure ?? shell.Streams.Error.FirstOrDefault());
    }
}
