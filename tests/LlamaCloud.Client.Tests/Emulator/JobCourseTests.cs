using System;
using System.Linq;
using System.Threading.Tasks;
using LlamaCloud.Emulator.Classify;
using LlamaCloud.Emulator.Faults;
using Xunit;

namespace LlamaCloud.Client.Tests.Emulator;

/// <summary>How a job of the emulator goes on as time passes.</summary>
public sealed class JobCourseTests : JobTest
{
    [Fact]
    public async Task A_job_is_pending_then_running_then_complete()
    {
        string path = $"{Jobs}/{await NewAsync()}";

        Pass(TimeSpan.FromMilliseconds(199));
        await Expect(path, "PENDING", "12:00:00.000000Z", hasResult: false);
        Pass(TimeSpan.FromMilliseconds(1));
        await Expect(path, "RUNNING", "12:00:00.200000Z", hasResult: false);
        Pass(TimeSpan.FromMilliseconds(299));
        await Expect(path, "RUNNING", "12:00:00.200000Z", hasResult: false);
        Pass(TimeSpan.FromMilliseconds(1));
        await Expect(path, "COMPLETED", "12:00:00.500000Z", hasResult: true);
        Pass(TimeSpan.FromDays(1));
        await Expect(path, "COMPLETED", "12:00:00.500000Z", hasResult: true);
    }

    [Fact]
    public async Task A_list_sees_each_job_as_it_is_by_now()
    {
        string first = await NewAsync();
        Pass(TimeSpan.FromMilliseconds(250));
        string second = await NewAsync();
        string both = $"{Jobs}?job_ids={first}&job_ids={second}";

        Assert.Equal([second, first], (await GetAsync(both)).Ids);
        Assert.Equal([second], (await GetAsync(both + "&status=PENDING")).Ids);
        Assert.Equal([first], (await GetAsync(both + "&status=RUNNING")).Ids);
        Pass(TimeSpan.FromMilliseconds(250));
        Assert.Equal([second], (await GetAsync(both + "&status=RUNNING")).Ids);
        Assert.Equal([first], (await GetAsync(both + "&status=COMPLETED")).Ids);
        Assert.Contains(first, (await GetAsync($"{Jobs}?status=COMPLETED")).Ids);
    }

    [Fact]
    public async Task A_cancelled_job_stays_cancelled()
    {
        string id = await NewAsync();
        Pass(TimeSpan.FromMilliseconds(300));
        Reply cancelled = (await SendAsync("POST", $"{Jobs}/{id}/cancel")).Expect(200);

        Assert.Equal(("CANCELLED", "2026-11-23T12:00:00.300000Z"), (cancelled.Text("status"), cancelled.Text("updated_at")));
        Pass(TimeSpan.FromMinutes(1));
        await Expect($"{Jobs}/{id}", "CANCELLED", "12:00:00.300000Z", hasResult: false);
        Assert.Equal($"Classify job {id} is already CANCELLED", (await SendAsync("POST", $"{Jobs}/{id}/cancel")).Expect(409).Detail);
    }

    [Fact]
    public async Task A_job_that_has_ended_by_now_cannot_be_cancelled()
    {
        string id = await NewAsync();
        Pass(TimeSpan.FromMilliseconds(500));

        Assert.Equal($"Classify job {id} is already COMPLETED", (await SendAsync("POST", $"{Jobs}/{id}/cancel")).Expect(409).Detail);
        await Expect($"{Jobs}/{id}", "COMPLETED", "12:00:00.500000Z", hasResult: true);
    }

    [Fact]
    public async Task A_job_is_cancelled_once_however_many_try()
    {
        string id = await NewAsync();
        Reply[] replies = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => SendAsync("POST", $"{Jobs}/{id}/cancel")));

        Assert.Single(replies, reply => reply.Status == 200);
    }

    [Fact]
    public async Task A_test_says_how_long_jobs_take()
    {
        Emulator.Jobs.PendingFor = TimeSpan.MaxValue;
        Emulator.Jobs.RunningFor = TimeSpan.MaxValue;
        string path = $"{Jobs}/{await NewAsync()}";

        Pass(TimeSpan.FromDays(1000));
        Assert.Equal("PENDING", (await GetAsync(path)).Text("status"));
        Emulator.Jobs.PendingFor = TimeSpan.Zero;
        Assert.Equal("RUNNING", (await GetAsync(path)).Text("status"));
        Emulator.Jobs.RunningFor = TimeSpan.Zero;
        Assert.Equal("COMPLETED", (await GetAsync(path)).Text("status"));
    }

    [Fact]
    public async Task Seeded_jobs_stay_as_they_are()
    {
        string before = (await GetAsync($"{Jobs}?page_size=100")).Plain;
        Pass(TimeSpan.FromDays(1000));

        Assert.Equal(before, (await GetAsync($"{Jobs}?page_size=100")).Plain);
        Assert.Equal("RUNNING", (await GetAsync($"{Jobs}/{SeedJobs.Running}")).Text("status"));
    }

    [Fact]
    public async Task A_created_job_is_found_by_when_it_was_created()
    {
        string first = await NewAsync();
        Pass(TimeSpan.FromSeconds(2));
        string second = await NewAsync();

        Assert.Equal([second], (await GetAsync($"{Jobs}?created_at_on_or_after=2026-11-23T12:00:01Z")).Ids);
        Assert.Equal([second, first], (await GetAsync($"{Jobs}?created_at_on_or_after=2026-11-23T12:00:00Z")).Ids);
    }

    [Fact]
    public async Task A_create_that_is_cut_after_the_work_has_made_its_job()
    {
        Emulator.Faults.Add("POST", Jobs, Fault.CutAfterWork(), times: 1);
        await Assert.ThrowsAnyAsync<Exception>(() => CreateAsync(Valid(transactionId: "tx-1")));

        Assert.Equal(10, Emulator.Jobs.Count);
        (await CreateAsync(Valid(transactionId: "tx-1"))).Expect(200);
        Assert.Equal(10, Emulator.Jobs.Count);
    }

    private async Task<string> NewAsync() => (await CreateAsync(Valid())).Expect(200).Text("id");

    private async Task Expect(string path, string status, string updatedAt, bool hasResult)
    {
        Reply job = (await GetAsync(path)).Expect(200);

        Assert.Equal(
            (status, "2026-11-23T" + updatedAt, hasResult), (job.Text("status"), job.Text("updated_at"), job.Json["result"] is not null));
        Assert.Equal("2026-11-23T12:00:00.000000Z", job.Text("created_at"));
    }
}
