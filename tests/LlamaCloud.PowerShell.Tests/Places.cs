using System;
using System.IO;
using System.Linq;
using System.Reflection;
using System.Runtime.CompilerServices;
using LlamaCloud.Demo.Engine;
using Xunit.Sdk;
using Xunit.v3;

// The environment, which holds the key and the address, is one for the whole process.
[assembly: Parallelization(Mode = ParallelMode.None)]

namespace LlamaCloud.PowerShell.Tests;

/// <summary>Where things are, as the build says.</summary>
internal static class Places
{
    /// <summary>The root of the repository.</summary>
    public static string Repository { get; } = Read("RepositoryRoot");

    /// <summary>The module as it is published.</summary>
    public static string Module { get; } = Path.TrimEndingDirectorySeparator(Read("ModuleOutput"));

    /// <summary>The manifest that a user imports.</summary>
    public static string Manifest { get; } = Path.Combine(Module, "LlamaCloud.psd1");

    /// <summary>Which configuration was built.</summary>
    public static string Configuration { get; } = Read("Configuration");

    /// <summary>The reference assemblies of .NET Framework 4.7.2.</summary>
    public static string NetFramework472 { get; } = Read("NetFramework472");

    /// <summary>The package PowerShellStandard.Library, which the cmdlets are compiled against.</summary>
    public static string PowerShellStandard { get; } = Read("PowerShellStandard");

    /// <summary>The real console that tests run commands in: the pwsh on the PATH, or else the one that the build brought.</summary>
    public static string Pwsh { get; } = ConsolePrograms.Find("pwsh")
        ?? Path.Combine(AppContext.BaseDirectory, "PowerShell", OperatingSystem.IsWindows() ? "pwsh.exe" : "pwsh");

    /// <summary>The program that drives the client of Windows PowerShell.</summary>
    public static string Desktop { get; } = Path.GetFullPath(Read("Desktop"));

    /// <summary>The program that runs every cmdlet for long.</summary>
    public static string Soak { get; } = Path.GetFullPath(Read("Soak"));

    /// <summary>The program that drives the client of PowerShell 7 on .NET 8.</summary>
    public static string Net8 { get; } = Path.GetFullPath(Read("Net8") + (OperatingSystem.IsWindows() ? ".exe" : string.Empty));

    /// <summary>The manifest of Pester.</summary>
    /// <param name="version">5 or 6.</param>
    public static string Pester(int version) => Read($"Pester{version}");

    // The tests and the consoles they start talk to this machine, and what no host has must not be asked of a proxy.
    [ModuleInitializer]
    internal static void PrepareEnvironment()
    {
        foreach (string name in (string[])["http_proxy", "https_proxy", "all_proxy", "HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY"])
        {
            Environment.SetEnvironmentVariable(name, null);
        }

        // A console of the tests has nobody to ask whether it may phone home.
        Environment.SetEnvironmentVariable("POWERSHELL_TELEMETRY_OPTOUT", "1");
        Environment.SetEnvironmentVariable("POWERSHELL_UPDATECHECK", "Off");
    }

    private static string Read(string key) =>
        typeof(Places).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(data => data.Key == key).Value!;
}
