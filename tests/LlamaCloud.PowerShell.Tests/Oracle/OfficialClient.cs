using System;
using System.IO;
using System.Text.Json.Nodes;
using System.Threading.Tasks;
using LlamaCloud.Demo.Engine;
using LlamaCloud.Emulator;
using Xunit;

namespace LlamaCloud.PowerShell.Tests.Oracle;

/// <summary>The client of the service's maker for Node, installed once for all tests of a class.</summary>
public sealed class OfficialClient : IAsyncLifetime
{
    private readonly TemporaryFolder _folder = new();

    /// <summary>Why it cannot be had; empty where it is there.</summary>
    public string Missing { get; private set; } = string.Empty;

    public async ValueTask InitializeAsync() => Missing = await NpmPackages.InstallAsync(_folder.Path);

    public ValueTask DisposeAsync()
    {
        _folder.Dispose();
        return ValueTask.CompletedTask;
    }

    /// <summary>Writes a file that a script reads, and answers its path.</summary>
    public string Write(string name, string text) => _folder.Write(name, text);

    /// <summary>Runs one of the scripts of this folder against an emulator, and answers the JSON that it prints.</summary>
    public async Task<JsonNode> RunAsync(string script, ServiceEmulator emulator, params string[] arguments)
    {
        // A script finds packages beside itself.
        string path = _folder.Write(
            script,
            await File.ReadAllTextAsync(
                Path.Combine(Places.Repository, "tests", "LlamaCloud.PowerShell.Tests", "Oracle", script),
                TestContext.Current.CancellationToken));
        (int exitCode, string output) = await ChildProcess.RunAsync(
            ConsolePrograms.Find("node")!,
            [path, .. arguments],
            ("LLAMA_CLOUD_API_KEY", emulator.ApiKey),
            ("LLAMA_CLOUD_BASE_URL", emulator.BaseAddress.AbsoluteUri.TrimEnd('/')));
        Assert.True(exitCode == 0, output);
        return JsonNode.Parse(output)!;
    }
}
