using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Threading.Tasks;
using LlamaCloud.Demo.Engine;

namespace LlamaCloud.PowerShell.Tests;

/// <summary>A program that a test starts and waits for.</summary>
internal static class ChildProcess
{
    private static readonly TimeSpan s_longest = TimeSpan.FromMinutes(5);

    /// <summary>Runs it to its end and answers what it wrote, errors after the rest.</summary>
    /// <param name="program">The program.</param>
    /// <param name="arguments">Its arguments.</param>
    /// <param name="environment">Variables for it alone. Of those that the module reads it has no other.</param>
    /// <exception cref="TimeoutException">It took five minutes; it has been ended.</exception>
    public static Task<(int ExitCode, string Output)> RunAsync(
        string program, string[] arguments, params (string Name, string? Value)[] environment) =>
        RunAsync(program, arguments, null, environment);

    /// <inheritdoc cref="RunAsync(string, string[], ValueTuple{string, string}[])"/>
    /// <param name="typed">What is typed into it; null for nothing, not even an end.</param>
    public static async Task<(int ExitCode, string Output)> RunAsync(
        string program, string[] arguments, string? typed, (string Name, string? Value)[] environment)
    {
        ProcessStartInfo start = new(program, arguments)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = typed is not null,
        };
        foreach (string name in ModuleVariables.All)
        {
            start.Environment.Remove(name);
        }

        foreach ((string name, string? value) in ((string, string?)[])[("NO_COLOR", "1"), .. environment])
        {
            start.Environment[name] = value;
        }

        using Process process = Process.Start(start)!;
        Task<string> output = process.StandardOutput.ReadToEndAsync();
        Task<string> error = process.StandardError.ReadToEndAsync();
        if (typed is not null)
        {
            await process.StandardInput.WriteAsync(typed);
            process.StandardInput.Close();
        }

        try
        {
            await process.WaitForExitAsync().WaitAsync(s_longest);
        }
        catch (TimeoutException)
        {
            process.Kill(entireProcessTree: true);
            throw;
        }

        return (process.ExitCode, await output + await error);
    }
}
