using System;
using System.Linq;
using System.Management.Automation;
using System.Threading.Tasks;
using LlamaCloud.Demo.Engine;
using LlamaCloud.Emulator;
using LlamaCloud.Emulator.Classify;
using LlamaCloud.Emulator.Faults;
using LlamaCloud.Emulator.Jobs;
using Xunit;

namespace LlamaCloud.PowerShell.Tests.Connection;

/// <summary>Making a connection: what is checked, what counts where nothing is given, and what is refused.</summary>
public sealed class ConnectTests : ModuleTest
{
    private const string Route = "/api/v2/classify";

    private string Address => Emulator.BaseAddress.AbsoluteUri;

    [Fact]
    public void It_asks_the_service_whether_it_takes_the_key()
    {
        EngineResult result = Engine.Run("Connect-LlamaCloud").OrThrow();

        Assert.Empty(result.Output);
        Assert.Empty(result.Warnings);
        Assert.Equal(["/api/v2/classify?page_size=1"], Emulator.Requests.Targets);
    }

    [Fact]
    public void SkipCheck_sends_nothing()
    {
        Engine.Run($"Connect-LlamaCloud -SkipCheck -ApiKey llx-any-key-at-all; Get-LlamaCloudConnection").OrThrow();

        Assert.Empty(Emulator.Requests.All);
    }

