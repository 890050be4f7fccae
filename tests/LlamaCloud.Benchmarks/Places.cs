using System;
using System.IO;
using System.Linq;
using System.Reflection;

namespace LlamaCloud.Benchmarks;

/// <summary>Where things are.</summary>
internal static class Places
{
    /// <summary>The module as it is published.</summary>
    public static string Module { get; } = typeof(Places).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
        .Single(data => data.Key == "ModuleOutput").Value!.TrimEnd('/', '\\');

    /// <summary>The root of the repository.</summary>
    public static string Root { get; } = Path.GetFullPath(Path.Combine(Module, "..", ".."));

    /// <summary>This program.</summary>
    public static string Self { get; } = typeof(Places).Assembly.Location;

    /// <summary>The emulator, beside this program.</summary>
    public static string Emulator { get; } = Path.Combine(AppContext.BaseDirectory, "LlamaCloud.Emulator.dll");

    /// <summary>Where a program of the PATH is; null when it is not there.</summary>
    public static string? Find(string program)
    {
        string[] names = OperatingSystem.IsWindows() ? [program + ".exe", program + ".cmd"] : [program];
        return (Environment.GetEnvironmentVariable("PATH") ?? string.Empty)
            .Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
            .SelectMany(folder => names.Select(name => Path.Combine(folder, name)))
            .FirstOrDefault(File.Exists);
    }
}
