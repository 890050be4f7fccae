using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using LlamaCloud.Emulator.Faults;
using LlamaCloud.Http;
using Xunit;

namespace LlamaCloud.Client.Tests.Projects;

/// <summary>Which projects a key may see, by whichever version of the service.</summary>
public sealed class ProjectsClientTests : EmulatorTest
{
    private const string Acme = "0a000000-0000-4000-8000-00000000000a";
    private const string Globex = "0b000000-0000-4000-8000-00000000000b";
    private const string Organizations = "/api/v2/organizations";
    private const string Projects = "/api/v2/projects";
    private const string Older = "/api/v1/projects";

    private static readonly string[] s_ids =
        ["c3a0d8bf-1966-4b47-9c9e-2d4f8a6b5c11", "d4b1e9c0-2a77-4c58-8d0f-3e5a9b7c6d22", "e5c2fad1-3b88-4d69-9e10-4f6bac8d7e33"];

    [Theory]
    [InlineData(null)]
    [InlineData(" ")]
    public async Task Without_an_organization_the_projects_of_each_come_in_order(string? none)
    {
        IReadOnlyList<LlamaCloudProject> all = await Client.Projects.ListAsync(none, false, Cancellation);

        Assert.Equal(s_ids, all.Select(project => project.Id));
        Assert.Equal([Acme, Acme, Globex], all.Select(project => project.OrganizationId));
        Assert.Equal(
            [
                Organizations, Organizations + "?page_token=1",
                $"{Projects}?organization_id={Acme}",
                $"{Projects}?organization_id={Acme}&page_token=1",
                $"{Projects}?organization_id={Globex}",
            ],
            Emulator.Requests.Targets);
    }

    [Fact]
    public async Task With_an_organization_only_that_is_asked()
    {
        IReadOnlyList<LlamaCloudProject> all = await Client.Projects.ListAsync(Globex, false, Cancellation);

        Assert.Equal(s_ids[2..], all.Select(project => project.Id));
        Assert.Equal([$"{Projects}?organization_id={Globex}"], Emulator.Requests.Targets);
    }

    [Theory]
    [InlineData(400)]
    [InlineData(403)]
    [InlineData(404)]
    [InlineData(405)]
    [InlineData(422)]
    public async Task A_key_or_a_service_without_the_newer_list_is_asked_for_the_older(int status)
    {
        Emulator.Faults.Add("GET", Organizations, Fault.Status(status, "not for you"));
        Emulator.Faults.Add("GET", Projects, Fault.Status(status, "not for you"));

        Assert.Equal(s_ids, (await Client.Projects.ListAsync(null, false, Cancellation)).Select(project => project.Id));
        Assert.Equal(s_ids[..2], (await Client.Projects.ListAsync(Acme, false, Cancellation)).Select(project => project.Id));
        Assert.Equal(
            [Organizations, Older, $"{Projects}?organization_id={Acme}", $"{Older}?organization_id={Acme}"], Emulator.Requests.Targets);
    }

    [Fact]
    public async Task Organizations_whose_projects_are_refused_lead_to_the_older_list_and_nothing_comes_twice()
    {
        Emulator.Faults.Add("GET", Projects, Fault.Status(403, "not for you"));

        Assert.Equal(s_ids, (await Client.Projects.ListAsync(null, false, Cancellation)).Select(project => project.Id));
    }

    [Theory]
    [InlineData(401)]
    [InlineData(402)]
    [InlineData(500)]
    [InlineData(503)]
    public async Task Any_other_failure_is_the_answer(int status)
    {
        Emulator.Faults.Add("GET", Organizations, Fault.Status(status, "no"));

        Assert.Equal(status, (await FailureOf(Client.Projects.ListAsync(null, false, Cancellation))).StatusCode);
        Assert.DoesNotContain(Older, Emulator.Requests.Targets);
    }

    [Fact]
    public async Task What_the_older_list_answers_is_the_error_when_it_is_one()
    {
        Emulator.Faults.Add("GET", Organizations, Fault.Status(404, "not here"));
        Emulator.Faults.Add("GET", Older, Fault.Status(403, "not for you"));

        Assert.Equal("not for you", (await FailureOf(Client.Projects.ListAsync(null, false, Cancellation))).Detail);
    }

