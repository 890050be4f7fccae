using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Linq;
using System.Management.Automation;
using System.Threading;
using LlamaCloud.Demo.Engine;
using LlamaCloud.Emulator.Faults;
using LlamaCloud.Emulator.Files;
using Xunit;
using Shell = System.Management.Automation.PowerShell;

namespace LlamaCloud.PowerShell.Tests.Jobs;

/// <summary>However a command ends, each job that was made has come out or was told, by its id or its transaction id.</summary>
public sealed class StartJobLossTests : DocumentTest
{
    private const string Many = "1..40 | ForEach-Object { '" + SeedFiles.Invoice
        + "' } | Start-<Job> @options -InformationVariable +told -OutVariable +seen";

    private static readonly Fault s_limited = Fault.Answer(429, "application/json", """{"detail":"slow"}""", "retry-after-ms: 200");

    [Theory]
    [EachProduct("", " -WarningAction Stop")]
    [OneProduct("$WarningPreference = 'Stop'", "")]
    [EachProduct("$VerbosePreference = 'Stop'", "")]
    [OneProduct("$DebugPreference = 'Stop'", "")]
    [OneProduct("$InformationPreference = 'Stop'", "")]
    [EachProduct("", " -WarningAction Stop -Wait")]
    public void A_stream_that_throws_loses_no_job(TestedProduct product, string preference, string parameters)
    {
        Use(product);
        Emulator.Faults.Add("POST", Route, Fault.Delay(TimeSpan.FromMilliseconds(50)), times: 3);
        Emulator.Faults.Add("POST", Route, s_limited, times: 1);
        EngineResult result = Run($"{preference}\n{Many}{parameters}");

        Assert.NotNull(result.Terminating);
        Assert.NotEmpty(Made);
        // What was made comes out, and nothing more was begun.
        Assert.Equal(Made.Order(), result.Output.Select(job => (string)job.Properties["Id"].Value).Order());
        Assert.InRange(Made.Length, 1, 20);
    }

    [Theory]
    [EachProduct]
    public void With_Debug_and_nobody_to_ask_each_job_comes_out(TestedProduct product)
    {
        Use(product);
        // The engine asks at each record, and this host refuses to: an engine of its own, since every other test asks nothing.
        using HostedEngine engine = new();
        engine.Run($"Import-Module -Name '{Places.Manifest}'; $options = {product.Options}").OrThrow();
        EngineResult result = engine.Run(In(Many).Replace("1..40", "1..12", StringComparison.Ordinal) + " -Debug");

        Assert.NotEmpty(Made);
        Assert.Equal(Made.Order(), result.Output.Select(job => (string)job.Properties["Id"].Value).Order());
        Assert.InRange(engine.Prompts, 1, int.MaxValue);
    }

    [Theory]
    [EachProduct]
    public void A_pattern_without_a_file_ends_the_command_after_what_is_under_way(TestedProduct product)
    {
        Use(product);
        Write("a.txt");
        Write("b.txt");
        EngineResult result = Run("& { $folder.GetFiles(); '*.docx' } | Start-<Job> @options -WarningAction Stop");

        Assert.NotNull(result.Terminating);
        Assert.Equal(2, result.Output.Count);
    }

    [Theory]
    [EachProduct(" | ForEach-Object { $_; break }", false)]
    [EachProduct(" | ForEach-Object { throw 'enough' }", true)]
    public void What_a_reader_does_not_take_was_told(TestedProduct product, string reader, bool throws)
    {
        Use(product);
        Emulator.Faults.Add("POST", Route, Fault.Delay(TimeSpan.FromMilliseconds(300)), times: 1);
        EngineResult result = Run($"do {{ {Many}{reader} }} while ($false)");

        Assert.Equal(throws, result.Terminating is not null);
        AssertSeenOrTold();
    }

    [Theory]
    [EachProduct]
    public void An_upstream_that_throws_leaves_nothing_untold(TestedProduct product)
    {
        Use(product);
        Run(
            $"& {{ 1..12 | ForEach-Object {{ '{SeedFiles.Invoice}' }}; throw 'broken' }} | Start-<Job> @options -InformationVariable "
                + $"+told -OutVariable +seen");

        AssertSeenOrTold();
    }

    [Theory]
    [EachProduct]
    public void Ctrl_C_makes_nothing_more_and_what_was_made_was_told(TestedProduct product)
    {
        Use(product);
        Emulator.Faults.Add("POST", Route, Fault.Delay(TimeSpan.Zero), times: 3);
        Emulator.Faults.Add("POST", Route, Fault.CutAfterWork(), times: 2);
        Emulator.Faults.Add("POST", Route, Fault.Delay(TimeSpan.FromMilliseconds(300)));
        using Shell command = Command(Many);
        IAsyncResult running = command.BeginInvoke();
        Assert.True(SpinWait.SpinUntil(() => Count("POST", Route) >= 8, TimeSpan.FromSeconds(20)));
        command.Stop();
        int asked = Count("POST", Route);
        Assert.ThrowsAny<Exception>(() => { command.EndInvoke(running); });

        Assert.Equal(asked, Count("POST", Route));
        AssertSeenOrTold();
    }

    [Theory]
    [OneProduct(TakesTransactionId = true)]
    public void An_answer_is_not_held_back_behind_a_slow_one(TestedProduct product)
    {
        Use(product);
        Emulator.Faults.Add("POST", Route, Fault.Delay(TimeSpan.FromSeconds(5)), times: 1);
        List<TimeSpan> times = [];
        Stopwatch watch = Stopwatch.StartNew();
        Engine.Runspace.SessionStateProxy.SetVariable("note", (Action)(() => times.Add(watch.Elapsed)));
        EngineResult result = Run(
            $"1..6 | ForEach-Object {{ '{SeedFiles.Invoice}' }} | Start-<Job> @options -TransactionId {{ [guid]::NewGuid().ToString() }} "
                + $"| ForEach-Object {{ $note.Invoke(); $_ }}").OrThrow();

        Assert.Equal(6, result.Output.Count);
        Assert.InRange(times[4], TimeSpan.Zero, TimeSpan.FromSeconds(4));
        Assert.InRange(times[5], TimeSpan.FromSeconds(4.9), TimeSpan.MaxValue);
    }

    [Theory]
    [EachProduct]
    public void With_Wait_each_id_is_told_as_it_is_made(TestedProduct product)
    {
        Use(product);
        Run(Many.Replace("1..40", "1..3", StringComparison.Ordinal) + " -Wait").OrThrow();

        string[] told = [.. Notices().Select(notice => (string?)Property(notice, "JobId")).OfType<string>()];
        Assert.Equal(Made.Order(), told.Order());
    }

    private void AssertSeenOrTold()
    {
        HashSet<string?> told = [.. Notices().Select(notice => (string?)Property(notice, Product.TraceProperty))];
        Assert.All(Made, id => Assert.Contains(Product.Trace(Jobs.Find(id, null)!), told));
        Assert.NotEmpty(Made);
        Assert.InRange(Made.Length, 1, 40);
    }

    private object[] Notices() =>
        [
            .. ((System.Collections.IEnumerable)Engine.Runspace.SessionStateProxy.GetVariable("told"))
                .Cast<object>()
                .Select(record => ((InformationRecord)PSObject.AsPSObject(record).BaseObject).MessageData),
        ];

    private static object? Property(object notice, string name) => PSObject.AsPSObject(notice).Properties[name]?.Value;
}
