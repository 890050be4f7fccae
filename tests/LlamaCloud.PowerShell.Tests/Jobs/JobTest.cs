using System;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using System.Text.Json.Nodes;
using LlamaCloud.Demo.Engine;
using LlamaCloud.Emulator.Jobs;
using Xunit;
using Shell = System.Management.Automation.PowerShell;

namespace LlamaCloud.PowerShell.Tests.Jobs;

/// <summary>
/// A test of a rule that holds for the jobs of any product. It begins with <see cref="Use"/>; in its scripts <c>&lt;Job&gt;</c> stands for
/// the noun of the product's commands and <c>&lt;id&gt;</c> for the beginning of its ids.
/// </summary>
public abstract class JobTest : ModuleTest
{
    private TestedProduct? _product;

    /// <summary>The product that the test is about.</summary>
    protected TestedProduct Product => _product ?? throw new InvalidOperationException("A test of any job begins with Use(product).");

    /// <summary>The path of its jobs.</summary>
    protected string Route => Product.Route;

    /// <summary>Its jobs: a few in every status to begin with.</summary>
    protected JobStore Jobs => Product.JobsOf(Emulator);

    // As the emulator's own seeds have them, where it has any: in the order of the list these four are the first.
    protected string Done => SeedId(1);

    protected string Second => SeedId(2);

    protected string Third => SeedId(3);

    protected string Fourth => SeedId(4);

    protected string Running => SeedId(5);

    protected string Pending => SeedId(6);

    protected string Failed => SeedId(7);

    protected string Cancelled => SeedId(8);

    /// <summary>One of another project.</summary>
    protected string Elsewhere => SeedId(9);

    /// <summary>The ids of the jobs that are there to begin with.</summary>
    protected IEnumerable<string> Seeds => Enumerable.Range(1, 9).Select(SeedId);

    /// <summary>
    /// Says which product the test is about. Its jobs are <c>$done</c>, <c>$second</c>, <c>$running</c>, <c>$pending</c>, <c>$failed</c>,
    /// <c>$cancelled</c> and <c>$elsewhere</c>; what its Start- command is told is <c>@options</c>.
    /// </summary>
    protected void Use(TestedProduct product)
    {
        _product = product;
        // Who cares says how long.
        Jobs.StoppingFor = TimeSpan.Zero;
        if (Jobs.Count == 0)
        {
            PutSeeds();
        }

        (string Name, string Id)[] jobs =
            [
                ("done", Done), ("second", Second), ("running", Running), ("pending", Pending), ("failed", Failed),
                ("cancelled", Cancelled), ("elsewhere", Elsewhere),
            ];
        foreach ((string name, string id) in jobs)
        {
            Engine.Runspace.SessionStateProxy.SetVariable(name, id);
        }

        Engine.Run($"$options = {product.Options}").OrThrow();
    }

    /// <summary>A script with the product's words in it.</summary>
    protected string In(string script) =>
        script.Replace("<Job>", Product.Noun, StringComparison.Ordinal).Replace("<id>", Product.Prefix, StringComparison.Ordinal);

    /// <inheritdoc cref="HostedEngine.Run"/>
    protected EngineResult Run(string script, Action<string>? verbose = null) => Engine.Run(In(script), verbose);

    /// <inheritdoc cref="HostedEngine.Command"/>
    protected Shell Command(string script) => Engine.Command(In(script));

    /// <summary>An id of the product.</summary>
    protected string Id(string rest) => Product.Prefix + rest;

    /// <summary>The id of an error about its jobs.</summary>
    protected string Error(string end) => Product.Noun + end;

    /// <summary>Gives the service jobs in a status.</summary>
    protected void PutAll(IEnumerable<string> ids, string status, string project = JobStore.DefaultProjectId)
    {
        foreach (string id in ids)
        {
            JsonObject job = Product.Job(id, 1, status);
            job["project_id"] = project;
            Jobs.Put(job);
        }
    }

    /// <summary>An error with its advice apart from it, about the job <c>1</c>.</summary>
    protected void AssertError(ErrorRecord error, string id, ErrorCategory category)
    {
        Assert.Equal((id, category, Id("1")), (IdOf(error), error.CategoryInfo.Category, error.TargetObject));
        Assert.NotEmpty(error.ErrorDetails.RecommendedAction);
        Assert.DoesNotContain(error.ErrorDetails.RecommendedAction, error.ToString(), StringComparison.Ordinal);
        Assert.Equal(error.ToString(), error.Exception.Message);
    }

    protected string? Status(string id) => (string?)Jobs.Find(id, null)?["status"];

    protected static string?[] Ids(EngineResult result) => [.. result.Output.Select(job => job.Properties["Id"].Value as string)];

    private string SeedId(int number) => Id("########-####-4###-8###-############".Replace('#', (char)('0' + number)));

    private void PutSeeds()
    {
        string[] statuses =
            [
                Product.Completed, Product.Completed, Product.Completed, Product.Completed, Product.Running, Product.Pending,
                Product.Failed, Product.Cancelled,
            ];
        foreach ((int i, string status) in statuses.Index())
        {
            Jobs.Put(Product.Job(SeedId(i + 1), 9 - i, status));
        }

        JsonObject failed = Product.Job(Failed, 3, Product.Failed);
        failed["error_message"] = "The file is encrypted and could not be read.";
        Jobs.Put(failed);
        PutAll([Elsewhere], Product.Completed, JobStore.OtherProjectId);
    }
}
