using System;
using System.IO;
using System.Linq;
using System.Management.Automation;
using System.Threading.Tasks;
using LlamaCloud.Demo.Engine;
using LlamaCloud.Emulator.Files;
using Xunit;

namespace LlamaCloud.PowerShell.Tests.Files;

/// <summary>A test with a folder of its own, which is the current location.</summary>
public abstract class FileTest : ModuleTest
{
    protected const string Route = "/api/v1/beta/files";

    /// <summary>What has been uploaded, in the order it came.</summary>
    protected StoredFile[] Uploads => [.. Emulator.Files.All.Skip(3)];

    /// <summary>What is in the folder.</summary>
    protected string[] Names =>
        [
            .. Directory.GetFileSystemEntries(Folder, "*", SearchOption.AllDirectories)
                .Select(path => Path.GetRelativePath(Folder, path))
                .Order(StringComparer.Ordinal),
        ];

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        Go(Engine);
    }

    /// <summary>Makes the folder the current location.</summary>
    protected void Go(HostedEngine engine) => engine.Run($"$null = $ExecutionContext.SessionState.Path.SetLocation('{Folder}')").OrThrow();

    /// <summary>Makes a file and answers its path.</summary>
    protected string Put(string name, string contents = "contents")
    {
        string path = Path.Combine(Folder, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, contents);
        return path;
    }

    /// <summary>Gives the service a file.</summary>
    protected string Store(string name, string contents = "contents", string? id = null) =>
        Emulator.Files.Add(name, System.Text.Encoding.UTF8.GetBytes(contents), id: id).Id;

    protected EngineResult Run(string script, params (string Name, object? Value)[] variables) => Run(script, null, variables);

    /// <summary>Runs a script, and tells of each verbose line as it is written.</summary>
    protected EngineResult Run(string script, Action<string>? verbose, params (string Name, object? Value)[] variables)
    {
        foreach ((string name, object? value) in variables)
        {
            Engine.Runspace.SessionStateProxy.SetVariable(name, value);
        }

        return Engine.Run(script, verbose);
    }

    protected static string?[] Texts(EngineResult result, string property) =>
        [.. result.Output.Select(one => one.Properties[property].Value?.ToString())];

    protected static ErrorRecord AssertOne(EngineResult result, string id)
    {
        Assert.Null(result.Terminating);
        ErrorRecord error = Assert.Single(result.Errors);
        Assert.Equal(id, IdOf(error));
        return error;
    }
}
