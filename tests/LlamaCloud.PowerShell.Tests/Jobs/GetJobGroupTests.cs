using System;
using System.Linq;
using System.Management.Automation;
using LlamaCloud.Demo.Engine;
using LlamaCloud.Emulator.Jobs;
using Xunit;

namespace LlamaCloud.PowerShell.Tests.Jobs;

/// <summary>How many ids share a request, and that nobody can tell from the output.</summary>
public sealed class GetJobGroupTests : GroupTest
{
    [Theory]
    [EachProduct]
    public void A_thousand_ids_are_ten_requests(TestedProduct product)
    {
        Use(product);
        string[] ids = Put(1000);
        // Not in the order in which the service lists them.
        new Random(1).Shuffle(ids);

        Assert.Equal(ids, Ids(Run(ids, "$ids | Get-<Job>").OrThrow()));
        Assert.Equal(10, Lists.Length);
        Assert.Equal(10, Emulator.Requests.All.Count);
        Assert.All(Lists, target => Assert.StartsWith($"{Route}?page_size=100&job_ids={Product.Prefix}", target, StringComparison.Ordinal));
        // They may arrive in any order.
        Assert.Equal(ids.Chunk(100).Select(Line).Order(), Lists.Select(list => Line(JobIds(list))).Order());
    }

    [Theory]
    [EachProduct]
    public void An_array_is_grouped_as_a_pipeline_is(TestedProduct product)
    {
        Use(product);
        string[] ids = Put(150);

        Assert.Equal(ids, Ids(Run(ids, "Get-<Job> -JobId $ids").OrThrow()));
        Assert.Equal([50, 100], Emulator.Requests.Targets.Select(target => JobIds(target).Length).Order());
    }

    [Theory]
    [EachProduct]
    public void One_id_alone_is_asked_for_as_such(TestedProduct product)
    {
        Use(product);
        string[] ids = Put(101);
        Run(ids, "Get-<Job> $ids[0]; $ids[1] | Get-<Job>").OrThrow();
        Assert.Equal([Product.One(ids[0]), Product.One(ids[1])], Emulator.Requests.Targets);

        Assert.Equal(ids, Ids(Run(ids, "$ids | Get-<Job>").OrThrow()));
        Assert.Equal(4, Emulator.Requests.All.Count);
        Assert.Contains(Product.One(ids[100]), Emulator.Requests.Targets);
    }

    [Theory]
    [EachProduct]
    public void No_grouping_asks_for_each(TestedProduct product)
    {
        Use(product);
        string[] ids = Put(3);

        Assert.Equal(ids, Ids(Run(ids, "$ids | Get-<Job> -NoGrouping -ThrottleLimit 1").OrThrow()));
        Assert.Equal(ids.Select(Product.One), Emulator.Requests.Targets);
    }

    [Theory]
    [EachProduct]
    public void A_group_is_of_one_project(TestedProduct product)
    {
        Use(product);
        string[] projects = [JobStore.DefaultProjectId, JobStore.OtherProjectId];
        string[] ids = Put(250, i => projects[i % 2]);
        Engine.Runspace.SessionStateProxy.SetVariable("projects", projects);

        Assert.Equal(
            ids,
            Ids(
                Run(
                    ids,
                    "0..249 | ForEach-Object { [pscustomobject]@{ JobId = $ids[$_]; project_id = $projects[$_ % 2] } } | "
                        + "Get-<Job>").OrThrow()));
        Assert.Equal(4, Emulator.Requests.All.Count);
        Assert.Equal([25, 25, 100, 100], Lists.Select(list => JobIds(list).Length).Order());
        foreach (string list in Lists)
        {
            string project = Assert.Single(Values(list, "project_id"));
            Assert.All(JobIds(list), id => Assert.Equal(project, projects[Array.IndexOf(ids, id) % 2]));
        }
    }

    [Theory]
    [EachProduct]
    public void A_group_is_of_one_organization(TestedProduct product)
    {
        Use(product);
        const string One = "0f8fad5b-d9cb-469f-a165-70867728950e";
        const string Other = "1f8fad5b-d9cb-469f-a165-70867728950e";
        string[] ids = Put(4);
        Engine.Runspace.SessionStateProxy.SetVariable("organizations", new[] { One, Other });

        Assert.Equal(
            ids,
            Ids(
                Run(
                    ids,
                    "0..3 | ForEach-Object { @{ JobId = $ids[$_]; organization_id = $organizations[$_ % 2] } } | Get-<Job> -ThrottleLimit "
                        + "1").OrThrow()));
        Assert.Equal(
            [(One, Line([ids[0], ids[2]])), (Other, Line([ids[1], ids[3]]))],
            Lists.Select(list => (Values(list, "organization_id").Single(), Line(JobIds(list)))).Order());
    }

