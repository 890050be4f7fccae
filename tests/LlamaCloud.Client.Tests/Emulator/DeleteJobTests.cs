using System;
using System.Threading.Tasks;
using LlamaCloud.Emulator.Classify;
using LlamaCloud.Emulator.Jobs;
using Xunit;

namespace LlamaCloud.Client.Tests.Emulator;

/// <summary>Jobs of the emulator that are deleted.</summary>
public sealed class DeleteJobTests : JobTest
{
    [Theory]
    [InlineData(SeedJobs.Invoice)]
    [InlineData(SeedJobs.Failed)]
    [InlineData(SeedJobs.Cancelled)]
    public async Task A_job_that_has_ended_is_gone(string id)
    {
        Assert.Equal($$"""{"id":"{{id}}","project_id":"{{JobStore.DefaultProjectId}}"}""", (await DeleteAsync(id)).Expect(200).Plain);
        (await GetAsync($"{Jobs}/{id}")).Expect(404);
        Assert.DoesNotContain(id, (await GetAsync($"{Jobs}?page_size=100")).Ids);
        Assert.Equal($"Classify job {id} not found", (await DeleteAsync(id)).Expect(404).Detail);
    }

    [Theory]
    [InlineData(SeedJobs.Running, "RUNNING")]
    [InlineData(SeedJobs.Pending, "PENDING")]
    public async Task A_job_that_goes_on_is_to_be_cancelled_first(string id, string status)
    {
        Assert.Equal($"Classify job {id} is {status}; cancel it first", (await DeleteAsync(id)).Expect(409).Detail);
        (await SendAsync("POST", $"{Jobs}/{id}/cancel")).Expect(200);
        (await DeleteAsync(id)).Expect(200);
    }

    [Fact]
    public async Task A_created_job_can_be_deleted_once_its_time_has_passed()
    {
        string id = (await CreateAsync(Valid())).Text("id");

        (await DeleteAsync(id)).Expect(409);
        Pass(TimeSpan.FromMilliseconds(500));
        (await DeleteAsync(id)).Expect(200);
        Assert.Equal(9, Emulator.Jobs.Count);
    }

    [Fact]
    public async Task A_job_is_deleted_in_its_project_only()
    {
        (await DeleteAsync(SeedJobs.Elsewhere)).Expect(404);
        Assert.Equal(
            JobStore.OtherProjectId,
            (await DeleteAsync(SeedJobs.Elsewhere, $"?project_id={JobStore.OtherProjectId}")).Expect(200).Text("project_id"));
        Assert.Equal(["query/project_id uuid_parsing"], (await DeleteAsync(SeedJobs.Invoice, "?project_id=x")).Problems);
    }

    [Fact]
    public async Task The_transaction_of_a_deleted_job_makes_a_new_one()
    {
        (await DeleteAsync(SeedJobs.Contract)).Expect(200);

        Assert.NotEqual(SeedJobs.Contract, (await CreateAsync(Valid(transactionId: "inbox-contract-3"))).Expect(200).Text("id"));
    }

    private Task<Reply> DeleteAsync(string id, string query = "") => SendAsync("DELETE", $"{Jobs}/{id}{query}");
}
