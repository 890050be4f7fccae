using System;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using System.Threading.Tasks;
using LlamaCloud.Demo.Engine;
using LlamaCloud.Emulator;
using LlamaCloud.PowerShell.Tests.Contract;
using Xunit;
using Shell = System.Management.Automation.PowerShell;

namespace LlamaCloud.PowerShell.Tests;

/// <summary>A test with an emulator, and an engine in which the built module is imported and points to it.</summary>
public abstract class ModuleTest : IAsyncLifetime
{
    private readonly Dictionary<string, string?> _before = [];
    private readonly List<HostedEngine> _engines = [];
    private readonly Stack<IDisposable> _kept = [];
    private TemporaryFolder? _folder;
    private ContractWatch? _watch;

    protected ServiceEmulator Emulator { get; private set; } = null!;

    protected HostedEngine Engine { get; private set; } = null!;

    /// <summary>A folder of this test's own, which goes with it.</summary>
    protected string Folder => (_folder ??= Keep(new TemporaryFolder())).Path;

    public virtual async ValueTask InitializeAsync()
    {
        foreach (string variable in ModuleVariables.All)
        {
            _before[variable] = Environment.GetEnvironmentVariable(variable);
        }

        ModuleVariables.Clear();
        Emulator = await ServiceEmulator.StartAsync();
        _watch = ContractWatch.Over(Emulator);
        Environment.SetEnvironmentVariable("LLAMA_CLOUD_API_KEY", Emulator.ApiKey);
        Environment.SetEnvironmentVariable("LLAMA_CLOUD_BASE_URL", Emulator.BaseAddress.AbsoluteUri);
        Engine = Start(new HostedEngine());
    }

    public virtual async ValueTask DisposeAsync()
    {
        int prompts = _engines.Sum(engine => engine.Prompts);
        try
        {
            _engines.ForEach(engine => engine.Dispose());
            _watch?.End();
            await Emulator.DisposeAsync();
        }
        finally
        {
            while (_kept.TryPop(out IDisposable? kept))
            {
                kept.Dispose();
            }

            foreach ((string variable, string? value) in _before)
            {
                Environment.SetEnvironmentVariable(variable, value);
            }
        }

        GC.SuppressFinalize(this);
        // Last, so that a test that fails leaves nothing to the next. Nothing the module does may ask the user anything, in any test.
        Assert.Equal(0, prompts);
        Assert.Empty(_watch?.Problems ?? []);
    }

    /// <summary>What TAB offers at the end of a line, as the engine's own completion says.</summary>
    protected CompletionResult[] Complete(string line)
    {
        using Shell command = Engine.Command(string.Empty);
        command.Commands.Clear();
        return [.. CommandCompletion.CompleteInput(line, line.Length, null, command).CompletionMatches];
    }

    /// <summary>
    /// Fails when more than so many requests arrive; that none does only time can show, and too little of it fails nothing.
    /// </summary>
    protected async Task AssertNoMoreAsync(int count)
    {
        Task more = Emulator.Requests.WaitForAsync(count + 1);
        await Task.WhenAny(more, Task.Delay(300));
        Assert.Equal(count, Emulator.Requests.All.Count);
    }

    /// <summary>Says that this test makes the emulator answer what the service's description does not know.</summary>
    protected void LeaveDescription() => _watch = null;

    /// <summary>Disposes of something once the test is over, the last first.</summary>
    protected T Keep<T>(T disposable)
        where T : IDisposable
    {
        _kept.Push(disposable);
        return disposable;
    }

    /// <summary>Imports the module into an engine, which ends with the test.</summary>
    protected HostedEngine Start(HostedEngine engine)
    {
        _engines.Add(engine);
        engine.Run($"Import-Module -Name '{Places.Manifest}' -ErrorAction Stop").OrThrow();
        return engine;
    }

    /// <summary>Lets a request that is held go on once a command has written a verbose line with all of these.</summary>
    protected static Action<string> ReleaseAt(TaskCompletionSource held, params string[] signs) => line =>
    {
        if (signs.All(sign => line.Contains(sign, StringComparison.Ordinal)))
        {
            held.TrySetResult();
        }
    };

    /// <summary>The id of an error that must be there, without the command that wrote it.</summary>
    protected static string IdOf(ErrorRecord? error) => Assert.IsType<ErrorRecord>(error).FullyQualifiedErrorId.Split(',')[0];

    /// <summary>The ids of the errors that were written.</summary>
    protected static string[] IdsOf(EngineResult result) => [.. result.Errors.Select(IdOf)];

    /// <summary>What is shown, without the trailing spaces and the empty lines around it, which are the engine's own.</summary>
    protected static string Lines(string shown) => string.Join('\n', shown.Split('\n').Select(line => line.TrimEnd())).Trim('\n');
}
