using System;
using System.Diagnostics;
using System.IO;
using System.Net;
using System.Net.Http;
using System.Net.Sockets;
using System.Threading.Tasks;
using LlamaCloud.Demo.Engine;
using LlamaCloud.Emulator;

namespace LlamaCloud.PowerShell.Tests.Webhooks;

/// <summary>A console that runs a script for each delivery that it gets: see <c>Host.ps1</c>.</summary>
internal sealed class ScriptHost : IDisposable
{
    private static readonly TimeSpan s_longest = TimeSpan.FromMinutes(2);

    private readonly Process _process;

    private ScriptHost(Process process, Uri address)
    {
        _process = process;
        Address = address;
    }

    /// <summary>Where it listens.</summary>
    public Uri Address { get; }

    /// <summary>Starts one, and waits until it listens.</summary>
    /// <param name="emulator">The service that the script asks.</param>
    /// <param name="kind"><c>Function</c> or <c>Runbook</c>.</param>
    /// <param name="script">The script.</param>
    /// <param name="folder">Where it may write.</param>
    /// <param name="secret">The secret that it holds deliveries against.</param>
    public static async Task<ScriptHost> StartAsync(ServiceEmulator emulator, string kind, string script, string folder, string secret)
    {
        string file = Path.Combine(folder, kind + ".ps1");
        await File.WriteAllTextAsync(file, script);
        int port = FindPort();
        ProcessStartInfo start = new(Places.Pwsh)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = folder,
        };
        string host = Path.Combine(Places.Repository, "tests", "LlamaCloud.PowerShell.Tests", "Webhooks", "Host.ps1");
        string[] arguments = ["-NoProfile", "-NonInteractive", "-File", host, Places.Manifest, file, kind, $"{port}", secret];
        foreach (string argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        foreach (string name in ModuleVariables.All)
        {
            start.Environment.Remove(name);
        }

        start.Environment["LLAMA_CLOUD_API_KEY"] = emulator.ApiKey;
        start.Environment["LLAMA_CLOUD_BASE_URL"] = emulator.BaseAddress.AbsoluteUri;
        start.Environment["WEBHOOK_FOLDER"] = folder;
        start.Environment["NO_COLOR"] = "1";
        Process process = Process.Start(start)!;
        ScriptHost started = new(process, new Uri($"http://127.0.0.1:{port}/"));
        if (await process.StandardOutput.ReadLineAsync().WaitAsync(s_longest) != "ready")
        {
            string why = await process.StandardError.ReadToEndAsync().WaitAsync(s_longest);
            started.Dispose();
            throw new InvalidOperationException(why);
        }

        return started;
    }

    /// <summary>What came of the next delivery: the status, and what the script wrote.</summary>
    public async Task<string> ReadLineAsync() =>
        await _process.StandardOutput.ReadLineAsync().WaitAsync(s_longest) ?? throw new EndOfStreamException();

    /// <summary>Ends it in its own way, and answers what it still wrote.</summary>
    public async Task<string> EndAsync()
    {
        using HttpClient client = new();
        using HttpResponseMessage answer = await client.GetAsync(new Uri(Address, "end"));
        string rest = await _process.StandardOutput.ReadToEndAsync().WaitAsync(s_longest);
        await _process.WaitForExitAsync().WaitAsync(s_longest);
        return rest + await _process.StandardError.ReadToEndAsync();
    }

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            _process.Kill(entireProcessTree: true);
        }

        _process.Dispose();
    }

    private static int FindPort()
    {
        using TcpListener probe = new(IPAddress.Loopback, 0);
        probe.Start();
        return ((IPEndPoint)probe.LocalEndpoint).Port;
    }
}
