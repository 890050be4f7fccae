using System;
using System.Diagnostics;
using System.Linq;
using System.Threading.Tasks;
using LlamaCloud.Emulator.Classify;
using LlamaCloud.Emulator.Faults;
using LlamaCloud.Emulator.Files;
using LlamaCloud.Emulator.Jobs;
using Xunit;

namespace LlamaCloud.PowerShell.Tests.Terminal;

/// <summary>What somebody at a prompt sees, in a real console with PSReadLine, in a terminal of 80 columns.</summary>
public sealed class InteractiveTests : ModuleTest
{
    private const string Classify = "/api/v2/classify";

    private InteractiveSession _console = null!;

    public override async ValueTask InitializeAsync()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "A terminal is opened as Linux and macOS do it.");
        await base.InitializeAsync();
        _console = await InteractiveSession.StartAsync(Folder, Emulator.BaseAddress, Emulator.ApiKey);
    }

    public override async ValueTask DisposeAsync()
    {
        if (_console is not null)
        {
            await _console.DisposeAsync();
        }

        if (Emulator is not null)
        {
            await base.DisposeAsync();
        }
    }

    [Fact]
    public async Task Ctrl_C_in_a_full_window_gives_the_prompt_back_and_what_was_made_is_known()
    {
        Emulator.Faults.Add("POST", Classify, Fault.Delay(TimeSpan.Zero), times: 3);
        Emulator.Faults.Add("POST", Classify, Fault.Silence());
        _console.Type(
            $"1..40 | % {{ '{SeedFiles.Invoice}' }} | Start-ClassifyJob -Rule @{{ invoice = 'an invoice with a total' }} "
                + "-InformationVariable told -OutVariable made\r");
        await Emulator.Requests.WaitForAsync(3 + 8);
        await _console.WaitForAsync(
            screen => screen.Lines.Count(IsRow) == 3 && screen.Lines.Any(IsBar("Starting classify jobs [3 ")));
        long begun = Stopwatch.GetTimestamp();
        _console.Type(InteractiveSession.CtrlC);
        await _console.WaitForPromptAsync();
        TimeSpan taken = Stopwatch.GetElapsedTime(begun);

        // A second is what is promised; the rest is for a machine that is busy.
        Assert.InRange(taken, TimeSpan.Zero, TimeSpan.FromSeconds(5));
        Assert.Equal(3 + 8, Emulator.Requests.Count);
        // What did not come out can be found: a transaction id for each request that was sent was told.
        _console.Type("$told.MessageData.TransactionId; \"$($made.Count) came out\"\r");
        await _console.WaitForAsync(screen => screen.Lines.Contains("3 came out"));
        string[] told = [.. _console.See(screen => screen.Lines).Where(line => Guid.TryParse(line, out _)).Distinct()];
        Assert.InRange(told.Length, 3 + 8, 40);
        string[] made = [.. Emulator.Jobs.Of(null).Select(job => (string?)job["transaction_id"]).OfType<string>()];
        Assert.Equal(3, made.Intersect(told).Count());
        Assert.DoesNotContain(_console.See(screen => screen.Lines), line => line.StartsWith("Starting", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("Get-ClassifyJob -Status ", "PENDING", "COMPLETED", "FAILED", "CANCELLED")]
    [InlineData("Get-ClassifyJob -ProjectId ", "Default", "Invoices 2026")]
    public async Task Tab_lists_what_there_is(string line, params string[] words)
    {
        bool AreListed(Screen screen) => words.All(
            word => screen.Lines.Any(
                one => !one.StartsWith(InteractiveSession.Prompt, StringComparison.Ordinal)
                    && one.Contains(word, StringComparison.Ordinal)));

        _console.Type(line);
        // On a busy machine the first one may find that the service takes long; what it asked for goes on, and a later one has it.
        for (int i = 0; i < 10 && !_console.See(AreListed); i++)
        {
            int bells = _console.See(screen => screen.Bells);
            _console.Type("\t");
            await _console.WaitForAsync(screen => screen.Bells > bells || AreListed(screen));
        }

        Assert.True(_console.See(AreListed), _console.See(screen => string.Join('\n', screen.Lines)));
    }

    [Fact]
    public async Task Progress_fits_its_line_and_goes_when_it_is_done()
    {
        string[] ids = [.. Enumerable.Range(1, 4).Select(SeedJobs.NumberedId)];
        Array.ForEach(ids, id => Emulator.Jobs.Put(SeedJobs.Completed(id, 1, "invoice", 0.9, "It has a total.")));
        TaskCompletionSource held = new(TaskCreationOptions.RunContinuationsAsynchronously);
        Emulator.Faults.Add("GET", $"{Classify}/{ids[3]}", Fault.Hold(held.Task));
        _console.Type($"$jobs = '{string.Join("', '", ids)}' | Get-ClassifyJob -NoGrouping; \"$($jobs.Count) jobs\"\r");

        await _console.WaitForAsync(screen => screen.Lines.Any(IsBar("Getting classify jobs [3 ")));
        string bar = _console.See(screen => screen.Lines.Single(line => line.StartsWith("Getting", StringComparison.Ordinal)));
        held.SetResult();
        await _console.WaitForAsync(screen => screen.Lines.Contains("4 jobs") && screen.BeforeCursor == InteractiveSession.Prompt);

        Assert.EndsWith("]", bar, StringComparison.Ordinal);
        Assert.DoesNotContain(_console.See(screen => screen.Lines), line => line.StartsWith("Getting", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_table_is_in_colour_and_its_columns_stay_in_line()
    {
        _console.Type($"Get-ClassifyJob {SeedJobs.Invoice}, {SeedJobs.Failed}\r");
        await _console.WaitForAsync(
            screen => screen.Lines.Any(line => line.StartsWith(SeedJobs.Failed, StringComparison.Ordinal))
                && screen.BeforeCursor == InteractiveSession.Prompt);

        string header = _console.See(screen => screen.Lines.Single(line => line.StartsWith("Id  ", StringComparison.Ordinal)));
        int column = header.IndexOf("Status", StringComparison.Ordinal);
        foreach ((string id, string status, string style) in ((string, string, string)[])
            [(SeedJobs.Invoice, "COMPLETED", "32"), (SeedJobs.Failed, "FAILED", "31")])
        {
            string row = _console.See(screen => screen.Lines.Single(line => line.StartsWith(id, StringComparison.Ordinal)));
            Assert.Equal(column, row.IndexOf(status, StringComparison.Ordinal));
            Assert.Equal(style, _console.See(screen => screen.StyleOf(status)));
            Assert.Equal(string.Empty, _console.See(screen => screen.StyleOf(id)));
        }
    }

    private static Func<string, bool> IsBar(string beginning) => line => line.StartsWith(beginning, StringComparison.Ordinal);

    private static bool IsRow(string line) => line.StartsWith("clj-", StringComparison.Ordinal);
}