    [Theory]
    [EachProduct('a', 4)]
    // In an address this character is six.
    [EachProduct('ü', 20)]
    public void An_address_has_at_most_6000_characters(TestedProduct product, char letter, int requests)
    {
        Use(product);
        string[] ids = [.. Enumerable.Range(0, 100).Select(i => Id($"{i:000}-").PadRight(180, letter))];
        foreach (string id in ids)
        {
            Jobs.Put(Product.Job(id, 1, Product.Pending));
        }

        Assert.Equal(
            ids,
            Ids(
                Run(
                    ids,
                    $"$ids | Get-<Job> -ProjectId {JobStore.DefaultProjectId} -OrganizationId "
                        + "0f8fad5b-d9cb-469f-a165-70867728950e").OrThrow()));
        Assert.Equal(requests, Lists.Length);
        Assert.Equal(requests, Emulator.Requests.All.Count);
        Assert.All(Lists, target => Assert.InRange(Emulator.BaseAddress.GetLeftPart(UriPartial.Authority).Length + target.Length, 0, 6000));
    }

    [Theory]
    [EachProduct]
    public void An_id_that_repeats_is_asked_for_once_and_written_as_often_as_it_came(TestedProduct product)
    {
        Use(product);
        string[] ids = Put(3);
        string[] all = [ids[0], ids[1], ids[0], ids[2], ids[0]];

        Assert.Equal(all, Ids(Run(all, "$ids | Get-<Job>").OrThrow()));
        Assert.Equal(ids, JobIds(Assert.Single(Emulator.Requests.Targets)));
    }

    [Theory]
    [EachProduct]
    public void What_a_group_does_not_return_has_its_own_error_in_its_place(TestedProduct product)
    {
        Use(product);
        string[] ids = Put(3);
        EngineResult result = Run([ids[0], Id("x"), ids[1], Elsewhere, ids[2], Id("x")], "$ids | Get-<Job> *>&1").OrThrow();

        Assert.Equal(
            [ids[0], "! " + Id("x"), ids[1], "! " + Elsewhere, ids[2], "! " + Id("x")],
            result.Output.Select(one => one.BaseObject is ErrorRecord error ? "! " + error.TargetObject : one.Properties["Id"].Value));
        ErrorRecord missing = (ErrorRecord)result.Output[1].BaseObject;
        Assert.Equal(Error("NotFound"), IdOf(missing));
        Assert.StartsWith(
            $"{Product.Title} '{Id("x")}' was not found. The service says: {Product.Title} {Id("x")} not found.",
            missing.ToString(),
            StringComparison.Ordinal);
        Assert.Equal([ids[0], Id("x"), ids[1], Elsewhere, ids[2]], JobIds(Emulator.Requests.Targets[0]));
        Assert.Equal(
            [Product.One(Elsewhere), Product.One(Id("x")), Product.One(Id("x"))],
            Emulator.Requests.Targets.Skip(1).Order(StringComparer.Ordinal));
    }

    [Theory]
    [EachProduct]
    public void A_group_is_complete_where_the_service_gives_smaller_pages(TestedProduct product)
    {
        Use(product);
        string[] ids = Put(100);
        Jobs.LargestPage = 20;

        Assert.Equal(ids, Ids(Run(ids, "$ids | Get-<Job>").OrThrow()));
        Assert.Equal(
            [null, "after-20", "after-40", "after-60", "after-80"],
            Emulator.Requests.Targets.Select(target => Values(target, "page_token").SingleOrDefault()));
        Assert.All(Emulator.Requests.Targets, target => Assert.Equal(ids, JobIds(target)));
    }

    [Theory]
    [EachProduct]
    public void Where_the_service_ignores_the_ids_each_is_asked_for_alone(TestedProduct product)
    {
        Use(product);
        string[] all = Put(250);
        Jobs.ListIgnoresIds = true;
        // The last that a list of everything would come to, and one of its first page.
        string first = (string)Jobs.Of(null)[0]["id"]!;
        string[] ids = [.. all.Except(Jobs.Of(null).Take(200).Select(job => (string)job["id"]!)).Take(4), first];

        Assert.Equal(ids, Ids(Run(ids, "$ids | Get-<Job>").OrThrow()));
        Assert.Single(Lists);
        Assert.Equal(ids[..4].Select(Product.One), Emulator.Requests.Targets.Skip(1).Order(StringComparer.Ordinal));
    }

    [Theory]
    [EachProduct]
    public void A_bad_id_keeps_its_place_among_groups(TestedProduct product)
    {
        Use(product);
        string[] ids = Put(2);
        EngineResult result = Run(ids, "$ids[0], [pscustomobject]@{ x = 1 }, $ids[1] | Get-<Job> *>&1").OrThrow();

        Assert.Equal(
            [ids[0], null, ids[1]], result.Output.Select(one => one.BaseObject is ErrorRecord ? null : one.Properties["Id"].Value));
        Assert.Equal(Error("IdMissing"), IdOf((ErrorRecord)result.Output[1].BaseObject));
        Assert.Equal(ids, JobIds(Assert.Single(Emulator.Requests.Targets)));
    }
}
