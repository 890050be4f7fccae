using System;
using System.Linq;
using System.Management.Automation;
using System.Threading.Tasks;
using LlamaCloud.Demo.Engine;
using LlamaCloud.Emulator.Faults;
using Xunit;

namespace LlamaCloud.PowerShell.Tests.Projects;

/// <summary>The projects of a key, and how <c>-ProjectId</c> completes from them.</summary>
public sealed class GetLlamaCloudProjectTests : ModuleTest
{
    private const string Acme = "0a000000-0000-4000-8000-00000000000a";
    private const string AcmeDefault = "c3a0d8bf-1966-4b47-9c9e-2d4f8a6b5c11";
    private const string Invoices = "d4b1e9c0-2a77-4c58-8d0f-3e5a9b7c6d22";
    private const string GlobexDefault = "e5c2fad1-3b88-4d69-9e10-4f6bac8d7e33";

    [Fact]
    public void Without_an_organization_it_emits_the_projects_of_all()
    {
        Assert.Equal([AcmeDefault, Invoices, GlobexDefault], Ids("Get-LlamaCloudProject"));
        Assert.Equal(2, Emulator.Requests.Targets.Count(target => target.StartsWith("/api/v2/organizations", StringComparison.Ordinal)));
    }

    [Fact]
    public void With_an_organization_it_asks_for_its_projects_alone()
    {
        Assert.Equal([AcmeDefault, Invoices], Ids($"Get-LlamaCloudProject -OrganizationId {Acme}"));
        Assert.All(
            Emulator.Requests.Targets,
            target => Assert.StartsWith($"/api/v2/projects?organization_id={Acme}", target, StringComparison.Ordinal));
        Assert.Equal(
            [AcmeDefault, Invoices],
            Ids($"Connect-LlamaCloud -OrganizationId {Acme} -ProjectId {Invoices} -SkipCheck; Get-LlamaCloudProject"));
    }

    [Fact]
    public void Where_the_newer_calls_are_refused_it_takes_the_older_one()
    {
        Emulator.Faults.Add("GET", "/api/v2/organizations", Fault.Status(403, "not for this key"));

        Assert.Equal([AcmeDefault, Invoices, GlobexDefault], Ids("Get-LlamaCloudProject"));
        Assert.Equal("/api/v1/projects", Emulator.Requests.Targets[^1]);
    }

