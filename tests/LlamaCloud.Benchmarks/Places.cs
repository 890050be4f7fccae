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
}
