using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using Mono.Cecil;
using Xunit;

namespace LlamaCloud.PowerShell.Tests.Package;

/// <summary>What the cmdlets use of the engine is in PowerShell Standard 5.1: every PowerShell from 5.1 on has it.</summary>
public sealed class PowerShellStandardTests
{
    private const string Engine = "System.Management.Automation";

    [Theory]
    [InlineData("net8.0", "netstandard2.0")]
    [InlineData("net8.0", "net452")]
    [InlineData("net472", "net452")]
    public void What_the_cmdlets_refer_to_is_in_powershell_standard(string edition, string library)
    {
        using AssemblyDefinition standard = Standard(library);
        using ModuleDefinition cmdlets = ModuleDefinition.ReadModule(
            Path.Combine(Places.Module, "bin", edition, "LlamaCloud.PowerShell.dll"),
            new ReaderParameters { AssemblyResolver = new OneAssembly(standard) });

        string[] used = [.. Used(cmdlets).Select(one => one.FullName)];

        Assert.Contains("System.Void System.Management.Automation.Cmdlet::WriteError(System.Management.Automation.ErrorRecord)", used);
        Assert.Empty(Used(cmdlets).Where(one => one.Resolve() is null).Select(one => one.FullName));
    }

    // What came after 5.1 is not there: the test above can fail.
    [Fact]
    public void What_came_later_is_not_in_powershell_standard()
    {
        using AssemblyDefinition standard = Standard("netstandard2.0");

        Assert.NotNull(standard.MainModule.GetType("System.Management.Automation.PSCredential"));
        Assert.Null(standard.MainModule.GetType("System.Management.Automation.PSStyle"));
    }

    private static AssemblyDefinition Standard(string library) =>
        AssemblyDefinition.ReadAssembly(Path.Combine(Places.PowerShellStandard, "lib", library, Engine + ".dll"));

    private static IEnumerable<MemberReference> Used(ModuleDefinition module) =>
        module.GetTypeReferences().Where(IsOfEngine)
            .Concat(module.GetMemberReferences().Where(member => IsOfEngine(member.DeclaringType)));

    private static bool IsOfEngine(TypeReference type) => type.GetElementType().Scope.Name == Engine;

    private sealed class OneAssembly(AssemblyDefinition one) : IAssemblyResolver
    {
        public AssemblyDefinition? Resolve(AssemblyNameReference name) => name.Name == one.Name.Name ? one : null;

        public AssemblyDefinition? Resolve(AssemblyNameReference name, ReaderParameters parameters) => Resolve(name);

        public void Dispose()
        {
            // Its owner does.
        }
    }
}
