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

namespace LlamaCloud.PowerShell.Tests.Classify;

/// <summary>However a command ends, each job that was made has come out or was told, by its id or its transaction id.</summary>
public sealed class StartClassifyJobLossTests : StartTest
{
    private const string Many = "1..40 | ForEach-Object { '" + SeedFiles.Invoice + "' } | Start-ClassifyJob -Rule $rules -InformationVariable +told -OutVariable +seen";

    private static readonly Fault s_limited = Fault.Answer(429, "application/json", """{"detail":"slow"}""", "retry-after-ms: 200");

    [Theory]
    [InlineData("", " -WarningAction Stop")]
    [InlineData("$WarningPreference = 'Stop'", "")]
    [InlineData("$VerbosePreference = 'Stop'", "")]
    [InlineData("$DebugPreference = 'Stop'", "")]
    [InlineData("$InformationPreference = 'Stop'", "")]
    [InlineData("", " -WarningAction Stop -Wait")]
    public void A_stream_that_throws_loses_no_job(string preference, string parameters)
    {
        Emulator.Faults.Add("POST", Classify, Fault.Delay(TimeSpan.FromMilliseconds(50)), times: 3);
        Emulator.Faults.Add("POST", Classify, s_limited, times: 1);
        EngineResult result = Engine.Run($"{preference}\n{Many}{parameters}");

        Assert.NotNull(result.Terminating);
        Assert.NotEmpty(Made);
        // What was made comes out, and nothing more was begun.
        Assert.Equal(Made.Order(), result.Output.Select(job => (string)job.Properties["Id"].Value).Order());
        Assert.InRange(Made.Length, 1, 20);
    }

    [Fact]
    public void With_Debug_and_nobody_to_ask_each_job_comes_out()
    {
        // The engine asks at each record, and this host refuses to: an engine of its own, since every other test asks nothing.
        using HostedEngine engine = new();
        engine.Run($"Import-Module -Name '{Places.Manifest}'; $rules = @{{ invoice = 'an invoice with a total amount' }}").OrThrow();
        EngineResult result = engine.Run(Many.Replace("1..40", "1..12", StringComparison.Ordinal) + " -Debug");

        Assert.NotEmpty(Made);
        Assert.Equal(Made.Order(), result.Output.Select(job => (string)job.Properties["Id"].Value).Order());
        Assert.InRange(engine.Prompts, 1, int.MaxValue);
    }

    [Fact]
    public void An_upload_that_warns_comes_out_before_the_warning_ends_the_command()
    {
        Write("a.txt");
        Write("b.txt");
        Emulator.Faults.Add("POST", Files, s_limited, times: 1);
        EngineResult result = Engine.Run("$folder.GetFiles() | Send-LlamaCloudFile -WarningAction Stop");

        Assert.NotNull(result.Terminating);
        Assert.Equal(Count("POST", Files) - 1, result.Output.Count);
    }

    [Theory]
    [InlineData("Send-LlamaCloudFile")]
    [InlineData("Start-ClassifyJob -Rule $rules")]
    public void A_pattern_without_a_file_ends_the_command_after_what_is_under_way(string command)
    {
        Write("a.txt");
        Write("b.txt");
        EngineResult result = Engine.Run($"& {{ $folder.GetFiles(); '*.docx' }} | {command} -WarningAction Stop");

        Assert.NotNull(result.Terminating);
        Assert.Equal(2, result.Output.Count);
    }

    [Theory]
    [InlineData("Set-ClassifyConfiguration -Name mine -Rule $rules")]
    [InlineData("Invoke-LlamaCloudApi -Method POST -Path /api/v1/beta/configurations -Body @{ name = 'mine'; parameters = @{ product_type = 'split_v1'; categories = @(@{ name = 'a' }) } }")]
    public void What_one_request_changes_comes_out_before_a_stream_throws(string script)
    {
        EngineResult result = Engine.Run("$VerbosePreference = 'Stop'\n" + script);

        Assert.NotNull(result.Terminating);
        Assert.Single(result.Output);
    }

