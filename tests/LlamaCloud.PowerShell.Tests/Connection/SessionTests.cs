using System;
using System.Linq;
using System.Management.Automation;
using System.Threading.Tasks;
using LlamaCloud.Demo.Engine;
using LlamaCloud.Emulator.Classify;
using LlamaCloud.Emulator.Faults;
using Xunit;
using Shell = System.Management.Automation.PowerShell;

namespace LlamaCloud.PowerShell.Tests.Connection;

/// <summary>Which connection a command uses, in which runspace, and what becomes of it.</summary>
public sealed class SessionTests : ModuleTest
{
    private const string FirstKey = "llx-the-first-of-two-keys-1111";
    private const string SecondKey = "llx-the-second-of-two-keys-2222";

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        Emulator.OtherApiKeys.Add(FirstKey);
        Emulator.OtherApiKeys.Add(SecondKey);
    }

    [Fact]
    public void The_given_connection_comes_before_the_runspaces_own_and_that_before_the_environment()
    {
        Engine.Run($"""
            Get-ClassifyJob {SeedJobs.Invoice}
            Connect-LlamaCloud -ApiKey {FirstKey} -SkipCheck
            Get-ClassifyJob {SeedJobs.Invoice}
            Connect-LlamaCloud -ApiKey {SecondKey} -SkipCheck -Name second
            Get-ClassifyJob {SeedJobs.Invoice}
            Get-ClassifyJob {SeedJobs.Invoice} -Connection SECOND
            $second = Get-LlamaCloudConnection second
            Get-ClassifyJob {SeedJobs.Invoice} -Connection $second
            """).OrThrow();

        Assert.Equal([Emulator.ApiKey, FirstKey, FirstKey, SecondKey, SecondKey], Keys());
    }

    [Fact]
    public void A_connection_with_a_name_alone_is_no_default()
    {
        Environment.SetEnvironmentVariable("LLAMA_CLOUD_API_KEY", null);
        EngineResult result = Engine.Run(
            $"Connect-LlamaCloud -ApiKey {FirstKey} -Name first -SkipCheck; Get-ClassifyJob {SeedJobs.Invoice}");

        Assert.StartsWith("ApiKeyMissing,", result.Terminating!.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Empty(Emulator.Requests.All);
    }

    // Both runspaces are inside their commands at the same time: each waits in the emulator until the other has come.
    [Fact]
    public async Task Two_runspaces_use_two_keys_at_once()
    {
        HostedEngine other = Start(new HostedEngine());
        Engine.Run($"Connect-LlamaCloud -ApiKey {FirstKey} -SkipCheck").OrThrow();
        other.Run($"Connect-LlamaCloud -ApiKey {SecondKey} -SkipCheck").OrThrow();
        TaskCompletionSource both = new();
        Emulator.Faults.Add("GET", "/api/v2/classify/*", Fault.Hold(both.Task), times: 2);
        using Shell first = Engine.Command($"Get-ClassifyJob {SeedJobs.Invoice}; Get-ClassifyJob {SeedJobs.Receipt}");
        using Shell second = other.Command($"Get-ClassifyJob {SeedJobs.Invoice}; Get-ClassifyJob {SeedJobs.Receipt}");
        Task<PSDataCollection<PSObject>> firstJobs = first.InvokeAsync();
        Task<PSDataCollection<PSObject>> secondJobs = second.InvokeAsync();
        await Emulator.Requests.WaitForAsync(2);
        both.SetResult();

        Assert.Equal(2, (await firstJobs).Count);
        Assert.Equal(2, (await secondJobs).Count);
        Assert.Equal(new[] { FirstKey, SecondKey }, Keys().Take(2).Order());
        Assert.Equal(new[] { FirstKey, FirstKey, SecondKey, SecondKey }, Keys().Order());
    }

    [Fact]
    public void Names_and_default_are_of_one_runspace()
    {
        HostedEngine other = Start(new HostedEngine());
        Engine.Run(
            $"Connect-LlamaCloud -ApiKey {FirstKey} -SkipCheck; Connect-LlamaCloud -ApiKey {SecondKey} -SkipCheck -Name second").OrThrow();
        Environment.SetEnvironmentVariable("LLAMA_CLOUD_API_KEY", null);

        Assert.Empty(other.Run("Get-LlamaCloudConnection").OrThrow().Output);
        Assert.Contains(
            "No connection in this runspace is named 'second'",
            other.Run($"Get-ClassifyJob {SeedJobs.Invoice} -Connection second").Terminating!.ToString(),
            StringComparison.Ordinal);
        Assert.Equal(2, Engine.Run("Get-LlamaCloudConnection").OrThrow().Output.Count);
    }

    [Fact]
    public void An_object_goes_from_one_runspace_to_another()
    {
        HostedEngine other = Start(new HostedEngine());
        PSObject connection = Engine.Run($"Connect-LlamaCloud -ApiKey {FirstKey} -SkipCheck -PassThru").OrThrow().Output.Single();
        using Shell command = other.Command($"param($c) Get-ClassifyJob {SeedJobs.Invoice} -Connection $c").AddArgument(connection);

        Assert.Single(command.Invoke());
        Assert.Equal([FirstKey], Keys());
    }

    [Fact]
    public void A_serialised_connection_is_refused_and_told_where_to_connect()
    {
        EngineResult result = Engine.Run($$"""
            $c = Connect-LlamaCloud -PassThru -SkipCheck
            $back = [System.Management.Automation.PSSerializer]::Deserialize([System.Management.Automation.PSSerializer]::Serialize($c))
            Get-ClassifyJob {{SeedJobs.Invoice}} -Connection $back
            """);

        Assert.Contains(
            "its key did not go along. Run Connect-LlamaCloud there.", result.Terminating!.ToString(), StringComparison.Ordinal);
        Assert.Empty(Emulator.Requests.All);
    }

    [Theory]
    [InlineData("$null", "It is null")]
    [InlineData("$unset", "It is null")]
    [InlineData("nobody", "named 'nobody'")]
    [InlineData("42", "No connection in this runspace is named '42'")]
    public void Nothing_else_becomes_a_connection_least_of_all_the_default(string given, string says)
    {
        EngineResult result = Engine.Run($"Get-ClassifyJob {SeedJobs.Invoice} -Connection {given}");

        Assert.Contains(says, result.Terminating!.ToString(), StringComparison.Ordinal);
        Assert.Empty(Emulator.Requests.All);
    }

    [Fact]
    public void Disconnecting_forgets_the_key_for_everyone_and_says_when_the_environment_has_one()
    {
        EngineResult result = Engine.Run(
            $"$c = Connect-LlamaCloud -ApiKey {FirstKey} -SkipCheck -PassThru; Disconnect-LlamaCloud; $c").OrThrow();
        ErrorRecord closed = Engine.Run($"Get-ClassifyJob {SeedJobs.Invoice} -Connection $c").Terminating!;

        Assert.Equal(false, result.Output.Single().Properties["IsConnected"].Value);
        Assert.Contains("LLAMA_CLOUD_API_KEY", Assert.Single(result.Warnings), StringComparison.Ordinal);
        Assert.StartsWith("LlamaCloudConnectionClosed,", closed.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Empty(Emulator.Requests.All);
        Environment.SetEnvironmentVariable("LLAMA_CLOUD_API_KEY", null);
        Assert.Empty(
            Engine.Run(
                "Connect-LlamaCloud -ApiKey llx-1234567890 -SkipCheck; Disconnect-LlamaCloud; Disconnect-LlamaCloud").OrThrow().Warnings);
    }

    [Fact]
    public void Connections_are_disconnected_by_name_and_from_the_pipeline()
    {
        EngineResult result = Engine.Run($"""
            Connect-LlamaCloud -ApiKey {FirstKey} -SkipCheck -Name one
            Connect-LlamaCloud -ApiKey {FirstKey} -SkipCheck -Name two
            Connect-LlamaCloud -ApiKey {FirstKey} -SkipCheck -Name three
            Disconnect-LlamaCloud one, nobody
            Get-LlamaCloudConnection t* | Disconnect-LlamaCloud
            """);

        Assert.StartsWith("LlamaCloudConnectionNotFound,", Assert.Single(result.Errors).FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Empty(result.Warnings);
        Assert.Equal("LLAMA_CLOUD_API_KEY", Engine.Run("(Get-LlamaCloudConnection).KeySource").OrThrow().Output.Single().ToString());
    }

    [Fact]
    public void Connections_are_found_by_name()
    {
        EngineResult result = Engine.Run(
            "Connect-LlamaCloud -SkipCheck -Name one; Connect-LlamaCloud -SkipCheck -Name two; Get-LlamaCloudConnection ONE, x*, nobody");

        Assert.Equal("one", Assert.Single(result.Output).Properties["Name"].Value);
        Assert.Equal("nobody", Assert.Single(result.Errors).TargetObject);
    }

    [Fact]
    public void A_name_of_digits_is_a_name()
    {
        EngineResult result = Engine.Run(
            $"Connect-LlamaCloud -ApiKey {FirstKey} -SkipCheck -Name 2024; Get-ClassifyJob {SeedJobs.Invoice} -Connection 2024").OrThrow();

        Assert.Single(result.Output);
        Assert.Equal([FirstKey], Keys());
    }

    [Fact]
    public void Connections_are_disconnected_by_wildcards()
    {
        EngineResult result = Engine.Run(
            "'one', 'two', 'three' | ForEach-Object { Connect-LlamaCloud -SkipCheck -Name $_ }; Disconnect-LlamaCloud t*, x*; "
                + "(Get-LlamaCloudConnection *).Name").OrThrow();

        Assert.Equal("one", Assert.Single(result.Output).ToString());
    }

    [Theory]
    [InlineData(80, PSLanguageMode.FullLanguage)]
    [InlineData(120, PSLanguageMode.FullLanguage)]
    [InlineData(80, PSLanguageMode.ConstrainedLanguage)]
    [InlineData(120, PSLanguageMode.ConstrainedLanguage)]
    public void The_table_of_connections_fits(int width, PSLanguageMode mode)
    {
        string shown = Start(new HostedEngine(width, mode)).Show(
            "Connect-LlamaCloud -ApiKey llx-the-first-of-two-keys-1111 -Region EU -ProjectId d4b1cf01-0000-4000-8000-000000000000 "
                + "-SkipCheck -Name nightly; Get-LlamaCloudConnection nightly");

        string project = width > 80 ? " ProjectId" : string.Empty;
        string id = width > 80 ? " d4b1cf01-0000-4000-8000-000000000000" : string.Empty;
        Assert.Equal(
            [
                $"Name                 Region BaseAddress                             Key"
                    + $"{(width > 80 ? "        " : string.Empty)}{project}",
                $"nightly              EU     https://api.cloud.eu.llamaindex.ai/     llx-...1111{id}",
            ],
            shown.Split('\n').Select(line => line.TrimEnd()).Where(line => line.Length > 0 && line[0] != '-'));
    }

    [Fact]
    public void Names_are_completed()
    {
        Engine.Run(
            "Connect-LlamaCloud -SkipCheck -Name one; Connect-LlamaCloud -SkipCheck -Name 'two words'; '2024', '1kb', '-a', 'x-1' | "
                + "ForEach-Object { Connect-LlamaCloud -SkipCheck -Name $_ }").OrThrow();

        // What PowerShell would read as a number or as a parameter is in quotes.
        Assert.Equal(
            ["'-a'", "'1kb'", "'2024'", "one", "'two words'", "x-1"],
            Texts("Get-ClassifyJob -Connection ").Order(StringComparer.Ordinal).OrderBy(one => one.Trim('\''), StringComparer.Ordinal));
        Assert.Equal(["'two words'"], Texts("Get-ClassifyJob -Connection t"));
        Assert.Equal(["one"], Texts("Disconnect-LlamaCloud o"));
    }

    private string[] Texts(string line) => [.. Complete(line).Select(match => match.CompletionText)];

    private string[] Keys() => [.. Emulator.Requests.All.Select(request => request.Headers["Authorization"]["Bearer ".Length..])];
}
