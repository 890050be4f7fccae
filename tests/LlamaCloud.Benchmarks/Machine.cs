using System;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Runtime.InteropServices;

namespace LlamaCloud.Benchmarks;

/// <summary>The machine that this runs on.</summary>
internal static class Machine
{
    public static string Description { get; } = string.Create(
        CultureInfo.InvariantCulture,
        $"{Environment.ProcessorCount} cores ({Processor()}), {GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / 1e9:0} GB of memory, "
            + $"{RuntimeInformation.OSDescription}");

    private static string Processor()
    {
        const string LinuxFile = "/proc/cpuinfo";
        string? name = File.Exists(LinuxFile)
            ? File.ReadLines(LinuxFile)
                .FirstOrDefault(line => line.StartsWith("model name", StringComparison.Ordinal))?.Split(':', 2)[1].Trim()
            : Environment.GetEnvironmentVariable("PROCESSOR_IDENTIFIER");
        return $"{name ?? "of unknown kind"}, {RuntimeInformation.ProcessArchitecture}";
    }
}
