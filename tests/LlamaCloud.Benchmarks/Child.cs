using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Threading;
using System.Threading.Tasks;

namespace LlamaCloud.Benchmarks;

/// <summary>A program with its arguments.</summary>
internal sealed record Child(string Program, params string[] Arguments)
{
    private static readonly TimeSpan s_longest = TimeSpan.FromMinutes(4);

    /// <summary>Where it starts; null for where this program is.</summary>
    public string? Folder { get; init; }

    /// <summary>Runs it to its end, within bounds, and answers what it printed.</summary>
    /// <exception cref="InvalidOperationException">It failed; the message has what it printed.</exception>
    public async Task<string> RunAsync(IReadOnlyDictionary<string, string> environment, CancellationToken end)
    {
        using CancellationTokenSource bounded = CancellationTokenSource.CreateLinkedTokenSource(end);
        bounded.CancelAfter(s_longest);
        using Process process = Start(environment);
        // Nobody is there to answer: what asks meets the end of its input.
        process.StandardInput.Close();
        try
        {
            Task<string> output = process.StandardOutput.ReadToEndAsync(bounded.Token);
            string errors = await process.StandardError.ReadToEndAsync(bounded.Token);
            await process.WaitForExitAsync(bounded.Token);
            return process.ExitCode == 0
                ? await output
                : throw new InvalidOperationException(
                    $"{Program} {string.Join(' ', Arguments)} ended with {process.ExitCode}: {await output} {errors}");
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw;
        }
    }

    /// <summary>Starts it.</summary>
    public Process Start(IReadOnlyDictionary<string, string> environment)
    {
        ProcessStartInfo start = new(Program, Arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = Folder ?? AppContext.BaseDirectory,
        };
        foreach ((string name, string value) in environment)
        {
            start.Environment[name] = value;
        }

        return Process.Start(start) ?? throw new InvalidOperationException($"{Program} did not start.");
    }
}
