using System;
using System.Collections;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;
using LlamaCloud.Demo.Engine;
using Xunit;

namespace LlamaCloud.PowerShell.Tests.Package;

/// <summary>The folder out/LlamaCloud, which is what gets published.</summary>
public sealed partial class ModulePackageTests
{
    private static readonly string s_core = Path.Combine(Places.Module, "bin", "net8.0");
    private static readonly string s_desktop = Path.Combine(Places.Module, "bin", "net472");

    [Fact]
    public void The_manifest_exports_exactly_the_public_cmdlets_of_both_editions()
    {
        Hashtable manifest = ReadManifest();
        IEnumerable<string> exported = ((IEnumerable)manifest["CmdletsToExport"]!).Cast<object>().Select(name => name.ToString()!).Order();

        Assert.Equal(exported, Read(s_core, "LlamaCloud.PowerShell.dll", assembly => assembly.Cmdlets).Order());
        Assert.Equal(exported, Read(s_desktop, "LlamaCloud.PowerShell.dll", assembly => assembly.Cmdlets).Order());
        Assert.All(
            (string[])["FunctionsToExport", "AliasesToExport", "VariablesToExport"], key => Assert.Empty((IEnumerable)manifest[key]!));
    }

    [Fact]
    public void An_import_exports_what_the_manifest_says()
    {
        using HostedEngine engine = new();
        EngineResult result = engine.Run(
            $"Import-Module -Name '{Places.Manifest}'; (Get-Module LlamaCloud).ExportedCommands.Keys").OrThrow();

        Assert.Equal(
            ((IEnumerable)ReadManifest()["CmdletsToExport"]!).Cast<object>().Select(name => name.ToString()),
            result.Output.Select(name => name.ToString()));
    }

    [Fact]
    public void It_can_be_imported_again_with_force_and_after_removal()
    {
        using HostedEngine engine = new();
        EngineResult result = engine.Run(
            $"""
            Import-Module -Name '{Places.Manifest}'
            Import-Module -Name '{Places.Manifest}' -Force
            (Get-Command Get-ClassifyJob).ModuleName
            Remove-Module LlamaCloud
            Import-Module -Name '{Places.Manifest}'
            (Get-Command Get-ClassifyJob).ModuleName
            """).OrThrow();

        Assert.Equal(["LlamaCloud", "LlamaCloud"], result.Output.Select(name => name.ToString()));
    }

    [Fact]
    public void The_assemblies_have_the_version_of_the_manifest()
    {
        string version = (string)ReadManifest()["ModuleVersion"]!;

        foreach (string file in (string[])["LlamaCloud.PowerShell.dll", "LlamaCloud.Client.dll"])
        {
            Assert.Equal(version, Read(s_core, file, assembly => assembly.Name.Version.ToString(3)));
            Assert.Equal(version, Read(s_desktop, file, assembly => assembly.Name.Version.ToString(3)));
        }
    }

    [Theory]
    [InlineData("net8.0")]
    [InlineData("net472")]
    public void Symbols_name_no_folder_of_who_built_it(string edition)
    {
        foreach (string file in (string[])["LlamaCloud.PowerShell.dll", "LlamaCloud.Client.dll"])
        {
            using AssemblyFile assembly = AssemblyFile.Read(Path.Combine(Places.Module, "bin", edition, file), withSource: true);

            Assert.NotEmpty(assembly.SourceFiles);
            Assert.All(
                assembly.SourceFiles,
                source => Assert.False(Path.IsPathFullyQualified(source) && !source.StartsWith("/_/", StringComparison.Ordinal), source));
        }
    }

