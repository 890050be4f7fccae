using System;
using System.Collections.Generic;
using LlamaCloud.Demo.Engine;
using Xunit;

namespace LlamaCloud.PowerShell.Tests.Jobs;

/// <summary>Documents that come one by one, from somebody who may fail.</summary>
public sealed class StartJobUpstreamTests : DocumentTest
{
    [Theory]
    [EachProduct]
    public void A_job_that_was_started_comes_out_before_the_next_document_is_asked_for(TestedProduct product)
    {
        Use(product);
        Write("a.txt");
        Write("b.txt");
        List<string> names = [];
        using WindowClock clock = new();
        Engine.Runspace.SessionStateProxy.SetVariable("advance", (Action<int>)clock.Advance);
        Engine.Runspace.SessionStateProxy.SetVariable("names", names);
        EngineResult result = Run(
            "& { 'a.txt'; $advance.Invoke(500); 'b.txt'; throw 'enough' } | Start-<Job> @options | ForEach-Object { "
                + "$names.Add($_.FileName) }");

        Assert.Equal("enough", result.Terminating!.ToString());
        Assert.Equal(["a.txt", "b.txt"], names);
        Assert.Equal(2, Made.Length);
    }
}
