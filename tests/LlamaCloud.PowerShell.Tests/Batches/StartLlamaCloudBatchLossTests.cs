using System;
using System.Linq;
using System.Management.Automation;
using System.Threading;
using LlamaCloud.Demo.Engine;
using LlamaCloud.Emulator.Faults;
using LlamaCloud.Emulator.Files;
using Xunit;
using Shell = System.Management.Automation.PowerShell;

namespace LlamaCloud.PowerShell.Tests.Batches;

/// <summary>However the command ends, nothing that was made is lost, and running it again makes nothing twice.</summary>
public sealed class StartLlamaCloudBatchLossTests : BatchTest
{
    private const string Night = "$folder.GetFiles() | " + Begin + " -Name night";

    // Every request about one directory, and not the making of it.
    private const string OfDirectory = Directories + "/dir*";

    private static readonly string[] s_names = [.. Enumerable.Range(0, 9).Select(number => $"f{number}.txt")];

    [Fact]
    public void A_run_that_was_stopped_goes_on_with_its_name_and_each_file_is_there_once()
    {
        Write(s_names);
        Emulator.Faults.Add("POST", OfDirectory, Fault.Delay(TimeSpan.Zero), times: 4);
        Emulator.Faults.Add("POST", OfDirectory, Fault.CutAfterWork(), times: 1);
        Emulator.Faults.Add("POST", OfDirectory, Fault.Silence());
        using Shell command = Engine.Command(Night + " -ThrottleLimit 2");
        IAsyncResult running = command.BeginInvoke();
        Assert.True(SpinWait.SpinUntil(() => Uploads >= 6, TimeSpan.FromSeconds(20)));
        command.Stop();
        Assert.ThrowsAny<Exception>(() => { command.EndInvoke(running); });
        Assert.Equal(0, Emulator.Batches.Count);
        Emulator.Faults.Clear();

        int before = Uploads;
        Engine.Run(Night).OrThrow();
        Assert.Equal(s_names, FilesOf(OnlyDirectory().Id));
        // Four were answered, and the fifth was there although nobody heard of it.
        Assert.Equal(s_names.Length - 5, Uploads - before);
        Assert.Equal(1, Emulator.Batches.Count);
    }

    [Fact]
    public void Run_again_after_its_end_it_answers_the_same_batch_and_a_file_that_came_later_is_an_error()
    {
        Write("a.txt", "b.txt");
        PSObject first = Engine.Run(Night).OrThrow().Output.Single();
        Write("late.txt");
        EngineResult again = Engine.Run(Night);

        Assert.Equal(first.Properties["Id"].Value, again.Output.Single().Properties["Id"].Value);
        ErrorRecord error = Assert.Single(again.Errors);
        Assert.Equal("LlamaCloudDirectoryClosed", IdOf(error));
        Assert.Contains($"late.txt' is not in directory '{OnlyDirectory().Id}', and batch '{first.Properties["Id"].Value}' was started without it.", error.ToString(), StringComparison.Ordinal);
        Assert.Equal((2, 1), (Uploads, Emulator.Batches.Count));
    }

    [Fact]
    public void A_batch_that_was_made_with_another_configuration_is_told()
    {
        Write("a.txt");
        Engine.Run(Night).OrThrow();
        EngineResult again = Engine.Run("$null = Set-ParseConfiguration other -Tier fast -Version latest; " + Night.Replace("Parse well", "other", StringComparison.Ordinal) + " 3>&1").OrThrow();
        Assert.Contains(again.Output, one => one.BaseObject is WarningRecord warning && warning.Message.Contains("has another configuration than was given now", StringComparison.Ordinal));
        Assert.Equal(1, Emulator.Batches.Count);
    }

    [Theory]
    [InlineData("", 1)]
    [InlineData(" -WarningAction Stop", 0)]
    public void Files_of_an_earlier_run_that_do_not_come_again_are_told_before_the_batch_is_started(string action, int batches)
    {
        Write("a.txt", "b.txt");
        Emulator.Directories.Add("night", "ephemeral");
        Engine.Run($"Send-LlamaCloudFile *.txt -DirectoryId {OnlyDirectory().Id}").OrThrow();
        System.IO.File.WriteAllText(System.IO.Path.Combine(Folder, "b.txt"), "changed");
        EngineResult result = Engine.Run($"{Night} -WarningVariable global:told{action}");

        Assert.Equal(batches > 0, result.Terminating is null);
        Assert.StartsWith($"1 files of an earlier run are in directory '{OnlyDirectory().Id}' and did not come now", Engine.Run("$told").Output[0].ToString(), StringComparison.Ordinal);
        Assert.Equal((3, batches), (Uploads, Emulator.Batches.Count));
    }

