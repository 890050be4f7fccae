using System;
using System.Diagnostics;
using System.IO;
using System.Linq;
using System.Management.Automation;
using System.Threading;
using System.Threading.Tasks;
using LlamaCloud.Emulator.Faults;
using Xunit;
using Shell = System.Management.Automation.PowerShell;

namespace LlamaCloud.PowerShell.Tests.Files;

/// <summary>Large files: their memory, how far they are, and how they are stopped.</summary>
public sealed class FileTransferTests : FileTest
{
    private const long Megabyte = 1024 * 1024;

    [Fact]
    public async Task The_largest_file_takes_no_memory_to_speak_of()
    {
        CancellationToken cancellation = TestContext.Current.CancellationToken;
        using (FileStream large = File.Create(Path.Combine(Folder, "large.bin")))
        {
            large.SetLength(512 * Megabyte);
        }

        // The service in a process of its own: here its memory would count.
        ProcessStartInfo start = new(
            "dotnet", [Path.Combine(AppContext.BaseDirectory, "LlamaCloud.Emulator.dll"), "--stop-with-input", "--lifetime", "5"])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        };
        using Process service = Process.Start(start)!;
        try
        {
            Environment.SetEnvironmentVariable("LLAMA_CLOUD_BASE_URL", await service.StandardOutput.ReadLineAsync(cancellation));
            // What is made once in a process is not the file's.
            Put("small.bin");
            Run("Send-LlamaCloudFile small.bin").OrThrow();
            GC.Collect();
            GC.WaitForPendingFinalizers();
            GC.Collect();
            long before = Memory();
            long most = 0;
            using Timer watch = new(_ => most = Math.Max(most, Memory()), null, 0, 20);
            Assert.Single(Run("Send-LlamaCloudFile large.bin").OrThrow().Output);

            Assert.InRange(most - before, long.MinValue, 32 * Megabyte);
        }
        finally
        {
            service.StandardInput.Close();
            if (!service.WaitForExit(TimeSpan.FromSeconds(30)))
            {
                service.Kill();
            }
        }
    }

    [Fact]
    public async Task Past_a_second_it_shows_how_many_bytes_are_on_their_way()
    {
        using (FileStream file = File.Create(Path.Combine(Folder, "a.bin")))
        {
            file.SetLength(8 * Megabyte);
        }

        // As long as nobody reads them, they do not all fit between here and there.
        TaskCompletionSource held = new(TaskCreationOptions.RunContinuationsAsynchronously);
        Emulator.Faults.Add("POST", Route, Fault.Hold(held.Task));
        using Shell command = Engine.Command("Send-LlamaCloudFile a.bin");
        TaskCompletionSource<ProgressRecord> shown = new(TaskCreationOptions.RunContinuationsAsynchronously);
        command.Streams.Progress.DataAdded += (_, added) => shown.TrySetResult(command.Streams.Progress[added.Index]);
        IAsyncResult running = command.BeginInvoke();
        ProgressRecord first = await shown.Task.WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);
        held.SetResult();
        command.EndInvoke(running);

        Assert.Equal("Uploading files", first.Activity);
        Assert.Matches(@"^0, \d\.\d of 8\.0 MB$", first.StatusDescription);
        Assert.InRange(first.PercentComplete, 0, 99);
        Assert.Equal(ProgressRecordType.Completed, command.Streams.Progress.Last().RecordType);
        Assert.Equal(8 * Megabyte, Assert.Single(Uploads).Length);
    }

    [Fact]
    public async Task Ctrl_C_ends_uploads_and_nothing_of_them_is_stored()
    {
        string[] names = [.. Enumerable.Range(0, 6).Select(i => $"f{i}.txt")];
        Array.ForEach(names, name => Put(name, new string('x', 300_000)));
        Emulator.Faults.Add("POST", Route, Fault.Silence());
        Engine.Runspace.SessionStateProxy.SetVariable("names", names);
        TimeSpan taken = await StopAsync("$names | Send-LlamaCloudFile -ThrottleLimit 3", () => Emulator.Requests.WaitForAsync(3));

        // A second is what is promised; the rest is for a machine that is busy.
        Assert.InRange(taken, TimeSpan.Zero, TimeSpan.FromSeconds(5));
        foreach (var request in Emulator.Requests.All)
        {
            Assert.False(await request.Answered);
        }

        Assert.Equal(3, Emulator.Requests.Count);
        Assert.Empty(Uploads);
        // They are held no longer: nobody else could write them.
        new FileStream(Path.Combine(Folder, names[0]), FileMode.Open, FileAccess.ReadWrite, FileShare.None).Dispose();
    }

    [Fact]
    public async Task Ctrl_C_ends_downloads_and_leaves_nothing()
    {
        string id = Store("a.txt");
        TaskCompletionSource begun = new(TaskCreationOptions.RunContinuationsAsynchronously);
        Emulator.PresignedFaults.Add("GET", "/files/*", Fault.BreakInBody("beginning", cut: false, begun));
        TimeSpan taken = await StopAsync($"Save-LlamaCloudFile {id}", async () =>
        {
            await begun.Task;
            await PartialAsync();
        });

        Assert.InRange(taken, TimeSpan.Zero, TimeSpan.FromSeconds(5));
        // At once: a process that was stopped may end before it could clear away anything later.
        Assert.Empty(Names);
        Assert.False(await Emulator.PresignedRequests.All.Single().Answered);
    }

    [Fact]
    public async Task A_reader_that_has_enough_leaves_nothing_either()
    {
        string first = Store("first.txt");
        string second = Store("second.txt");
        // The first is saved only once the second is on its way.
        TaskCompletionSource begun = new(TaskCreationOptions.RunContinuationsAsynchronously);
        Emulator.Faults.Add("GET", $"{Route}/{first}/content", Fault.Hold(begun.Task));
        Emulator.PresignedFaults.Add("GET", "/files/*", Fault.BreakInBody("beginning", cut: false, begun), times: 1);
        await Task.Run(
            () => Run($"'{first}', '{second}' | Save-LlamaCloudFile -PassThru | ForEach-Object {{ throw 'enough' }}"),
            TestContext.Current.CancellationToken);

        Assert.Equal(["first.txt"], Names);
    }

    private async Task PartialAsync()
    {
        while (Names.Length == 0)
        {
            await Task.Delay(10, TestContext.Current.CancellationToken);
        }
    }

    private async Task<TimeSpan> StopAsync(string script, Func<Task> begun)
    {
        using Shell command = Engine.Command(script);
        IAsyncResult running = command.BeginInvoke();
        await begun();
        long start = Stopwatch.GetTimestamp();
        await Task.Run(command.Stop, TestContext.Current.CancellationToken);
        Assert.Throws<PipelineStoppedException>(() => { command.EndInvoke(running); });
        return Stopwatch.GetElapsedTime(start);
    }

    private static long Memory()
    {
        using Process self = Process.GetCurrentProcess();
        return self.WorkingSet64;
    }
}