    [Fact]
    public void Powershell_7_gets_our_own_assemblies_and_nothing_else()
    {
        Assert.Equal(
            ["LlamaCloud.Client.dll", "LlamaCloud.PowerShell.dll"],
            Directory.GetFiles(s_core).Select(Path.GetFileName).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Powershell_itself_is_not_shipped()
    {
        Assert.Empty(Directory.GetFiles(Places.Module, "System.Management.Automation.dll", SearchOption.AllDirectories));
    }

    // PowerShell 7.4 brings the 8.0 line of the framework's assemblies: a reference above that fails the import there.
    [Fact]
    public void Nothing_in_the_net8_0_build_asks_for_more_than_powershell_7_4_has()
    {
        foreach (string path in Directory.GetFiles(s_core))
        {
            Assert.All(
                Read(s_core, path, assembly => assembly.References).Where(
                    reference => reference.Name.StartsWith("System.", StringComparison.Ordinal)
                        && reference.Name != "System.Management.Automation"),
                reference => Assert.True(reference.Version <= new Version(8, 0, 0, 0), reference.ToString()));
        }
    }

    [Theory]
    [InlineData("net8.0")]
    [InlineData("net472")]
    public void No_type_of_the_json_library_is_in_a_public_signature(string folder)
    {
        string[] scopes =
        [
            .. ((string[])["LlamaCloud.PowerShell.dll", "LlamaCloud.Client.dll"])
                .SelectMany(file => Read(Path.Combine(Places.Module, "bin", folder), file, assembly => assembly.PublicSignatureScopes)),
        ];

        Assert.NotEmpty(scopes);
        Assert.DoesNotContain("System.Text.Json", scopes);
    }

    [Fact]
    public void Every_reference_of_the_desktop_build_is_shipped_in_that_version_or_is_in_net_framework()
    {
        Dictionary<string, Version> shipped = VersionsIn(Directory.GetFiles(s_desktop, "*.dll"));
        Dictionary<string, Version> framework = VersionsIn(
            Directory.GetFiles(Places.NetFramework472, "*.dll", SearchOption.AllDirectories));
        Assert.Contains("System.ValueTuple", shipped.Keys);
        Assert.Contains("mscorlib", framework.Keys);

        string[] missing =
        [
            .. from path in Directory.GetFiles(s_desktop, "*.dll")
               from reference in Read(s_desktop, path, assembly => assembly.References)
               where !(shipped.TryGetValue(reference.Name, out Version? own)
                   ? own == reference.Version
                   : framework.TryGetValue(reference.Name, out Version? theirs) && theirs >= reference.Version)
                   && reference.Name != "System.Management.Automation"
               select $"{Path.GetFileName(path)} -> {reference}",
        ];

        Assert.Empty(missing);
    }

    [Fact]
    public void Importing_the_source_says_to_build_first()
    {
        using HostedEngine engine = new();
        EngineResult result = engine.Run($"Import-Module -Name '{Path.Combine(Places.Repository, "LlamaCloud.psd1")}' -ErrorAction Stop");

        Assert.Contains("build first; the module is out/LlamaCloud", result.Terminating!.ToString(), StringComparison.Ordinal);
    }

    // One that is not known there would reach from the machine of whoever runs them into the tests and the demo.
    [Fact]
    public void The_variables_it_reads_are_those_that_tests_and_demo_take_away() =>
        Assert.Equal(
            ModuleVariables.All.Order(StringComparer.Ordinal),
            Read(s_core, "LlamaCloud.PowerShell.dll", assembly => assembly.Texts).Where(text => Variable().IsMatch(text))
                .Order(StringComparer.Ordinal));

    [Theory]
    [InlineData("LlamaCloud.Client.dll")]
    [InlineData("LlamaCloud.PowerShell.dll")]
    public void Both_editions_have_the_same_public_surface(string file)
    {
        IReadOnlyList<string> core = Read(s_core, file, assembly => assembly.PublicSurface);

        Assert.NotEmpty(core);
        Assert.Equal(core, Read(s_desktop, file, assembly => assembly.PublicSurface));
    }

    [GeneratedRegex("^LLAMA_[A-Z_]+$")]
    private static partial Regex Variable();

    private static T Read<T>(string folder, string file, Func<AssemblyFile, T> read)
    {
        using AssemblyFile assembly = AssemblyFile.Read(Path.Combine(folder, file));
        return read(assembly);
    }

    private static Hashtable ReadManifest()
    {
        using HostedEngine engine = new();
        return (Hashtable)engine.Run(
            $"& ([scriptblock]::Create([IO.File]::ReadAllText('{Places.Manifest}')))").OrThrow().Output.Single().BaseObject;
    }

    private static Dictionary<string, Version> VersionsIn(IEnumerable<string> paths) =>
        paths.Where(AssemblyFile.IsAssembly)
            .Select(path => Read(string.Empty, path, assembly => assembly.Name))
            .GroupBy(name => name.Name, StringComparer.OrdinalIgnoreCase)
            .ToDictionary(group => group.Key, group => group.Max(name => name.Version)!, StringComparer.OrdinalIgnoreCase);
}