    [Theory]
    [InlineData(" | ForEach-Object { $_; break }", false)]
    [InlineData(" | ForEach-Object { throw 'enough' }", true)]
    public void What_a_reader_does_not_take_was_told(string reader, bool throws)
    {
        Emulator.Faults.Add("POST", Classify, Fault.Delay(TimeSpan.FromMilliseconds(300)), times: 1);
        EngineResult result = Engine.Run($"do {{ {Many}{reader} }} while ($false)");

        Assert.Equal(throws, result.Terminating is not null);
        AssertSeenOrTold();
    }

    [Fact]
    public void An_upstream_that_throws_leaves_nothing_untold()
    {
        Engine.Run($"& {{ 1..12 | ForEach-Object {{ '{SeedFiles.Invoice}' }}; throw 'broken' }} | Start-ClassifyJob -Rule $rules -InformationVariable +told -OutVariable +seen");

        AssertSeenOrTold();
    }

    [Fact]
    public void Ctrl_C_makes_nothing_more_and_what_was_made_was_told()
    {
        Emulator.Faults.Add("POST", Classify, Fault.Delay(TimeSpan.Zero), times: 3);
        Emulator.Faults.Add("POST", Classify, Fault.CutAfterWork(), times: 2);
        Emulator.Faults.Add("POST", Classify, Fault.Delay(TimeSpan.FromMilliseconds(300)));
        using Shell command = Engine.Command(Many);
        IAsyncResult running = command.BeginInvoke();
        Assert.True(SpinWait.SpinUntil(() => Count("POST", Classify) >= 8, TimeSpan.FromSeconds(20)));
        command.Stop();
        int asked = Count("POST", Classify);
        Assert.ThrowsAny<Exception>(() => { command.EndInvoke(running); });

        Assert.Equal(asked, Count("POST", Classify));
        AssertSeenOrTold();
    }

    [Fact]
    public void An_answer_is_not_held_back_behind_a_slow_one()
    {
        Emulator.Faults.Add("POST", Classify, Fault.Delay(TimeSpan.FromSeconds(5)), times: 1);
        List<TimeSpan> times = [];
        Stopwatch watch = Stopwatch.StartNew();
        Engine.Runspace.SessionStateProxy.SetVariable("note", (Action)(() => times.Add(watch.Elapsed)));
        EngineResult result = Engine.Run(
            $"1..6 | ForEach-Object {{ '{SeedFiles.Invoice}' }} | Start-ClassifyJob -Rule $rules -TransactionId {{ [guid]::NewGuid().ToString() }} | ForEach-Object {{ $note.Invoke(); $_ }}").OrThrow();

        Assert.Equal(6, result.Output.Count);
        Assert.InRange(times[4], TimeSpan.Zero, TimeSpan.FromSeconds(4));
        Assert.InRange(times[5], TimeSpan.FromSeconds(4.9), TimeSpan.MaxValue);
    }

    [Fact]
    public void With_Wait_each_id_is_told_as_it_is_made()
    {
        Engine.Run(Many.Replace("1..40", "1..3", StringComparison.Ordinal) + " -Wait").OrThrow();

        string[] told = [.. Notices().Select(notice => (string?)Property(notice, "JobId")).OfType<string>()];
        Assert.Equal(Made.Order(), told.Order());
    }

    private void AssertSeenOrTold()
    {
        HashSet<string?> told = [.. Notices().Select(notice => (string?)Property(notice, "TransactionId"))];
        Assert.All(Made, id => Assert.Contains((string?)Emulator.Jobs.Find(id, null)!["transaction_id"], told));
        Assert.NotEmpty(Made);
        Assert.InRange(Made.Length, 1, 40);
    }

    private object[] Notices() =>
        [.. ((System.Collections.IEnumerable)Engine.Runspace.SessionStateProxy.GetVariable("told")).Cast<object>().Select(record => ((InformationRecord)PSObject.AsPSObject(record).BaseObject).MessageData)];

    private static object? Property(object notice, string name) => PSObject.AsPSObject(notice).Properties[name]?.Value;
}
