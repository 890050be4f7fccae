using System;
using System.Collections;
using System.Collections.Generic;
using System.ComponentModel;
using System.IO;
using System.Linq;
using System.Runtime.InteropServices;
using System.Text;
using Microsoft.Win32.SafeHandles;

namespace LlamaCloud.PowerShell.Tests.Terminal;

/// <summary>A terminal of the system, of Linux or macOS, and a program that has it as its own.</summary>
internal sealed class PseudoTerminal : IDisposable
{
    private const int ReadWrite = 2;
    private const int Kill = 9;

    // Larger than any system's: what they hold is its own business.
    private const int SizeOfStructure = 1024;

    private static readonly int s_noControl = OperatingSystem.IsMacOS() ? 0x20000 : 0x100;

    // A session of its own, and every signal as a shell would hand it over, whatever the tests were started by.
    private static readonly short s_flags = (short)((OperatingSystem.IsMacOS() ? 0x400 : 0x80) | 0x4 | 0x8);

    private readonly int _process;
    private readonly FileStream _stream;

    private PseudoTerminal(int process, FileStream stream)
    {
        _process = process;
        _stream = stream;
    }

    /// <summary>What the program writes, and what is typed. Once it has ended, a read fails with <see cref="IOException"/>.</summary>
    public Stream Stream => _stream;

    /// <summary>Starts a program in a terminal of this size.</summary>
    /// <param name="columns">How wide it is.</param>
    /// <param name="rows">How high it is.</param>
    /// <param name="program">The program and its arguments.</param>
    /// <param name="environment">Variables for it alone; null takes one away.</param>
    public static PseudoTerminal Start(
        int columns, int rows, IEnumerable<string> program, IEnumerable<KeyValuePair<string, string?>> environment)
    {
        int master = Succeeded(CLibrary.posix_openpt(ReadWrite | s_noControl));
        Succeeded(CLibrary.grantpt(master));
        Succeeded(CLibrary.unlockpt(master));
        byte[] name = new byte[256];
        Checked(CLibrary.ptsname_r(master, name, (nuint)name.Length));

        Dictionary<string, string?> variables = Environment.GetEnvironmentVariables()
            .Cast<DictionaryEntry>()
            .ToDictionary(one => (string)one.Key, one => (string?)one.Value);
        foreach ((string key, string? value) in environment)
        {
            variables[key] = value;
        }

        // The shell says how large it is, and becomes the program.
        string[] arguments = ["sh", "-c", $"stty cols {columns} rows {rows}; exec \"$@\"", "sh", .. program];
        int process = Spawn(
            "/bin/sh", name, master, arguments, [.. variables.Where(one => one.Value is not null).Select(one => $"{one.Key}={one.Value}")]);
        return new PseudoTerminal(
            process, new FileStream(new SafeFileHandle(master, ownsHandle: true), FileAccess.ReadWrite, bufferSize: 0));
    }

    /// <summary>Ends the program; what is being read from it ends too.</summary>
    public void End()
    {
        // What it has started is of its group.
        _ = CLibrary.kill(-_process, Kill);
        _ = CLibrary.waitpid(_process, out _, 0);
    }

    public void Dispose() => _stream.Dispose();

    private static int Spawn(string path, byte[] terminal, int master, string[] arguments, string[] environment)
    {
        IntPtr actions = Marshal.AllocHGlobal(SizeOfStructure);
        IntPtr attributes = Marshal.AllocHGlobal(SizeOfStructure);
        IntPtr[] texts = [.. arguments.Concat(environment).Select(Marshal.StringToCoTaskMemUTF8)];
        try
        {
            byte[] all = Enumerable.Repeat((byte)0xFF, SizeOfStructure).ToArray();
            Checked(CLibrary.posix_spawnattr_init(attributes));
            Checked(CLibrary.posix_spawnattr_setflags(attributes, s_flags));
            Checked(CLibrary.posix_spawnattr_setsigdefault(attributes, all));
            Checked(CLibrary.posix_spawnattr_setsigmask(attributes, new byte[SizeOfStructure]));
            Checked(CLibrary.posix_spawn_file_actions_init(actions));
            // The first terminal that the head of a session opens becomes its own.
            Checked(CLibrary.posix_spawn_file_actions_addopen(actions, 0, terminal, ReadWrite, 0));
            Checked(CLibrary.posix_spawn_file_actions_adddup2(actions, 0, 1));
            Checked(CLibrary.posix_spawn_file_actions_adddup2(actions, 0, 2));
            Checked(CLibrary.posix_spawn_file_actions_addclose(actions, master));
            Checked(CLibrary.posix_spawn(
                out int process,
                Encoding.UTF8.GetBytes(path + '\0'),
                actions,
                attributes,
                [.. texts.Take(arguments.Length), IntPtr.Zero],
                [.. texts.Skip(arguments.Length), IntPtr.Zero]));
            return process;
        }
        finally
        {
            Array.ForEach(texts, Marshal.FreeCoTaskMem);
            Marshal.FreeHGlobal(actions);
            Marshal.FreeHGlobal(attributes);
        }
    }

    private static int Succeeded(int result) => result >= 0 ? result : throw new Win32Exception();

    private static void Checked(int error)
    {
        if (error != 0)
        {
            throw new Win32Exception(error);
        }
    }
}
