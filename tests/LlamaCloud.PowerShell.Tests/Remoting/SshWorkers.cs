using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.IO;
using System.Linq;
using System.Net;
using System.Net.Sockets;
using System.Threading.Tasks;
using LlamaCloud.Demo.Engine;
using Xunit;

namespace LlamaCloud.PowerShell.Tests.Remoting;

/// <summary>
/// Machines to work on: an SSH server on this one, under the names worker1 and worker2, with keys made for it. It listens on loopback and
/// ends with the test.
/// </summary>
internal sealed class SshWorkers : IAsyncDisposable
{
    private static readonly TimeSpan s_longest = TimeSpan.FromSeconds(20);

    private readonly string _folder;
    private readonly Process _server;

    private SshWorkers(string folder, Process server)
    {
        _folder = folder;
        _server = server;
    }

    /// <summary>What goes before the PATH, so that <c>ssh</c> knows the workers.</summary>
    public string Programs => Path.Combine(_folder, "bin");

    /// <summary>The processes that have worked or do, in the order in which they began.</summary>
    public IReadOnlyList<int> ProcessIds =>
        [.. new DirectoryInfo(Path.Combine(_folder, "began")).GetFiles().OrderBy(file => file.CreationTimeUtc).Select(file => int.Parse(file.Name, null))];

    /// <summary>The SSH server of this machine; null where there is none.</summary>
    public static string? Server =>
        OperatingSystem.IsWindows() ? null : ConsolePrograms.Find("sshd") ?? (File.Exists("/usr/sbin/sshd") ? "/usr/sbin/sshd" : null);

    /// <summary>Starts the server.</summary>
    /// <param name="folder">Where its files go.</param>
    /// <param name="work">The folder the workers work in.</param>
    /// <param name="address">The address of the service for those that work there.</param>
    public static async Task<SshWorkers> StartAsync(string folder, string work, Uri address)
    {
        string ssh = ConsolePrograms.Find("ssh")!;
        Directory.CreateDirectory(Path.Combine(folder, "began"));
        foreach (string key in (string[])["host", "user"])
        {
            (int exitCode, string output) = await ChildProcess.RunAsync("ssh-keygen", ["-q", "-t", "ed25519", "-N", string.Empty, "-f", Path.Combine(folder, key)]);
            Assert.True(exitCode == 0, output);
        }

        if (Environment.UserName == "root")
        {
            // The server of root gives up its rights in there, and Debian makes it only when the service starts.
            Directory.CreateDirectory("/run/sshd");
        }

        // What a worker has on a machine of its own: its module, its service, and the folder that a session begins in.
        string subsystem = Script(folder, "worker", $"""
            export PSModulePath='{Path.GetDirectoryName(Places.Module)}' LLAMA_CLOUD_BASE_URL='{address}' DOTNET_SYSTEM_GLOBALIZATION_INVARIANT=1
            export HOME='{work}' && touch '{folder}/began/'$$ && exec '{Places.Pwsh}' -sshs -NoLogo -NoProfile
            """);
        int port = FreePort();
        string settings = Path.Combine(folder, "sshd_config");
        await File.WriteAllTextAsync(settings, $"""
            Port {port}
            ListenAddress 127.0.0.1
            HostKey {folder}/host
            AuthorizedKeysFile {folder}/user.pub
            PidFile none
            PasswordAuthentication no
            UsePAM no
            StrictModes no
            Subsystem powershell {subsystem}

            """);
        string client = Path.Combine(folder, "ssh_config");
        await File.WriteAllTextAsync(client, $"""
            Host worker1 worker2
              HostName 127.0.0.1
              Port {port}
              User {Environment.UserName}
              IdentityFile {folder}/user
              IdentitiesOnly yes
              UserKnownHostsFile {folder}/known_hosts
              StrictHostKeyChecking accept-new
              LogLevel ERROR

            """);
        Script(Path.Combine(folder, "bin"), "ssh", $"exec '{ssh}' -F '{client}' \"$@\"");
        SshWorkers workers = new(folder, Process.Start(new ProcessStartInfo(Server!, ["-D", "-f", settings, "-E", Path.Combine(folder, "sshd.log")]))!);
        await workers.WaitUntilItListensAsync(port);
        return workers;
    }

    public async ValueTask DisposeAsync()
    {
        _server.Kill(entireProcessTree: true);
        await _server.WaitForExitAsync();
        _server.Dispose();
    }

    private async Task WaitUntilItListensAsync(int port)
    {
        long begun = Stopwatch.GetTimestamp();
        while (true)
        {
            using TcpClient client = new();
            try
            {
                await client.ConnectAsync(IPAddress.Loopback, port);
                return;
            }
            catch (SocketException) when (!_server.HasExited && Stopwatch.GetElapsedTime(begun) < s_longest)
            {
                await Task.Delay(50);
            }
        }
    }

    private static string Script(string folder, string name, string lines)
    {
        string path = Path.Combine(Directory.CreateDirectory(folder).FullName, name);
        File.WriteAllText(path, $"#!/bin/sh\n{lines}\n");
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }

        return path;
    }

    private static int FreePort()
    {
        using TcpListener listener = new(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
