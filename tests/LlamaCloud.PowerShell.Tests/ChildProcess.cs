using System;
using System.Diagnostics;
using System.Threading.Tasks;

namespace LlamaCloud.PowerShell.Tests;

/// <summary>A program that a test starts and waits for.</summary>
internal static class ChildProcess
{
    private static readonly TimeSpan s_longest = TimeSpan.FromMinutes(5);

    /// <summary>Runs it to its end and answers what it wrote, errors after the rest.</summary>
    /// <exception cref="TimeoutException">It took five minutes; it has been ended.</exception>
    public static async Task<(int ExitCode, string Output)> RunAsync(ProcessStartInfo start)
    {
        start.RedirectStandardOutput = true;
        start.RedirectStandardError = true;
        start.Environment["NO_COLOR"] = "1";
        using Process process = Process.Start(start)!;
        Task<string> output = process.StandardOutput.ReadToEndAsync();
        Task<string> error = process.StandardError.ReadToEndAsync();
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
