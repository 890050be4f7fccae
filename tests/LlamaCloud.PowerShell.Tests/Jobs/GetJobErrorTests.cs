using System;
using System.Linq;
using System.Management.Automation;
using System.Threading;
using System.Threading.Tasks;
using LlamaCloud.Demo.Engine;
using LlamaCloud.Emulator;
using LlamaCloud.Emulator.Classify;
using LlamaCloud.Emulator.Faults;
using LlamaCloud.Emulator.Jobs;
using Xunit;
using Shell = System.Management.Automation.PowerShell;

namespace LlamaCloud.PowerShell.Tests.Classify;

/// <summary>What a user sees when something is wrong, and how a command is ended early.</summary>
public sealed class GetClassifyJobErrorTests : ModuleTest
{
    [Fact]
    public void A_missing_job_is_one_error_about_its_id_and_the_others_go_on()
    {
        EngineResult result = Engine.Run($"'{SeedJobs.Invoice}', 'clj-1', '{SeedJobs.Receipt}' | Get-ClassifyJob");

        Assert.Null(result.Terminating);
        Assert.Equal([SeedJobs.Invoice, SeedJobs.Receipt], result.Output.Select(job => job.Properties["Id"].Value));
        ErrorRecord error = Assert.Single(result.Errors);
        Assert.StartsWith("ClassifyJobNotFound,", error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Equal(ErrorCategory.ObjectNotFound, error.CategoryInfo.Category);
        Assert.Equal("clj-1", error.TargetObject);
        const string Advice = "Check the id, and give -ProjectId or -OrganizationId when it belongs to another project.";
        Assert.Equal("Classify job 'clj-1' was not found. The service says: Classify job clj-1 not found.", error.ToString());
        Assert.Equal(error.ToString(), error.Exception.Message);
        Assert.Equal(Advice, error.ErrorDetails.RecommendedAction);
        Assert.Equal(404, new PSObject(error.Exception).Properties["StatusCode"].Value);
    }

    [Fact]
    public void A_job_of_another_project_is_found_there()
    {
        EngineResult result = Engine.Run($"Get-ClassifyJob {SeedJobs.Elsewhere}; Get-ClassifyJob {SeedJobs.Elsewhere} -ProjectId {JobStore.OtherProjectId}");

        Assert.Single(result.Errors);
        Assert.Single(result.Output);
    }

    [Theory]
    [InlineData(400, "ClassifyJobInvalidRequest", ErrorCategory.InvalidArgument)]
    [InlineData(402, "ClassifyJobPaymentRequired", ErrorCategory.QuotaExceeded)]
    [InlineData(403, "ClassifyJobForbidden", ErrorCategory.PermissionDenied)]
    [InlineData(404, "ClassifyJobNotFound", ErrorCategory.ObjectNotFound)]
    [InlineData(408, "ClassifyJobTimeout", ErrorCategory.OperationTimeout)]
    [InlineData(409, "ClassifyJobConflict", ErrorCategory.InvalidOperation)]
    [InlineData(413, "ClassifyJobContentTooLarge", ErrorCategory.LimitsExceeded)]
    [InlineData(418, "ClassifyJobUnexpectedStatus", ErrorCategory.InvalidResult)]
    [InlineData(422, "ClassifyJobInvalidRequest", ErrorCategory.InvalidArgument)]
    [InlineData(429, "ClassifyJobTooManyRequests", ErrorCategory.LimitsExceeded)]
    [InlineData(500, "ClassifyJobServiceUnavailable", ErrorCategory.ResourceUnavailable)]
    [InlineData(503, "ClassifyJobServiceUnavailable", ErrorCategory.ResourceUnavailable)]
    public void A_status_that_is_about_one_item_is_an_error_about_that_item(int status, string id, ErrorCategory category)
    {
        Emulator.Faults.Add("GET", "/api/v2/classify/clj-1", Fault.Answer(status, "application/json", """{"detail":"This is what the service says"}""", "x-should-retry: false"));
        EngineResult result = Engine.Run($"'clj-1', '{SeedJobs.Invoice}' | Get-ClassifyJob -NoGrouping -ThrottleLimit 1");

        Assert.Single(result.Output);
        AssertError(Assert.Single(result.Errors), id, category);
        Assert.Contains("This is what the service says", result.Errors[0].ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Get-ClassifyJob -First 1 -ProjectId bad")]
    [InlineData("$env:LLAMA_CLOUD_PROJECT_ID = 'bad'; try { Get-ClassifyJob -First 1 } finally { $env:LLAMA_CLOUD_PROJECT_ID = $null }")]
    public void A_project_that_is_none_is_told_where_to_find_one(string command)
    {
        ErrorRecord error = Assert.Single(Engine.Run(command).Errors);

        Assert.Contains("query.project_id: Input should be a valid UUID", error.ToString(), StringComparison.Ordinal);
        Assert.Equal("Give the name or the id of a project with -ProjectId or LLAMA_CLOUD_PROJECT_ID: Get-LlamaCloudProject lists them. There are 'Default', 'Invoices 2026'.", error.ErrorDetails.RecommendedAction);
    }

    [Fact]
    public void The_address_of_a_hundred_ids_does_not_fill_the_error_of_each()
    {
        Engine.Run("Connect-LlamaCloud -SkipCheck -MaximumRetryCount 0 -BaseUri http://127.0.0.1:1").OrThrow();
        EngineResult result = Engine.Run("1..100 | ForEach-Object { 'clj-00000000-0000-4000-8000-{0:000000000000}' -f $_ } | Get-ClassifyJob");

        Assert.Equal(100, result.Errors.Count);
        Assert.All(result.Errors, error => Assert.InRange(error.ToString().Length, 250, 700));
    }

    [Theory]
    [InlineData(401, "ClassifyJobUnauthorized", ErrorCategory.AuthenticationError)]
    [InlineData(407, "ClassifyJobProxyUnauthorized", ErrorCategory.AuthenticationError)]
    public void A_status_that_every_item_would_get_ends_the_command(int status, string id, ErrorCategory category)
    {
        Emulator.Faults.Add("GET", "/api/v2/classify/clj-1", Fault.Answer(status, "application/json", """{"detail":"This is what the service says"}""", "x-should-retry: false"));
        EngineResult result = Engine.Run($"'clj-1', '{SeedJobs.Invoice}' | Get-ClassifyJob -NoGrouping -ThrottleLimit 1");

        Assert.Empty(result.Output);
        AssertError(result.Terminating!, id, category);
        Assert.Single(Emulator.Requests.All);
    }

    [Fact]
    public void A_401_speaks_of_key_and_address()
    {
        Environment.SetEnvironmentVariable("LLAMA_CLOUD_API_KEY", "llx-wrong-key-000000");
        EngineResult result = Engine.Run($"Get-ClassifyJob {SeedJobs.Invoice}");

        string message = result.Terminating!.ToString();
        Assert.Contains("Invalid API Key", message, StringComparison.Ordinal);
        Assert.Contains($"The key was llx-...0000 (from LLAMA_CLOUD_API_KEY), the address {Emulator.BaseAddress}.", message, StringComparison.Ordinal);
        Assert.Contains("Check the key, and that it is one of the service at the address of -BaseUri.", result.Terminating!.ErrorDetails.RecommendedAction, StringComparison.Ordinal);
        Assert.DoesNotContain("llx-wrong-key-000000", message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("<h1>Not Found</h1>")]
    [InlineData("""{"detail":"Not Found"}""")]
    [InlineData("")]
    public void A_404_without_words_of_its_own_speaks_of_the_address(string body)
    {
        Emulator.Faults.Add("GET", "/api/v2/classify/clj-1", Fault.Answer(404, "text/html", body));
        ErrorRecord error = Assert.Single(Engine.Run("Get-ClassifyJob clj-1").Errors);

        AssertError(error, "ClassifyJobNotFound", ErrorCategory.ObjectNotFound);
        Assert.Contains(Emulator.BaseAddress.AbsoluteUri, error.ToString(), StringComparison.Ordinal);
        Assert.Contains("Get-LlamaCloudConnection shows", error.ErrorDetails.RecommendedAction, StringComparison.Ordinal);
    }

    [Fact]
    public void The_correlation_id_is_in_the_message()
    {
        Emulator.Faults.Add("GET", "/api/v2/classify/clj-1", Fault.Answer(403, "application/json", """{"detail":"No"}""", "x-request-id: req-42"));

        Assert.Contains("(correlation id req-42)", Assert.Single(Engine.Run("Get-ClassifyJob clj-1").Errors).ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_cut_connection_is_an_error_about_one_item()
    {
        Emulator.Faults.Add("GET", "/api/v2/classify/clj-1", Fault.Cut());
        EngineResult result = Engine.Run($"'clj-1', '{SeedJobs.Invoice}' | Get-ClassifyJob -NoGrouping -ThrottleLimit 1");

        Assert.Single(result.Output);
        AssertError(Assert.Single(result.Errors), "ClassifyJobConnectionFailed", ErrorCategory.ConnectionError);
    }

    [Fact]
    public void A_page_of_a_proxy_is_an_error_about_one_item()
    {
        Emulator.Faults.Add("GET", "/api/v2/classify/clj-1", Fault.Answer(200, "text/html", "<html>Please log in</html>"));
        EngineResult result = Engine.Run($"'clj-1', '{SeedJobs.Invoice}' | Get-ClassifyJob -NoGrouping -ThrottleLimit 1");

        Assert.Single(result.Output);
        AssertError(Assert.Single(result.Errors), "ClassifyJobInvalidResponse", ErrorCategory.InvalidResult);
    }

    [Theory]
    [InlineData("llamacloud.invalid", "ClassifyJobUnknownHost")]
    [InlineData(null, "ClassifyJobSecureChannelFailed")]
    public void An_address_that_cannot_be_reached_ends_the_command(string? address, string id)
    {
        // The emulator speaks plain HTTP: without the scheme the address is taken as https, and TLS fails.
        Environment.SetEnvironmentVariable("LLAMA_CLOUD_BASE_URL", address ?? Emulator.BaseAddress.Authority);
        EngineResult result = Engine.Run("'clj-1', 'clj-2' | Get-ClassifyJob -NoGrouping -ThrottleLimit 1");

        Assert.Empty(result.Errors);
        AssertError(result.Terminating!, id, ErrorCategory.ConnectionError);
    }

    [Fact]
    public void Without_a_key_it_ends_and_says_what_to_set()
    {
        Environment.SetEnvironmentVariable("LLAMA_CLOUD_API_KEY", "  ");
        EngineResult result = Engine.Run("'clj-1', 'clj-2' | Get-ClassifyJob -NoGrouping -ThrottleLimit 1");

        Assert.Empty(result.Errors);
        AssertError(result.Terminating!, "ApiKeyMissing", ErrorCategory.AuthenticationError, hasAction: false);
        Assert.Contains("Connect-LlamaCloud -ApiKey (Get-Secret LlamaCloud), or set the environment variable LLAMA_CLOUD_API_KEY", result.Terminating!.ToString(), StringComparison.Ordinal);
        Assert.Empty(Emulator.Requests.All);
    }

    [Fact]
    public void The_older_name_of_the_key_counts_when_the_newer_is_not_set()
    {
        Environment.SetEnvironmentVariable("LLAMA_PARSE_API_KEY", "llx-older-key-000000");
        Engine.Run($"Get-ClassifyJob {SeedJobs.Invoice}").OrThrow();
        Environment.SetEnvironmentVariable("LLAMA_CLOUD_API_KEY", null);
        Engine.Run($"Get-ClassifyJob {SeedJobs.Invoice}");

        Assert.Equal(["Bearer " + Emulator.ApiKey, "Bearer llx-older-key-000000"], Emulator.Requests.All.Select(request => request.Headers["Authorization"]));
    }

    [Theory]
    [InlineData("llx secret")]
    [InlineData("llx-secret\r\nX: y")]
    public void A_key_that_cannot_be_one_ends_the_command_and_is_not_shown(string key)
    {
        Environment.SetEnvironmentVariable("LLAMA_CLOUD_API_KEY", key);
        EngineResult result = Engine.Run("Get-ClassifyJob clj-1");

        AssertError(result.Terminating!, "ApiKeyInvalid", ErrorCategory.AuthenticationError, hasAction: false);
        Assert.DoesNotContain("secret", Engine.Show("Get-ClassifyJob clj-1") + result.Terminating!.Exception, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("http://api.cloud.llamaindex.ai")]
    [InlineData("::::")]
    public void An_address_that_cannot_be_used_ends_the_command(string address)
    {
        Environment.SetEnvironmentVariable("LLAMA_CLOUD_BASE_URL", address);
        EngineResult result = Engine.Run("Get-ClassifyJob clj-1");

        AssertError(result.Terminating!, "BaseAddressInvalid", ErrorCategory.InvalidArgument, hasAction: false);
        Assert.Contains("LLAMA_CLOUD_BASE_URL", result.Terminating!.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_good_run_writes_to_no_other_stream()
    {
        using Shell command = Engine.Command($"Get-ClassifyJob {SeedJobs.Invoice}");
        command.Invoke();

        Assert.Empty(command.Streams.Error);
        Assert.Empty(command.Streams.Warning);
        Assert.Empty(command.Streams.Information);
        Assert.Empty(command.Streams.Progress);
    }

    [Fact]
    public void The_service_sees_which_module_asks()
    {
        Engine.Run($"Get-ClassifyJob {SeedJobs.Invoice}").OrThrow();

        Assert.Matches(@"^LlamaCloud\.PowerShell/\d+\.\d+\.\d+ \(Core 7\.\d+\.\d+; [^()]+\)$", Emulator.Requests.All.Single().Headers["User-Agent"]);
    }

    [Fact]
    public void With_error_action_stop_nothing_more_is_sent()
    {
        EngineResult result = Engine.Run($"'clj-1', '{SeedJobs.Invoice}' | Get-ClassifyJob -NoGrouping -ThrottleLimit 1 -ErrorAction Stop");

        Assert.StartsWith("ClassifyJobNotFound,", result.Terminating!.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Single(Emulator.Requests.All);
    }

    [Fact]
    public async Task Ctrl_C_ends_the_request_in_flight_and_the_command()
    {
        Emulator.Faults.Add("GET", "/api/v2/classify/*", Fault.Silence());
        using Shell command = Engine.Command("'clj-1', 'clj-2' | Get-ClassifyJob -NoGrouping -ThrottleLimit 1");
        IAsyncResult running = command.BeginInvoke();
        RecordedRequest request = (await Emulator.Requests.WaitForAsync(1)).Single();

        await Task.Run(command.Stop, TestContext.Current.CancellationToken).WaitAsync(TimeSpan.FromSeconds(10), TestContext.Current.CancellationToken);

        Assert.Throws<PipelineStoppedException>(() => { command.EndInvoke(running); });
        Assert.Equal(PSInvocationState.Stopped, command.InvocationStateInfo.State);
        Assert.False(await request.Answered);
        Assert.Single(Emulator.Requests.All);
        Assert.Empty(command.Streams.Error);
    }

    private static void AssertError(ErrorRecord error, string id, ErrorCategory category, bool hasAction = true)
    {
        Assert.StartsWith(id + ",", error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Equal(category, error.CategoryInfo.Category);
        if (hasAction)
        {
            Assert.Equal("clj-1", error.TargetObject);
            Assert.NotEmpty(error.ErrorDetails.RecommendedAction);
            Assert.DoesNotContain(error.ErrorDetails.RecommendedAction, error.ToString(), StringComparison.Ordinal);
            Assert.Equal(error.ToString(), error.Exception.Message);
        }
    }
}
