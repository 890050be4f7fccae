using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json.Nodes;
using System.Threading.Tasks;
using LlamaCloud.Emulator.Directories;
using LlamaCloud.Emulator.Faults;
using LlamaCloud.Emulator.Jobs;
using Xunit;

namespace LlamaCloud.Client.Tests.Directories;

/// <summary>Directories are made, read, listed and deleted.</summary>
public sealed class DirectoriesTests : EmulatorTest
{
    private const string Root = "/api/v1/beta/directories";

    [Fact]
    public async Task Every_field_is_read()
    {
        Emulator.Faults.Add("GET", Root + "/dir-1", Fault.Answer(200, "application/json", """
            {
              "id": "dir-1", "name": "inbox", "project_id": "project-1", "description": "d", "type": "ephemeral", "connector_subscription_id": "csub-1",
              "created_at": "2026-09-01T09:00:00Z", "updated_at": "2026-09-01T09:01:00Z", "expires_at": "2026-09-02T09:00:00Z",
              "deleted_at": "2026-09-03T09:00:00Z", "system_metadata": { "a": 1 }
            }
            """));
        LlamaCloudDirectory one = await Client.Directories.GetAsync("dir-1", default, Cancellation);

        Assert.Equal(("dir-1", "dir-1", "inbox", "project-1", "d", "ephemeral", "csub-1"), (one.Id, one.DirectoryId, one.Name, one.ProjectId, one.Description, one.Type, one.ConnectorSubscriptionId));
        Assert.Equal([0, 1], new[] { one.CreatedAt, one.UpdatedAt }.Select(time => time!.Value.Minute));
        Assert.Equal([2, 3], new[] { one.ExpiresAt, one.DeletedAt }.Select(time => time!.Value.Day));
        Assert.Equal(["system_metadata"], one.AdditionalProperties.Keys);
    }

    [Fact]
    public async Task One_is_made_with_what_was_given_and_nothing_else()
    {
        LlamaCloudDirectory plain = await Client.Directories.CreateAsync("a", cancellationToken: Cancellation);
        Assert.Equal("""{"name":"a"}""", JsonNode.Parse(Emulator.Requests.All[^1].Body)!.ToJsonString());
        LlamaCloudDirectory whole = await Client.Directories.CreateAsync("b", "ephemeral", "for a night", new RequestScope(JobStore.OtherProjectId), Cancellation);
        Assert.Equal("""{"name":"b","description":"for a night","type":"ephemeral"}""", JsonNode.Parse(Emulator.Requests.All[^1].Body)!.ToJsonString());

        Assert.Equal(("user", null, "ephemeral", JobStore.OtherProjectId), (plain.Type, plain.ExpiresAt, whole.Type, whole.ProjectId));
        Assert.NotNull(whole.ExpiresAt);
    }

    [Fact]
    public async Task A_create_of_unknown_outcome_is_not_repeated()
    {
        Emulator.Faults.Add("POST", Root, Fault.CutAfterWork(), times: 1);
        LlamaCloudException failure = await FailureOf(Client.Directories.CreateAsync("a", cancellationToken: Cancellation));

        Assert.True(failure.MayBeDone);
        Assert.Single(Emulator.Directories.All);
    }

    [Fact]
    public async Task A_list_is_of_a_name_or_a_type_and_goes_on_by_its_tokens()
    {
        string[] ids = [.. Enumerable.Range(0, 101).Select(number => Emulator.Directories.Add(" a&b ", number == 0 ? "ephemeral" : "user").Id)];
        IReadOnlyList<LlamaCloudDirectory> all = await Client.Directories.List(new DirectoryFilter { Name = " a&b " }).ReadAllAsync(Cancellation);
        Assert.Equal(ids.Reverse(), all.Select(one => one.Id));
        Assert.Equal(2, Emulator.Requests.Count);

        Assert.Equal([ids[0]], (await Client.Directories.List(new DirectoryFilter { Type = "ephemeral" }).ReadAllAsync(Cancellation)).Select(one => one.Id));
        Assert.Equal($"{Root}?page_size=100&type=ephemeral", Emulator.Requests.Targets[^1]);
    }

    [Fact]
    public async Task One_is_deleted_with_its_project()
    {
        StoredDirectory one = Emulator.Directories.Add("a", projectId: JobStore.OtherProjectId);
        Assert.Equal(404, (await FailureOf(Client.Directories.DeleteAsync(one.Id, default, Cancellation))).StatusCode);
        await Client.Directories.DeleteAsync(one.Id, new RequestScope(JobStore.OtherProjectId), Cancellation);
        Assert.Empty(Emulator.Directories.All);
    }
}
