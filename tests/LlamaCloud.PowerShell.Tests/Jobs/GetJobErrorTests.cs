using System;
using System.Linq;
using System.Management.Automation;
using System.Threading;
using System.Threading.Tasks;
using LlamaCloud.Demo.Engine;
using LlamaCloud.Emulator;
using LlamaCloud.Emulator.Faults;
using LlamaCloud.Emulator.Jobs;
using Xunit;
using Shell = System.Management.Automation.PowerShell;

namespace LlamaCloud.PowerShell.Tests.Jobs;

/// <summary>What a user sees when something is wrong, and how a command is ended early.</summary>
public sealed class GetJobErrorTests : JobTest
{
    [Theory]
    [EachProduct]
    public void A_missing_job_is_one_error_about_its_id_and_the_others_go_on(TestedProduct product)
    {
        Use(product);
        EngineResult result = Run("$done, '<id>1', $second | Get-<Job>");

        Assert.Null(result.Terminating);
        Assert.Equal([Done, Second], result.Output.Select(job => job.Properties["Id"].Value));
        ErrorRecord error = Assert.Single(result.Errors);
        Assert.Equal(Error("NotFound"), IdOf(error));
        Assert.Equal(ErrorCategory.ObjectNotFound, error.CategoryInfo.Category);
        Assert.Equal(Id("1"), error.TargetObject);
        const string Advice = "Check the id, and give -ProjectId or -OrganizationId when it belongs to another project.";
        Assert.Equal(
            $"{Product.Title} '{Id("1")}' was not found. The service says: {Product.Title} {Id("1")} not found.", error.ToString());
        Assert.Equal(error.ToString(), error.Exception.Message);
        Assert.Equal(Advice, error.ErrorDetails.RecommendedAction);
        Assert.Equal(404, new PSObject(error.Exception).Properties["StatusCode"].Value);
    }

    [Theory]
    [EachProduct]
    public void A_job_of_another_project_is_found_there(TestedProduct product)
    {
        Use(product);
        EngineResult result = Run($"Get-<Job> $elsewhere; Get-<Job> $elsewhere -ProjectId {JobStore.OtherProjectId}");

        Assert.Single(result.Errors);
        Assert.Single(result.Output);
    }

