using System;
using System.IO;
using System.Threading;
using System.Threading.Tasks;
using LlamaCloud.Demo.Engine;

namespace LlamaCloud.Benchmarks.Sessions;

/// <summary>A PowerShell in fresh processes: the pwsh on the PATH, or else the one that the build has brought.</summary>
internal sealed class Session(TemporaryFolder folder, BenchmarkService service, CancellationToken end)
{
    private readonly string _pwsh = ConsolePrograms.Find("pwsh") ?? Path.Combine(
        AppContext.BaseDirectory, "PowerShell", OperatingSystem.IsWindows() ? "pwsh.exe" : "pwsh");

    private int _scripts;

    /// <summary>A line that imports the module.</summary>
    public static string ImportModule => Import(Places.Module + "/LlamaCloud.psd1");

    /// <summary>A line that imports a module.</summary>
    public static string Import(string manifest) => $"Import-Module -Name {ConsolePrograms.Quote(manifest)} -ErrorAction Stop";

    /// <summary>A call that reads a job without the module.</summary>
    /// <param name="id">Its id, as it stands in a text in double quotes.</param>
    public static string RestMethod(string id) =>
        $"Invoke-RestMethod -Uri \"$env:LLAMA_CLOUD_BASE_URL/api/v2/classify/{id}\" -Headers @{{ Authorization = \"Bearer "
            + $"$env:LLAMA_CLOUD_API_KEY\" }}";

    /// <summary>A process that runs a script.</summary>
    public Child Script(string script)
    {
        string path = folder.File($"script-{_scripts++}.ps1", "$ErrorActionPreference = 'Stop'\n" + script);
        return new Child(_pwsh, "-NoProfile", "-NonInteractive", "-ExecutionPolicy", "Bypass", "-File", path);
    }

    /// <summary>Runs a script in a fresh process and answers what it measured.</summary>
    public async Task<Measurement> MeasureAsync(string script) =>
        Measurement.Read(await Script(script).RunAsync(service.Environment, end));

    /// <summary>The versions in it.</summary>
    public async Task<SessionDescription> DescribeAsync()
    {
        string printed = await Script(
            $$"""
            {{ImportModule}}
            "$($PSVersionTable.PSVersion)|$([System.Environment]::Version)|$((Get-Module -Name LlamaCloud).Version)"
            """).RunAsync(service.Environment, end);
        string[] parts = printed.Trim().Split('|');
        return new SessionDescription(parts[0], parts[1], parts[2]);
    }
}

/// <summary>What a session says about itself.</summary>
internal sealed record SessionDescription(string PowerShell, string Runtime, string Module);