    [Fact]
    public void A_refused_key_makes_no_connection_and_the_message_names_key_and_region()
    {
        Engine.Run("Connect-LlamaCloud").OrThrow();
        EngineResult result = Engine.Run("Connect-LlamaCloud -ApiKey llx-wrong-key-000000");

        Assert.StartsWith("LlamaCloudConnectionUnauthorized,", result.Terminating!.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Contains(
            $"The key was llx-...0000 (from -ApiKey), the address {Address}.", result.Terminating.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("llx-wrong-key-000000", result.Terminating.ToString(), StringComparison.Ordinal);
        Assert.Equal("llx-...0123", Engine.Run("(Get-LlamaCloudConnection).Key").OrThrow().Output.Single().ToString());
    }

    [Fact]
    public void A_service_that_is_not_there_makes_no_connection()
    {
        EngineResult result = Engine.Run("Connect-LlamaCloud -BaseUri http://127.0.0.1:1 -MaximumRetryCount 0");

        Assert.StartsWith("LlamaCloudConnectionConnectionFailed,", result.Terminating!.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Contains(
            "The key was llx-...0123 (from LLAMA_CLOUD_API_KEY), the address http://127.0.0.1:1/.",
            result.Terminating.ToString(),
            StringComparison.Ordinal);
        Assert.Equal(
            "Check the network and the address of the service, then run the command again.",
            result.Terminating.ErrorDetails.RecommendedAction);
    }

    [Theory]
    [InlineData(402)]
    [InlineData(403)]
    [InlineData(404)]
    [InlineData(422)]
    [InlineData(500)]
    public void Whatever_else_is_answered_is_a_warning(int status)
    {
        Emulator.Faults.Add("GET", Route, Fault.Status(status, "so it is"));
        EngineResult result = Engine.Run("Connect-LlamaCloud -MaximumRetryCount 0; (Get-LlamaCloudConnection).MaximumRetryCount").OrThrow();

        Assert.Contains("so it is", Assert.Single(result.Warnings), StringComparison.Ordinal);
        Assert.Equal(0, result.Output.Single().BaseObject);
    }

    [Fact]
    public void A_login_page_in_place_of_the_service_is_a_warning()
    {
        Emulator.Faults.Add("GET", Route, Fault.Answer(200, "text/html", "<h1>Log in</h1>"));

        Assert.Contains("text/html", Assert.Single(Engine.Run("Connect-LlamaCloud").OrThrow().Warnings), StringComparison.Ordinal);
    }

    [Fact]
    public void It_does_not_wait_for_a_limit_to_pass()
    {
        Emulator.Faults.Add("GET", Route, Fault.Answer(429, "application/json", "{}", "Retry-After: 100"));
        EngineResult result = Engine.Run("Connect-LlamaCloud").OrThrow();

        Assert.Single(Emulator.Requests.All);
        Assert.Contains(result.Warnings, warning => warning.StartsWith("Connected, but", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("$k")]
    [InlineData("([pscredential]::new('anyone', $s))")]
    [InlineData("$s")]
    [InlineData("' llx-emulator-key-for-tests-0123 '")]
    public void A_key_comes_in_every_form_that_people_have_it_in(string key)
    {
        Environment.SetEnvironmentVariable("LLAMA_CLOUD_API_KEY", null);
        EngineResult result = Engine.Run($$"""
            $k = 'llx-emulator-key-for-tests-0123'
            $s = [securestring]::new(); foreach ($c in $k.ToCharArray()) { $s.AppendChar($c) }
            Connect-LlamaCloud -ApiKey {{key}} -PassThru
            """).OrThrow();

        Assert.Equal("llx-...0123", result.Output.Single().Properties["Key"].Value);
        Assert.Equal("-ApiKey", result.Output.Single().Properties["KeySource"].Value);
    }

    [Theory]
    [InlineData("$null")]
    [InlineData("''")]
    [InlineData("([securestring]::new())")]
    public void An_empty_key_is_refused_and_not_replaced_by_the_one_in_the_environment(string key)
    {
        EngineResult result = Engine.Run($"Connect-LlamaCloud -ApiKey {key}");

        Assert.StartsWith("ApiKeyInvalid,", result.Terminating!.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Contains("-ApiKey is empty", result.Terminating.ToString(), StringComparison.Ordinal);
        Assert.Empty(Emulator.Requests.All);
    }

    [Theory]
    [InlineData("@{ key = 'llx-hidden-key-1234' }")]
    [InlineData("@('llx-hidden-key-1234')")]
    [InlineData("'llx-hidden key-1234'")]
    public void What_is_no_key_is_refused_without_being_shown(string key)
    {
        EngineResult result = Engine.Run($"$x = {key}; Connect-LlamaCloud -ApiKey $x");

        Assert.DoesNotContain("llx-hidden", result.Terminating!.ToString() + result.Terminating.Exception, StringComparison.Ordinal);
        Assert.Empty(Emulator.Requests.All);
    }

    [Fact]
    public void A_key_comes_from_the_pipeline_and_an_empty_pipeline_is_no_key()
    {
        Assert.Equal(
            "-ApiKey",
            Engine.Run(
                "'llx-emulator-key-for-tests-0123' | Connect-LlamaCloud -PassThru")
                .OrThrow().Output.Single().Properties["KeySource"].Value);
        Assert.StartsWith(
            "ApiKeyInvalid,", Engine.Run("@() | Connect-LlamaCloud").Terminating!.FullyQualifiedErrorId, StringComparison.Ordinal);
        // The last of several is as likely as any other to be a mistake.
        ErrorRecord error = Engine.Run(
            "Disconnect-LlamaCloud; 'llx-emulator-key-for-tests-0123', 'llx-another-key' | Connect-LlamaCloud -SkipCheck").Terminating!;
        Assert.StartsWith("ApiKeyInvalid,", error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.DoesNotContain("llx-", error.ToString(), StringComparison.Ordinal);
        Assert.Equal("LLAMA_CLOUD_API_KEY", Engine.Run("(Get-LlamaCloudConnection).KeySource").OrThrow().Output.Single().ToString());
    }

    [Fact]
    public void A_header_of_ours_is_replaced_by_the_one_that_is_given()
    {
        Engine.Run("Connect-LlamaCloud -Header @{ 'user-agent' = 'mine'; accept = 'application/json;v=2' }").OrThrow();

        Assert.Equal(
            ("mine", "application/json;v=2"), (Emulator.Requests.All[0].Headers["User-Agent"], Emulator.Requests.All[0].Headers["Accept"]));
    }

    [Fact]
    public void A_region_is_chosen_by_name()
    {
        EngineResult result = Engine.Run("foreach ($r in 'NA', 'eu') { Connect-LlamaCloud -Region $r -SkipCheck -PassThru }").OrThrow();

        Assert.Equal(["NA", "EU"], result.Output.Select(one => one.Properties["Region"].Value));
        Assert.Equal(
            ["https://api.cloud.llamaindex.ai/", "https://api.cloud.eu.llamaindex.ai/"],
            result.Output.Select(one => one.Properties["BaseAddress"].Value.ToString()));
    }

    [Fact]
    public void An_address_without_a_scheme_is_https()
    {
        PSObject connection = Engine.Run("Connect-LlamaCloud -BaseUri api.cloud.eu.llamaindex.ai -SkipCheck -PassThru")
            .OrThrow().Output
            .Single();

        Assert.Equal("https://api.cloud.eu.llamaindex.ai/", connection.Properties["BaseAddress"].Value.ToString());
        Assert.Equal("EU", connection.Properties["Region"].Value);
    }

    [Theory]
    [InlineData("-BaseUri http://example.org", "BaseAddressInvalid", "clear text")]
    [InlineData("-BaseUri 'https://me:pw@example.org'", "BaseAddressInvalid", "@")]
    [InlineData("-ProxyUseDefaultCredentials", "ProxyInvalid", "-Proxy")]
    [InlineData("-Proxy proxy:8080", "ProxyInvalid", "http://")]
    [InlineData("-Proxy http://me:hunter2@proxy", "ProxyInvalid", "credential")]
    [InlineData("-Proxy http://proxy.example:8080", "ProxyInvalid", "clear text")]
    [InlineData("-Region EU -BaseUri https://example.org", "BaseAddressInvalid", "exclude each other")]
    [InlineData("-Name 'a*'", "LlamaCloudConnectionNameInvalid", "wildcards")]
    [InlineData("-Name ' '", "LlamaCloudConnectionNameInvalid", "blank")]
    [InlineData("-Header @{ Authorization = 'x' }", "HeaderInvalid", "Authorization")]
    [InlineData("-Header @{ 'X-A' = @(1,2) }", "HeaderInvalid", "X-A")]
    public void What_cannot_be_used_is_refused_before_anything_is_sent(string parameters, string id, string says)
    {
        ErrorRecord error = Engine.Run("Connect-LlamaCloud " + parameters).Terminating!;

        Assert.StartsWith(id + ",", error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Contains(says, error.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("hunter2", error.ToString(), StringComparison.Ordinal);
        Assert.Empty(Emulator.Requests.All);
    }

    [Fact]
    public void A_header_may_be_a_secret()
    {
        Engine.Run(
            "$s = [securestring]::new(); foreach ($c in 'of-the-gate'.ToCharArray()) { $s.AppendChar($c) }; Connect-LlamaCloud -Header @{ "
                + "'X-Gateway' = $s }").OrThrow();

        Assert.Equal("of-the-gate", Emulator.Requests.All.Single().Headers["X-Gateway"]);
    }

    [Fact]
    public void Headers_and_scope_go_with_every_request()
    {
        Engine.Run(
            $"Connect-LlamaCloud -Header @{{ 'X-Gateway' = 'secret-of-the-gate' }} -ProjectId {JobStore.OtherProjectId} -OrganizationId "
                + $"0a000000-0000-4000-8000-00000000000a; Get-ClassifyJob {SeedJobs.Elsewhere}").OrThrow();

        Assert.All(Emulator.Requests.All, request => Assert.Equal("secret-of-the-gate", request.Headers["X-Gateway"]));
        Assert.All(
            Emulator.Requests.Targets,
            target => Assert.EndsWith(
                $"project_id={JobStore.OtherProjectId}&organization_id=0a000000-0000-4000-8000-00000000000a",
                target,
                StringComparison.Ordinal));
    }

    [Fact]
    public void What_is_not_given_comes_from_the_environment()
    {
        Environment.SetEnvironmentVariable("LLAMA_CLOUD_CUSTOM_HEADERS", "X-One: 1\r\nX-Two:  two words ");
        Environment.SetEnvironmentVariable("LLAMA_CLOUD_PROJECT_ID", JobStore.OtherProjectId);
        Environment.SetEnvironmentVariable("LLAMA_CLOUD_ORGANIZATION_ID", "0a000000-0000-4000-8000-00000000000a");
        Engine.Run(
            $"Get-ClassifyJob {SeedJobs.Elsewhere}; Connect-LlamaCloud; Get-ClassifyJob {SeedJobs.Elsewhere} -OrganizationId "
                + "0b000000-0000-4000-8000-00000000000b").OrThrow();

        Assert.All(
            Emulator.Requests.All, request => Assert.Equal(("1", "two words"), (request.Headers["X-One"], request.Headers["X-Two"])));
        Assert.All(
            Emulator.Requests.Targets,
            target => Assert.Contains($"project_id={JobStore.OtherProjectId}&organization_id=0", target, StringComparison.Ordinal));
        Assert.EndsWith("organization_id=0b000000-0000-4000-8000-00000000000b", Emulator.Requests.Targets[^1], StringComparison.Ordinal);
    }

    [Fact]
    public void Header_lines_that_are_none_are_refused_without_being_shown()
    {
        Environment.SetEnvironmentVariable("LLAMA_CLOUD_CUSTOM_HEADERS", "a secret without a name");
        ErrorRecord error = Engine.Run($"Get-ClassifyJob {SeedJobs.Invoice}").Terminating!;

        Assert.StartsWith("HeaderInvalid,", error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Contains("LLAMA_CLOUD_CUSTOM_HEADERS", error.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("a secret", error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Requests_go_through_the_proxy_with_its_credential()
    {
        await using ServiceEmulator proxy = await ServiceEmulator.StartAsync();
        EngineResult result = Engine.Run(
            $"Connect-LlamaCloud -Proxy {proxy.BaseAddress} -PassThru; Get-ClassifyJob {SeedJobs.Invoice}").OrThrow();

        Assert.Equal(proxy.BaseAddress, result.Output[0].Properties["Proxy"].Value);
        Assert.Empty(Emulator.Requests.All);
        Assert.Equal([$"{Address}api/v2/classify?page_size=1", $"{Address}api/v2/classify/{SeedJobs.Invoice}"], proxy.Requests.Targets);
    }

    [Fact]
    public async Task A_proxy_that_wants_a_credential_is_a_connection_failure_until_it_gets_it()
    {
        await using ServiceEmulator proxy = await ServiceEmulator.StartAsync();
        proxy.Faults.Add("GET", Route, Fault.Answer(407, "text/plain", "", "Proxy-Authenticate: Basic realm=\"gate\""), times: 2);
        EngineResult refused = Engine.Run($"Connect-LlamaCloud -Proxy {proxy.BaseAddress}");
        Engine.Run(
            $"$s = [securestring]::new(); foreach ($c in 'hunter2'.ToCharArray()) {{ $s.AppendChar($c) }}; Connect-LlamaCloud "
                + $"-Proxy {proxy.BaseAddress} -ProxyCredential ([pscredential]::new('me', $s))").OrThrow();

        Assert.StartsWith("LlamaCloudConnectionProxyUnauthorized,", refused.Terminating!.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Equal("Basic bWU6aHVudGVyMg==", proxy.Requests.All[^1].Headers["Proxy-Authorization"]);
    }

    [Fact]
    public void A_limit_of_requests_is_the_connections()
    {
        PSObject connection = Engine.Run("Connect-LlamaCloud -RequestsPerMinute 20 -TimeoutSec 7 -MaximumRetryCount 5 -PassThru")
            .OrThrow().Output
            .Single();

        Assert.Equal(
            (20, 7.0, 5),
            (
                connection.Properties["RequestsPerMinute"].Value,
                connection.Properties["TimeoutSec"].Value,
                connection.Properties["MaximumRetryCount"].Value));
        Assert.Equal("open, 1 in the last minute", connection.Properties["RateLimit"].Value.ToString());
    }

    [Theory]
    [InlineData("0.4", 0.4)]
    [InlineData("([timespan]'0:01:30')", 90)]
    [InlineData("'0:00:02'", 2)]
    public void A_timeout_is_seconds_or_a_time(string timeout, double seconds) => Assert.Equal(
        seconds,
        Engine.Run($"(Connect-LlamaCloud -SkipCheck -PassThru -Timeout {timeout}).TimeoutSec").OrThrow().Output.Single().BaseObject);

    [Fact]
    public void A_dead_proxy_is_named_as_the_proxy()
    {
        EngineResult result = Engine.Run("Connect-LlamaCloud -ApiKey llx-some-key-for-this -Region EU -Proxy http://127.0.0.1:9");

        Assert.Contains("could not reach the proxy http://127.0.0.1:9", result.Terminating!.ToString(), StringComparison.Ordinal);
        Assert.StartsWith(
            "Check the proxy of Connect-LlamaCloud -Proxy", result.Terminating.ErrorDetails.RecommendedAction, StringComparison.Ordinal);
    }

    [Fact]
    public void A_key_that_is_refused_at_an_address_of_ones_own_is_no_matter_of_regions()
    {
        EngineResult result = Engine.Run("Connect-LlamaCloud -ApiKey llx-wrong-key-for-this");

        Assert.DoesNotContain("-Region", result.Terminating!.ErrorDetails.RecommendedAction, StringComparison.Ordinal);
        Assert.Contains("-BaseUri", result.Terminating.ErrorDetails.RecommendedAction, StringComparison.Ordinal);
    }
}
