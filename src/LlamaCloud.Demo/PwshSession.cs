using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Linq;
using System.Text;
using LlamaCloud.Demo.Engine;

namespace LlamaCloud.Demo;

/// <summary>A real PowerShell console in a process of its own.</summary>
internal sealed class PwshSession(string pwsh, string module) : IDemoSession
{
    private const string Separator = "<<<next command>>>";

    public string Description => $"a real PowerShell console: {pwsh}";

    public IReadOnlyList<string> Run(IReadOnlyList<string> commands)
    {
        IEnumerable<string> lines =
        [
            "$PSStyle.OutputRendering = 'PlainText'",
            $"Import-Module -Name {ConsolePrograms.Quote(module)} -ErrorAction Stop",
            .. commands.Select(
                command =>
                    $"{ConsolePrograms.Quote(Separator)}; & ([scriptblock]::Create({ConsolePrograms.Quote(command)})) 2>&1 | Out-String "
                        + "-Width 120"),
        ];

        ProcessStartInfo start = new(pwsh) { RedirectStandardOutput = true };
        foreach (string argument in (string[])["-NoProfile", "-NonInteractive", "-OutputFormat", "Text", "-EncodedCommand"])
        {
            start.ArgumentList.Add(argument);
        }

        start.ArgumentList.Add(Convert.ToBase64String(Encoding.Unicode.GetBytes(string.Join('\n', lines))));
        using Process process = Process.Start(start) ?? throw new InvalidOperationException($"{pwsh} did not start.");
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        string[] parts = output.Split(Separator);
        return parts.Length == commands.Count + 1
            ? parts[1..]
            : throw new InvalidOperationException(
                $"{pwsh} ended with exit code {process.ExitCode} before the last command. It printed:{Environment.NewLine}{output}");
    }

    public void Interact()
    {
        ProcessStartInfo start = new(pwsh);
        foreach (string argument in (string[])
            ["-NoLogo", "-NoProfile", "-NoExit", "-Command", $"Import-Module -Name {ConsolePrograms.Quote(module)} -ErrorAction Stop"])
        {
            start.ArgumentList.Add(argument);
        }

        // Ctrl+C is for what runs in the console, and not for the service that it talks to.
        Console.CancelKeyPress += GoOn;
        try
        {
            using Process process = Process.Start(start) ?? throw new InvalidOperationException($"{pwsh} did not start.");
            process.WaitForExit();
        }
        finally
        {
            Console.CancelKeyPress -= GoOn;
        }
    }

    public void Dispose()
    {
    }

    private static void GoOn(object? sender, ConsoleCancelEventArgs pressed) => pressed.Cancel = true;
}
