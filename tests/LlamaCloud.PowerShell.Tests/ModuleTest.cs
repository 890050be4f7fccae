using System;
using System.Collections.Generic;
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
    private ContractWatch? _watch;

    protected ServiceEmulator Emulator { get; private set; } = null!;

    protected HostedEngine Engine { get; private set; } = null!;

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
        // Nothing the module does may ask the user anything, in any test.
        Assert.All(_engines, engine => Assert.Equal(0, engine.Prompts));
        _engines.ForEach(engine => engine.Dispose());
        await Emulator.DisposeAsync();
        foreach ((string variable, string? value) in _before)
        {
            Environment.SetEnvironmentVariable(variable, value);
        }

        Assert.Empty(_watch?.Problems ?? []);
        GC.SuppressFinalize(this);
    }

    /// <summary>What TAB offers at the end of a line, as the engine's own completion says.</summary>
    protected CompletionResult[] Complete(string line)
    {
        using Shell command = Engine.Command(string.Empty);
        command.Commands.Clear();
        return [.. CommandCompletion.CompleteInput(line, line.Length, null, command).CompletionMatches];
    }

    /// <summary>Says that this test makes the emulator answer what the service's description does not know.</summary>
    protected void LeaveDescription() => _watch = null;

    /// <summary>Imports the module into an engine, which ends with the test.</summary>
    protected HostedEngine Start(HostedEngine engine)
    {
        _engines.Add(engine);
        engine.Run($"Import-Module -Name '{Places.Manifest}' -ErrorAction Stop").OrThrow();
        return engine;
    }
}
