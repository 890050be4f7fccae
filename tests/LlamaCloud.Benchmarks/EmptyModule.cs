using System.Collections.Generic;
using System.IO;
using System.Threading;
using System.Threading.Tasks;

namespace LlamaCloud.Benchmarks;

/// <summary>A module of the same shape as ours, manifest to script to dll, with one command that does nothing.</summary>
internal static class EmptyModule
{
    private const string Project = """
        <Project Sdk="Microsoft.NET.Sdk">
          <PropertyGroup>
            <TargetFramework>net8.0</TargetFramework>
            <AssemblyName>Empty.PowerShell</AssemblyName>
            <GenerateDependencyFile>false</GenerateDependencyFile>
          </PropertyGroup>
          <ItemGroup>
            <PackageReference Include="PowerShellStandard.Library" PrivateAssets="all" />
          </ItemGroup>
        </Project>
        """;

    private const string Command = """
        using System.Management.Automation;

        [Cmdlet(VerbsCommon.Get, "Nothing")]
        public sealed class GetNothingCommand : PSCmdlet
        {
        }
        """;

    private const string Manifest = """
        @{
            RootModule        = 'Empty.psm1'
            ModuleVersion     = '1.0.0'
            GUID              = '4a1c1b2e-5d0f-4e0c-9a53-3c1f0f6d7a10'
            FunctionsToExport = @()
            CmdletsToExport   = @('Get-Nothing')
            VariablesToExport = @()
            AliasesToExport   = @()
        }
        """;

    private static readonly Dictionary<string, string> s_environment = new()
    {
        ["DOTNET_NOLOGO"] = "1",
        ["DOTNET_CLI_TELEMETRY_OPTOUT"] = "1",
    };

    /// <summary>Builds it and answers where its manifest is.</summary>
    public static async Task<string> BuildAsync(TemporaryFolder temporary, CancellationToken end)
    {
        string source = temporary.Folder("empty-source");
        string module = temporary.Folder("Empty");
        temporary.File(Path.Combine("empty-source", "Empty.csproj"), Project);
        // What our module is built against, in the same version.
        File.Copy(Path.Combine(Places.Root, "Directory.Packages.props"), Path.Combine(source, "Directory.Packages.props"));
        temporary.File(Path.Combine("empty-source", "GetNothingCommand.cs"), Command);
        Child build = new(
            "dotnet", "build", "--configuration", "Release", "--verbosity", "quiet", "--output", Path.Combine(module, "bin", "net8.0"),
            // A server that stays would hold on to the output, which is awaited to its end.
            "--disable-build-servers") { Folder = source };
        await build.RunAsync(s_environment, end);
        temporary.File(
            Path.Combine("Empty", "Empty.psm1"), "Import-Module -Name \"$PSScriptRoot/bin/net8.0/Empty.PowerShell.dll\" -ErrorAction Stop");
        return temporary.File(Path.Combine("Empty", "Empty.psd1"), Manifest);
    }
}
