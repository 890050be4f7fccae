using System;
using System.IO;
using System.Linq;

namespace LlamaCloud.Demo.Engine;

/// <summary>What it takes to have something done in a real console.</summary>
public static class ConsolePrograms
{
    /// <summary>Where a program of the PATH is; null when it is not there.</summary>
    /// <param name="name">Its name, without the extension that it has on Windows.</param>
    public static string? Find(string name)
    {
        string[] files = OperatingSystem.IsWindows() ? [name + ".exe", name + ".cmd"] : [name];
        return (Environment.GetEnvironmentVariable("PATH") ?? string.Empty)
            .Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
            .SelectMany(folder => files.Select(file => Path.Combine(folder, file)))
            .FirstOrDefault(File.Exists);
    }

    /// <summary>A text as a literal of PowerShell.</summary>
    public static string Quote(string text) => "'" + text.Replace("'", "''", StringComparison.Ordinal) + "'";
}