    [Theory]
    [InlineData(Organizations, "{}")]
    [InlineData(Organizations, "[]")]
    [InlineData(Organizations, """{"items":[{"name":"no id"}]}""")]
    [InlineData(Organizations, """{"items":[null]}""")]
    [InlineData(Projects, """{"items":[{"name":"no id"}]}""")]
    [InlineData(Projects, """{"items":null}""")]
    [InlineData(Projects, """{"items":[null]}""")]
    public async Task An_answer_that_is_no_such_list_is_an_error(string path, string answer)
    {
        Emulator.Faults.Add("GET", path, Fault.Answer(200, "application/json", answer));

        Assert.Equal(LlamaCloudErrorKind.InvalidResponse, (await FailureOf(Client.Projects.ListAsync(null, false, Cancellation))).Kind);
    }

    [Fact]
    public async Task A_project_has_all_its_fields()
    {
        Emulator.Faults.Add("GET", $"{Projects}/{s_ids[0]}", Fault.Answer(200, "application/json", $$"""
            {"id":"{{s_ids[0]}}","name":"Ä","organization_id":"{{Acme}}","is_default":true,"created_at":"2026-03-01T08:00:00.5+02:00","updated_at":null,"ad_hoc":{"x":1} }
            """));
        LlamaCloudProject project = await Client.Projects.GetAsync($" {s_ids[0]} ", Acme, Cancellation);

        Assert.Equal((s_ids[0], "Ä", Acme, true), (project.Id, project.Name, project.OrganizationId, project.IsDefault));
        Assert.Equal(new DateTimeOffset(2026, 3, 1, 6, 0, 0, 500, TimeSpan.Zero), project.CreatedAt);
        Assert.Null(project.UpdatedAt);
        Assert.Contains("ad_hoc", project.AdditionalProperties.Keys);
        Assert.Equal(s_ids[0], project.ToString());
        Assert.Equal($"{Projects}/{s_ids[0]}?organization_id={Acme}", Assert.Single(Emulator.Requests.Targets));
    }

    [Fact]
    public async Task A_project_that_is_not_there_is_a_404_and_what_is_no_id_is_not_asked_for()
    {
        Assert.Equal(404, (await FailureOf(Client.Projects.GetAsync(Acme, null, Cancellation))).StatusCode);
        await Assert.ThrowsAsync<ArgumentException>(() => Client.Projects.GetAsync("../organizations", null, Cancellation));

        Assert.Single(Emulator.Requests.All);
    }

    [Fact]
    public async Task Who_looks_on_does_not_wait_for_a_pause_of_the_key()
    {
        RateGate gate = RateGates.For(Options());
        gate.Refuse(default, TimeSpan.FromSeconds(12));
        LlamaCloudException failure = await FailureOf(Client.Projects.ListAsync(null, isQuick: true, Cancellation));

        Assert.Equal(LlamaCloudErrorKind.RateLimited, failure.Kind);
        Assert.Contains(
            "would have to wait 12 s more because requests are limited, and may wait 2 s in all",
            failure.Message,
            StringComparison.Ordinal);
        Assert.Empty(Emulator.Requests.All);
        Assert.Empty(Clock.Waits);

        Assert.Equal(3, (await Client.Projects.ListAsync(null, isQuick: false, Cancellation)).Count);
        Assert.Equal(12.0, Clock.Seconds[0]);
    }

    [Theory]
    [InlineData(Organizations)]
    [InlineData(Projects)]
    [InlineData(Older)]
    public async Task Who_looks_on_does_not_wait_after_a_429_either(string path)
    {
        if (path == Older)
        {
            Emulator.Faults.Add("GET", Organizations, Fault.Status(404, "not here"));
        }

        Emulator.Faults.Add("GET", path, Fault.Answer(429, "application/json", """{"detail":"slow down"}""", "Retry-After: 5"), times: 1);
        LlamaCloudException failure = await FailureOf(Client.Projects.ListAsync(null, isQuick: true, Cancellation));

        Assert.Equal((429, "slow down"), (failure.StatusCode!.Value, failure.Detail));
        Assert.StartsWith(path, Emulator.Requests.Targets[^1], StringComparison.Ordinal);
        Assert.DoesNotContain(Clock.Seconds, wait => wait > 2);
    }

    [Fact]
    public async Task Who_looks_on_waits_for_a_pause_that_is_short()
    {
        Emulator.Faults.Add("GET", Organizations, Fault.Answer(429, "text/plain", string.Empty, "Retry-After: 1"), times: 1);

        Assert.Equal(3, (await Client.Projects.ListAsync(null, isQuick: true, Cancellation)).Count);
    }
}
