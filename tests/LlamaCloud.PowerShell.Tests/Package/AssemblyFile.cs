using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using Mono.Cecil;
using Mono.Cecil.Cil;
using Mono.Cecil.Rocks;

namespace LlamaCloud.PowerShell.Tests.Package;

/// <summary>What an assembly's metadata says, read without loading it.</summary>
internal sealed class AssemblyFile : IDisposable
{
    private readonly AssemblyDefinition _assembly;

    private AssemblyFile(AssemblyDefinition assembly) => _assembly = assembly;

    /// <summary>Its name and version.</summary>
    public AssemblyNameDefinition Name => _assembly.Name;

    /// <summary>What it refers to.</summary>
    public IReadOnlyList<AssemblyNameReference> References => [.. _assembly.MainModule.AssemblyReferences];

    /// <summary>Its own types, nested ones and what the compiler made among them.</summary>
    public IReadOnlyList<TypeDefinition> Types => [.. _assembly.MainModule.GetAllTypes().Where(type => type.Name != "<Module>")];

    /// <summary>The files that its methods come from, as its symbols say.</summary>
    public IReadOnlyList<string> SourceFiles =>
        [
            .. Types.SelectMany(type => type.Methods)
                .SelectMany(method => method.DebugInformation.SequencePoints)
                .Select(point => point.Document.Url)
                .Distinct(),
        ];

    /// <summary>The names of its public cmdlets.</summary>
    public IReadOnlyList<string> Cmdlets =>
    [
        .. from type in PublicTypes
           from attribute in type.CustomAttributes
           where attribute.AttributeType.Name == "CmdletAttribute"
           select string.Join('-', attribute.ConstructorArguments.Select(argument => argument.Value)),
    ];

    /// <summary>What others can see and derive from, a line for each type and member. Nothing in it says which edition it is of.</summary>
    public IReadOnlyList<string> PublicSurface =>
    [
        .. PublicTypes.SelectMany(type => type.GetMethods()
            .Concat(type.GetConstructors())
            .Where(IsVisible)
            .Select(method => method.FullName)
            .Concat(type.Fields.Where(one => one.IsPublic || one.IsFamily).Select(one => $"{one.FullName} = {one.Constant}"))
            .Append(
                type.FullName + " : " + string.Join(
                    ", ",
                    type.Interfaces.Select(one => one.InterfaceType.FullName)
                        .Order(StringComparer.Ordinal)
                        .Prepend(type.BaseType?.FullName ?? "nothing"))))
            .Order(StringComparer.Ordinal),
    ];

    /// <summary>The assemblies whose types appear in the signatures of its public methods, which property accessors are.</summary>
    public IReadOnlyList<string> PublicSignatureScopes =>
    [
        .. PublicTypes.SelectMany(type => type.GetMethods().Concat(type.GetConstructors())).Where(IsVisible)
            .SelectMany(method => method.Parameters.Select(parameter => parameter.ParameterType).Append(method.ReturnType))
            .SelectMany(TypeReferences.Parts)
            .Select(type => type.Scope.Name)
            .Distinct(),
    ];

    /// <summary>The literal texts in its methods.</summary>
    public IReadOnlyList<string> Texts =>
        [
            .. Types.SelectMany(type => type.Methods)
                .Where(method => method.HasBody)
                .SelectMany(method => method.Body.Instructions)
                .Select(one => one.Operand)
                .OfType<string>()
                .Distinct(),
        ];

    private IEnumerable<TypeDefinition> PublicTypes => Types.Where(type => type.IsPublic || type.IsNestedPublic);

    /// <summary>Reads one.</summary>
    /// <param name="path">Where it is.</param>
    /// <param name="withSource">Whether what is known of its source is read too. Only of ours, as they are published.</param>
    public static AssemblyFile Read(string path, bool withSource = false)
    {
        AssemblyDefinition assembly = AssemblyDefinition.ReadAssembly(path);
        if (withSource)
        {
            // Inside where the tests' reach is measured; else beside the assembly where it was built, and not published.
            bool isInside = assembly.MainModule.GetDebugHeader().Entries
                .Any(entry => entry.Directory.Type == ImageDebugType.EmbeddedPortablePdb);
            ISymbolReaderProvider symbols = isInside ? new EmbeddedPortablePdbReaderProvider() : new PortablePdbReaderProvider();
            assembly.MainModule.ReadSymbols(symbols.GetSymbolReader(assembly.MainModule, isInside ? path : BuiltAt(path)));
        }

        return new AssemblyFile(assembly);
    }

    /// <summary>Whether a file holds an assembly, rather than native code.</summary>
    public static bool IsAssembly(string path)
    {
        using FileStream stream = File.OpenRead(path);
        using System.Reflection.PortableExecutable.PEReader file = new(stream);
        return file.HasMetadata && System.Reflection.Metadata.PEReaderExtensions.GetMetadataReader(file).IsAssembly;
    }

    public void Dispose() => _assembly.Dispose();

    // .../bin/<edition>/<name>.dll of the module is src/<name>/bin/<configuration>/<edition>/<name>.dll.
    private static string BuiltAt(string path) => Path.Combine(
        Places.Repository, "src", Path.GetFileNameWithoutExtension(path), "bin", Places.Configuration,
        Path.GetFileName(Path.GetDirectoryName(path))!, Path.GetFileName(path));

    private static bool IsVisible(MethodDefinition method) => method.IsPublic || method.IsFamily || method.IsFamilyOrAssembly;
}
