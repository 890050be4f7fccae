using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;

namespace LlamaCloud.PowerShell.Tests.Package;

/// <summary>What an assembly's metadata says, read without loading it.</summary>
internal sealed class AssemblyFile
{
    private AssemblyFile(AssemblyName name, IReadOnlyList<AssemblyName> references, IReadOnlyList<string> cmdlets, IReadOnlyList<string> publicSignatureScopes)
    {
        Name = name;
        References = references;
        Cmdlets = cmdlets;
        PublicSignatureScopes = publicSignatureScopes;
    }

    /// <summary>Its name and version.</summary>
    public AssemblyName Name { get; }

    /// <summary>What it refers to.</summary>
    public IReadOnlyList<AssemblyName> References { get; }

    /// <summary>The names of its public cmdlets.</summary>
    public IReadOnlyList<string> Cmdlets { get; }

    /// <summary>The assemblies whose types appear in the signatures of its public methods, which property accessors are.</summary>
    public IReadOnlyList<string> PublicSignatureScopes { get; }

    public static AssemblyFile Read(string path)
    {
        using FileStream stream = File.OpenRead(path);
        using PEReader pe = new(stream);
        MetadataReader metadata = pe.GetMetadataReader();
        return new AssemblyFile(
            metadata.GetAssemblyDefinition().GetAssemblyName(),
            [.. metadata.AssemblyReferences.Select(handle => metadata.GetAssemblyReference(handle).GetAssemblyName())],
            [.. metadata.TypeDefinitions.Select(metadata.GetTypeDefinition).Where(IsPublic).SelectMany(type => ReadCmdlets(metadata, type))],
            [.. metadata.TypeDefinitions.Select(metadata.GetTypeDefinition).Where(IsPublic).SelectMany(type => ReadScopes(metadata, type)).Distinct()]);
    }

    /// <summary>Whether a file holds an assembly, rather than native code.</summary>
    public static bool IsAssembly(string path)
    {
        using FileStream stream = File.OpenRead(path);
        using PEReader pe = new(stream);
        return pe.HasMetadata && pe.GetMetadataReader().IsAssembly;
    }

    private static bool IsPublic(TypeDefinition type) => (type.Attributes & TypeAttributes.VisibilityMask) == TypeAttributes.Public;

    private static IEnumerable<string> ReadCmdlets(MetadataReader metadata, TypeDefinition type)
    {
        foreach (CustomAttribute attribute in type.GetCustomAttributes().Select(metadata.GetCustomAttribute))
        {
            if (attribute.Constructor.Kind == HandleKind.MemberReference
                && metadata.GetMemberReference((MemberReferenceHandle)attribute.Constructor).Parent is { Kind: HandleKind.TypeReference } parent
                && metadata.GetString(metadata.GetTypeReference((TypeReferenceHandle)parent).Name) == "CmdletAttribute")
            {
                // Two strings after the prolog: verb and noun (ECMA-335, II.23.3).
                BlobReader blob = metadata.GetBlobReader(attribute.Value);
                blob.ReadUInt16();
                yield return $"{blob.ReadSerializedString()}-{blob.ReadSerializedString()}";
            }
        }
    }

    private static IEnumerable<string> ReadScopes(MetadataReader metadata, TypeDefinition type)
    {
        ScopeProvider provider = new();
        foreach (MethodDefinition method in type.GetMethods().Select(metadata.GetMethodDefinition))
        {
            if ((method.Attributes & MethodAttributes.MemberAccessMask) is MethodAttributes.Public or MethodAttributes.Family)
            {
                MethodSignature<string> signature = method.DecodeSignature(provider, null);
                foreach (string scope in signature.ParameterTypes.Append(signature.ReturnType).SelectMany(text => text.Split('|', StringSplitOptions.RemoveEmptyEntries)))
                {
                    yield return scope;
                }
            }
        }
    }

    /// <summary>Turns a type in a signature into the names of the assemblies it comes from, separated by bars.</summary>
    private sealed class ScopeProvider : ISignatureTypeProvider<string, object?>
    {
        public string GetArrayType(string elementType, ArrayShape shape) => elementType;

        public string GetByReferenceType(string elementType) => elementType;

        public string GetFunctionPointerType(MethodSignature<string> signature) => string.Empty;

        public string GetGenericInstantiation(string genericType, System.Collections.Immutable.ImmutableArray<string> typeArguments) =>
            string.Join('|', typeArguments.Prepend(genericType));

        public string GetGenericMethodParameter(object? genericContext, int index) => string.Empty;

        public string GetGenericTypeParameter(object? genericContext, int index) => string.Empty;

        public string GetModifiedType(string modifier, string unmodifiedType, bool isRequired) => unmodifiedType;

        public string GetPinnedType(string elementType) => elementType;

        public string GetPointerType(string elementType) => elementType;

        public string GetPrimitiveType(PrimitiveTypeCode typeCode) => string.Empty;

        public string GetSZArrayType(string elementType) => elementType;

        public string GetTypeFromDefinition(MetadataReader reader, TypeDefinitionHandle handle, byte rawTypeKind) => string.Empty;

        public string GetTypeFromReference(MetadataReader reader, TypeReferenceHandle handle, byte rawTypeKind) =>
            reader.GetTypeReference(handle).ResolutionScope is { Kind: HandleKind.AssemblyReference } scope
                ? reader.GetString(reader.GetAssemblyReference((AssemblyReferenceHandle)scope).Name)
                : string.Empty;

        public string GetTypeFromSpecification(MetadataReader reader, object? genericContext, TypeSpecificationHandle handle, byte rawTypeKind) =>
            reader.GetTypeSpecification(handle).DecodeSignature(this, genericContext);
    }
}