    [Theory]
    [OneProduct(400, "InvalidRequest", ErrorCategory.InvalidArgument)]
    [OneProduct(402, "PaymentRequired", ErrorCategory.QuotaExceeded)]
    [OneProduct(403, "Forbidden", ErrorCategory.PermissionDenied)]
    [EachProduct(404, "NotFound", ErrorCategory.ObjectNotFound)]
    [OneProduct(408, "Timeout", ErrorCategory.OperationTimeout)]
    [OneProduct(409, "Conflict", ErrorCategory.InvalidOperation)]
    [OneProduct(413, "ContentTooLarge", ErrorCategory.LimitsExceeded)]
    [OneProduct(418, "UnexpectedStatus", ErrorCategory.InvalidResult)]
    [EachProduct(422, "InvalidRequest", ErrorCategory.InvalidArgument)]
    [OneProduct(429, "TooManyRequests", ErrorCategory.LimitsExceeded)]
    [OneProduct(500, "ServiceUnavailable", ErrorCategory.ResourceUnavailable)]
    [OneProduct(503, "ServiceUnavailable", ErrorCategory.ResourceUnavailable)]
    public void A_status_that_is_about_one_item_is_an_error_about_that_item(
        TestedProduct product, int status, string id, ErrorCategory category)
    {
        Use(product);
        Emulator.Faults.Add(
            "GET",
            $"{Route}/{Id("1")}",
            Fault.Answer(status, "application/json", """{"detail":"This is what the service says"}""", "x-should-retry: false"));
        EngineResult result = Run("'<id>1', $done | Get-<Job> -NoGrouping -ThrottleLimit 1");

        Assert.Single(result.Output);
        AssertError(Assert.Single(result.Errors), Error(id), category);
        Assert.Contains("This is what the service says", result.Errors[0].ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [EachProduct("Get-<Job> -First 1 -ProjectId bad")]
    [OneProduct("$env:LLAMA_CLOUD_PROJECT_ID = 'bad'; try { Get-<Job> -First 1 } finally { $env:LLAMA_CLOUD_PROJECT_ID = $null }")]
    public void A_project_that_is_none_is_told_where_to_find_one(TestedProduct product, string command)
    {
        Use(product);
        ErrorRecord error = Assert.Single(Run(command).Errors);

        Assert.Contains("query.project_id: Input should be a valid UUID", error.ToString(), StringComparison.Ordinal);
        Assert.Equal(
            "Give the name or the id of a project with -ProjectId or LLAMA_CLOUD_PROJECT_ID: Get-LlamaCloudProject lists them. There are "
                + "'Default', 'Invoices 2026'.",
            error.ErrorDetails.RecommendedAction);
    }

    [Theory]
    [EachProduct]
    public void The_address_of_a_hundred_ids_does_not_fill_the_error_of_each(TestedProduct product)
    {
        Use(product);
        Run("Connect-LlamaCloud -SkipCheck -MaximumRetryCount 0 -BaseUri http://127.0.0.1:1").OrThrow();
        EngineResult result = Run("1..100 | ForEach-Object { '<id>00000000-0000-4000-8000-{0:000000000000}' -f $_ } | Get-<Job>");

        Assert.Equal(100, result.Errors.Count);
        Assert.All(result.Errors, error => Assert.InRange(error.ToString().Length, 250, 700));
    }

    [Theory]
    [EachProduct(401, "Unauthorized", ErrorCategory.AuthenticationError)]
    [OneProduct(407, "ProxyUnauthorized", ErrorCategory.AuthenticationError)]
    public void A_status_that_every_item_would_get_ends_the_command(TestedProduct product, int status, string id, ErrorCategory category)
    {
        Use(product);
        Emulator.Faults.Add(
            "GET",
            $"{Route}/{Id("1")}",
            Fault.Answer(status, "application/json", """{"detail":"This is what the service says"}""", "x-should-retry: false"));
        EngineResult result = Run("'<id>1', $done | Get-<Job> -NoGrouping -ThrottleLimit 1");

        Assert.Empty(result.Output);
        AssertError(result.Terminating!, Error(id), category);
        Assert.Single(Emulator.Requests.All);
    }

    [Theory]
    [OneProduct("<h1>Not Found</h1>")]
    [OneProduct("""{"detail":"Not Found"}""")]
    [OneProduct("")]
    public void A_404_without_words_of_its_own_speaks_of_the_address(TestedProduct product, string body)
    {
        Use(product);
        Emulator.Faults.Add("GET", $"{Route}/{Id("1")}", Fault.Answer(404, "text/html", body));
        ErrorRecord error = Assert.Single(Run("Get-<Job> <id>1").Errors);

        AssertError(error, Error("NotFound"), ErrorCategory.ObjectNotFound);
        Assert.Contains(Emulator.BaseAddress.AbsoluteUri, error.ToString(), StringComparison.Ordinal);
        Assert.Contains("Get-LlamaCloudConnection shows", error.ErrorDetails.RecommendedAction, StringComparison.Ordinal);
    }

    [Theory]
    [OneProduct]
    public void The_correlation_id_is_in_the_message(TestedProduct product)
    {
        Use(product);
        Emulator.Faults.Add(
            "GET", $"{Route}/{Id("1")}", Fault.Answer(403, "application/json", """{"detail":"No"}""", "x-request-id: req-42"));

        Assert.Contains("(correlation id req-42)", Assert.Single(Run("Get-<Job> <id>1").Errors).ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [OneProduct]
    public void A_cut_connection_is_an_error_about_one_item(TestedProduct product)
    {
        Use(product);
        Emulator.Faults.Add("GET", $"{Route}/{Id("1")}", Fault.Cut());
        EngineResult result = Run("'<id>1', $done | Get-<Job> -NoGrouping -ThrottleLimit 1");

        Assert.Single(result.Output);
        AssertError(Assert.Single(result.Errors), Error("ConnectionFailed"), ErrorCategory.ConnectionError);
    }

    [Theory]
    [OneProduct]
    public void A_page_of_a_proxy_is_an_error_about_one_item(TestedProduct product)
    {
        Use(product);
        Emulator.Faults.Add("GET", $"{Route}/{Id("1")}", Fault.Answer(200, "text/html", "<html>Please log in</html>"));
        EngineResult result = Run("'<id>1', $done | Get-<Job> -NoGrouping -ThrottleLimit 1");

        Assert.Single(result.Output);
        AssertError(Assert.Single(result.Errors), Error("InvalidResponse"), ErrorCategory.InvalidResult);
    }

    [Theory]
    [EachProduct]
    public void A_good_run_writes_to_no_other_stream(TestedProduct product)
    {
        Use(product);
        using Shell command = Command("Get-<Job> $done");
        command.Invoke();

        Assert.Empty(command.Streams.Error);
        Assert.Empty(command.Streams.Warning);
        Assert.Empty(command.Streams.Information);
        Assert.Empty(command.Streams.Progress);
    }

    [Theory]
    [EachProduct]
    public void With_error_action_stop_nothing_more_is_sent(TestedProduct product)
    {
        Use(product);
        EngineResult result = Run("'<id>1', $done | Get-<Job> -NoGrouping -ThrottleLimit 1 -ErrorAction Stop");

        Assert.Equal(Error("NotFound"), IdOf(result.Terminating));
        Assert.Single(Emulator.Requests.All);
    }

    [Theory]
    [EachProduct]
    public async Task Ctrl_C_ends_the_request_in_flight_and_the_command(TestedProduct product)
    {
        Use(product);
        Emulator.Faults.Add("GET", Route + "/*", Fault.Silence());
        using Shell command = Command("'<id>1', '<id>2' | Get-<Job> -NoGrouping -ThrottleLimit 1");
        IAsyncResult running = command.BeginInvoke();
        RecordedRequest request = (await Emulator.Requests.WaitForAsync(1)).Single();

        await Task.Run(command.Stop, TestContext.Current.CancellationToken)
            .WaitAsync(TimeSpan.FromSeconds(10), TestContext.Current.CancellationToken);

        Assert.Throws<PipelineStoppedException>(() => { command.EndInvoke(running); });
        Assert.Equal(PSInvocationState.Stopped, command.InvocationStateInfo.State);
        Assert.False(await request.Answered);
        Assert.Single(Emulator.Requests.All);
        Assert.Empty(command.Streams.Error);
    }
}
