using System;
using System.Diagnostics;
using System.IO;
using System.Linq;

namespace LlamaCloud.Soak;

/// <summary>What this process holds at a moment.</summary>
/// <param name="HeapMegabytes">The managed memory that is in use.</param>
/// <param name="ProcessMegabytes">The memory of the process that is its own.</param>
/// <param name="Handles">Open files, sockets among them; handles on Windows.</param>
/// <param name="Sockets">Open sockets; 0 where that cannot be told.</param>
/// <param name="Threads">Threads.</param>
internal sealed record Vitals(double HeapMegabytes, double ProcessMegabytes, int Handles, int Sockets, int Threads)
{
    private const string OpenFiles = "/proc/self/fd";
    private const double Megabyte = 1024 * 1024;

    public static Vitals Take()
    {
        for (int times = 0; times < 2; times++)
        {
            GC.Collect(GC.MaxGeneration, GCCollectionMode.Forced, blocking: true, compacting: true);
            GC.WaitForPendingFinalizers();
        }

        using Process self = Process.GetCurrentProcess();
        string[] open = Directory.Exists(OpenFiles) ? Directory.GetFiles(OpenFiles) : [];
        return new Vitals(
            GC.GetTotalMemory(forceFullCollection: true) / Megabyte,
            self.PrivateMemorySize64 / Megabyte,
            open.Length > 0 ? open.Length : self.HandleCount,
            open.Count(IsSocket),
            self.Threads.Count);
    }

    private static bool IsSocket(string file)
    {
        try
        {
            return new FileInfo(file).LinkTarget?.StartsWith("socket:", StringComparison.Ordinal) == true;
        }
        catch (IOException)
        {
            // The one by which the folder was read is closed by now.
            return false;
        }
    }
}
