using System;
using System.Runtime.InteropServices;

namespace LlamaCloud.PowerShell.Tests.Terminal;

/// <summary>What a terminal takes of the C library, under the names that its manual has.</summary>
internal static class CLibrary
{
#pragma warning disable IDE1006, SYSLIB1054, CA5392 // The loader of the system finds it, on any path.
    [DllImport("libc", SetLastError = true)]
    public static extern int posix_openpt(int flags);

    [DllImport("libc", SetLastError = true)]
    public static extern int grantpt(int master);

    [DllImport("libc", SetLastError = true)]
    public static extern int unlockpt(int master);

    [DllImport("libc")]
    public static extern int ptsname_r(int master, byte[] name, nuint length);

    [DllImport("libc")]
    public static extern int posix_spawn(
        out int process, byte[] path, IntPtr actions, IntPtr attributes, IntPtr[] arguments, IntPtr[] environment);

    [DllImport("libc")]
    public static extern int posix_spawnattr_init(IntPtr attributes);

    [DllImport("libc")]
    public static extern int posix_spawnattr_setflags(IntPtr attributes, short flags);

    [DllImport("libc")]
    public static extern int posix_spawnattr_setsigdefault(IntPtr attributes, byte[] signals);

    [DllImport("libc")]
    public static extern int posix_spawnattr_setsigmask(IntPtr attributes, byte[] signals);

    [DllImport("libc")]
    public static extern int posix_spawn_file_actions_init(IntPtr actions);

    [DllImport("libc")]
    public static extern int posix_spawn_file_actions_addopen(IntPtr actions, int file, byte[] path, int flags, uint mode);

    [DllImport("libc")]
    public static extern int posix_spawn_file_actions_adddup2(IntPtr actions, int from, int to);

    [DllImport("libc")]
    public static extern int posix_spawn_file_actions_addclose(IntPtr actions, int file);

    [DllImport("libc")]
    public static extern int kill(int process, int signal);

    [DllImport("libc")]
    public static extern int waitpid(int process, out int status, int options);
#pragma warning restore IDE1006, SYSLIB1054, CA5392
}
