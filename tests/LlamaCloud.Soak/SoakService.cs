using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Reflection;
using System.Text.Json;

namespace LlamaCloud.Soak;

/// <summary>The other process (see <see cref="SoakServer"/>).</summary>
internal sealed class SoakService : IDisposable
{
    private readonly Process _process;

    private SoakService(Process process)
    {
        _process = process;
        Address = Read();
    }

    /// <summary>Where it listens.</summary>
    public string Address { get; }

    public static SoakService Start() => new(Process.Start(
        new ProcessStartInfo("dotnet", [Assembly.GetExecutingAssembly().Location, "--serve"])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        }) ?? throw new InvalidOperationException("The emulator did not start."));

    /// <summary>Scripts the faults of a round, and takes its key alone.</summary>
    public void Begin(int round, string key)
    {
        _process.StandardInput.WriteLine($"round {round} {key}");
        Read();
    }

    /// <summary>What was made since: of each job its id, then what it can be found by.</summary>
    public IReadOnlyList<string[]> End()
    {
        _process.StandardInput.WriteLine("made");
        return JsonSerializer.Deserialize<string[][]>(Read())!;
    }

    public void Dispose()
    {
        _process.StandardInput.Close();
        if (!_process.WaitForExit(10_000))
        {
            _process.Kill();
        }

        _process.Dispose();
    }

    private string Read() => _process.StandardOutput.ReadLine() ?? throw new InvalidOperationException("The emulator has ended.");
}