    [Fact]
    public void An_error_that_ends_the_command_says_how_to_go_on()
    {
        Write(s_names);
        Emulator.Faults.Add("POST", OfDirectory, Fault.Delay(TimeSpan.Zero), times: 3);
        Emulator.Faults.Add("POST", OfDirectory, Fault.Status(402, "no credits"));
        EngineResult ended = Engine.Run($"$folder.GetFiles() | {Begin} -ThrottleLimit 1 -WarningVariable global:told");

        Assert.Equal("LlamaCloudFilePaymentRequired", IdOf(ended.Terminating));
        string told = Engine.Run("$told").Output.Single().ToString();
        Assert.StartsWith($"The batch was not started. 3 files are in its directory '{OnlyDirectory().Id}': run the command again with -Name 'batch ", told, StringComparison.Ordinal);
        Emulator.Faults.Clear();
        Engine.Run($"$folder.GetFiles() | {Begin} -Name '{OnlyDirectory().Name}'").OrThrow();
        Assert.Equal((s_names.Length + 1, 1), (Uploads, Emulator.Batches.Count));
    }

    [Fact]
    public void A_batch_of_unknown_outcome_is_made_once()
    {
        Write("a.txt");
        Emulator.Faults.Add("POST", Batches, Fault.CutAfterWork(), times: 1);
        PSObject batch = Engine.Run($"{Begin} a.txt").OrThrow().Output.Single();
        Assert.Equal(Emulator.Batches.Of(null).Single()["id"]!.GetValue<string>(), batch.Properties["Id"].Value);
    }

    [Theory]
    [InlineData("-DirectoryId", "It may have been started all the same: Get-LlamaCloudBatch -DirectoryId {0} lists the batches over it.")]
    [InlineData("-Name", "The files are in directory {0}: with -Name 'night' none is sent again, and no batch is made twice. It may have been started all the same")]
    public void A_batch_that_may_have_been_made_is_told(string how, string words)
    {
        Write("a.txt");
        string inbox = Emulator.Directories.Add("inbox").Id;
        Emulator.Faults.Add("POST", Batches, Fault.CutAfterWork());
        Emulator.Faults.Add("GET", Batches, Fault.Status(400, "no"));
        EngineResult result = Engine.Run(how == "-Name" ? $"{Begin} a.txt -Name night" : $"{Begin} -DirectoryId {inbox}");

        ErrorRecord error = Assert.Single(result.Errors);
        string directory = how == "-Name" ? Emulator.Directories.All[1].Id : inbox;
        Assert.Equal(directory, error.TargetObject);
        Assert.Contains(words.Replace("{0}", directory, StringComparison.Ordinal), error.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("$VerbosePreference = 'Stop'", "")]
    [InlineData("$DebugPreference = 'Stop'", "")]
    [InlineData("", " -WarningAction Stop -Wait")]
    public void A_stream_that_throws_loses_no_batch(string preference, string parameters)
    {
        Write("a.txt");
        string inbox = Emulator.Directories.Add("inbox").Id;
        Emulator.Faults.Add("POST", Batches, Fault.Answer(429, "application/json", """{"detail":"slow"}""", "retry-after-ms: 200"), times: 1);
        EngineResult result = Engine.Run($"{preference}\n{Begin} -DirectoryId {inbox}{parameters}");

        Assert.NotNull(result.Terminating);
        Assert.Equal(Emulator.Batches.Of(null).Select(batch => batch["id"]!.GetValue<string>()), result.Output.Select(batch => (string)batch.Properties["Id"].Value));
    }

    [Fact]
    public void The_name_of_the_directory_is_told_before_it_is_made_and_the_id_of_the_batch_as_it_is()
    {
        Write("a.txt");
        EngineResult result = Engine.Run($"{Begin} a.txt -Name night -Wait -InformationVariable told | Out-Null; $told.MessageData").OrThrow();
        Assert.Equal(
            ["Starting the batch for 'night'.", $"Started batch {Emulator.Batches.Of(null).Single()["id"]} for 'night'."],
            result.Output.Select(notice => notice.ToString()));
    }

    [Fact]
    public void With_an_error_action_of_stop_nothing_is_started_and_what_is_there_is_told()
    {
        Write("a.txt");
        EngineResult result = Engine.Run($"'a.txt', 'gone.txt', '{SeedFiles.Invoice}' | {Begin} -ErrorAction Stop 3>&1");
        Assert.Equal(0, Emulator.Batches.Count);
        Assert.Contains(result.Output, one => one.ToString()!.Contains("run the command again with -Name", StringComparison.Ordinal));
    }
}