    [Fact]
    public void Names_find_in_any_case_and_with_wildcards()
    {
        Assert.Equal([Invoices], Ids("Get-LlamaCloudProject INV*"));
        EngineResult result = Engine.Run("Get-LlamaCloudProject default, 'nope[1', x*");

        Assert.Equal(2, result.Output.Count);
        ErrorRecord error = Assert.Single(result.Errors);
        Assert.StartsWith("LlamaCloudProjectNameNotFound,", error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Equal("nope[1", error.TargetObject);
    }

    [Fact]
    public void One_is_read_by_its_id_and_what_is_no_id_is_refused()
    {
        Assert.Equal([Invoices], Ids($"Get-LlamaCloudProject -ProjectId {Invoices}"));
        EngineResult result = Engine.Run($"Get-LlamaCloudProject -ProjectId ../x; Get-LlamaCloudProject -ProjectId {Guid.Empty}");

        Assert.Equal(["LlamaCloudProjectIdInvalid", "LlamaCloudProjectNotFound"], IdsOf(result));
        Assert.Equal([$"/api/v2/projects/{Invoices}", $"/api/v2/projects/{Guid.Empty}"], Emulator.Requests.Targets);
    }

    [Fact]
    public void A_project_given_for_an_id_is_its_id()
    {
        Engine.Run($"$p = Get-LlamaCloudProject Inv*; Get-ClassifyJob clj-99999999-9999-4999-8999-999999999999 -ProjectId $p").OrThrow();

        Assert.EndsWith($"?project_id={Invoices}", Emulator.Requests.Targets[^1], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Get-ClassifyJob -ProjectId ")]
    [InlineData("Invoke-LlamaCloudApi -ProjectId ")]
    [InlineData("Connect-LlamaCloud -ProjectId ")]
    public void The_id_of_a_project_completes_by_name(string line)
    {
        CompletionResult[] all = Complete(line);

        Assert.Equal([AcmeDefault, GlobexDefault, Invoices], all.Select(one => one.CompletionText));
        Assert.Equal(["Default", "Default", "Invoices 2026"], all.Select(one => one.ListItemText));
        Assert.Equal([Invoices], Complete(line + "inv").Select(one => one.CompletionText));
        Assert.Equal([Invoices], Complete(line + "'d4b1").Select(one => one.CompletionText));
    }

    [Fact]
    public void What_was_looked_up_counts_for_a_minute()
    {
        MinuteClock clock = new();
        SetLookup("Clock", clock);
        try
        {
            Assert.Contains(Complete("Get-ClassifyJob -ProjectId "), one => one.CompletionText == Invoices);
            int asked = Emulator.Requests.All.Count;
            clock.Advance(TimeSpan.FromSeconds(59));
            Assert.Contains(Complete("Get-ClassifyJob -ProjectId "), one => one.CompletionText == Invoices);
            Assert.Equal(asked, Emulator.Requests.All.Count);
            clock.Advance(TimeSpan.FromSeconds(2));
            Assert.Contains(Complete("Get-ClassifyJob -ProjectId "), one => one.CompletionText == Invoices);
            Assert.Equal(2 * asked, Emulator.Requests.All.Count);
        }
        finally
        {
            SetLookup("Clock", TimeProvider.System);
        }
    }

    [Fact]
    public async Task What_takes_long_goes_on_in_the_background()
    {
        SetLookup("Patience", TimeSpan.FromMilliseconds(500));
        TaskCompletionSource held = new();
        Emulator.Faults.Add("GET", "/api/v2/organizations", Fault.Hold(held.Task), times: 1);

        Assert.DoesNotContain(Complete("Get-ClassifyJob -ProjectId "), one => one.CompletionText == Invoices);
        Assert.Single(Emulator.Requests.All);
        held.SetResult();
        await Emulator.Requests.WaitForAsync(5);
        await Emulator.Requests.All[4].Answered;
        SetLookup("Patience", TimeSpan.FromSeconds(20));
        Assert.Contains(Complete("Get-ClassifyJob -ProjectId "), one => one.CompletionText == Invoices);
        Assert.Equal(5, Emulator.Requests.All.Count);
    }

    [Fact]
    public void It_is_silent_without_a_key_and_with_a_wrong_one_and_asks_again_later()
    {
        Environment.SetEnvironmentVariable("LLAMA_CLOUD_API_KEY", null);
        Assert.DoesNotContain(Complete("Get-ClassifyJob -ProjectId "), one => one.CompletionText == Invoices);
        Environment.SetEnvironmentVariable("LLAMA_CLOUD_API_KEY", "llx-wrong-key-000000");
        Assert.DoesNotContain(Complete("Get-ClassifyJob -ProjectId "), one => one.CompletionText == Invoices);
        Emulator.OtherApiKeys.Add("llx-wrong-key-000000");
        Assert.Contains(Complete("Get-ClassifyJob -ProjectId "), one => one.CompletionText == Invoices);
    }

    [Fact]
    public void The_given_connection_is_asked()
    {
        Environment.SetEnvironmentVariable("LLAMA_CLOUD_API_KEY", null);
        Engine.Run($"Connect-LlamaCloud -ApiKey {Emulator.ApiKey} -SkipCheck -Name acme").OrThrow();

        Assert.Contains(Complete("Get-ClassifyJob -Connection acme -ProjectId "), one => one.CompletionText == Invoices);
    }

    private string?[] Ids(string script) =>
        [.. Engine.Run(script).OrThrow().Output.Select(project => project.Properties["Id"].Value as string)];

    // How long a machine takes for five requests says nothing about what is completed.
    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        SetLookup("Patience", TimeSpan.FromSeconds(20));
    }

    private void SetLookup(string property, object value) =>
        Keep(LoadedModule.SetIn(LoadedModule.Find("Binding.ProjectIdCompleter"), "s_projects", property, value));

    private sealed class MinuteClock : TimeProvider
    {
        private TimeSpan _now;

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override long GetTimestamp() => _now.Ticks;

        public void Advance(TimeSpan time) => _now += time;
    }
}
