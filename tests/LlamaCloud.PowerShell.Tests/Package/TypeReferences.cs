using System;
using System.Collections.Generic;
using System.Linq;
using Mono.Cecil;
using Mono.Cecil.Cil;

namespace LlamaCloud.PowerShell.Tests.Package;

/// <summary>The types that code names: in its signatures, its attributes and its instructions.</summary>
internal static class TypeReferences
{
    /// <summary>Those that a type names outside its methods.</summary>
    public static IEnumerable<TypeReference> Of(TypeDefinition type) =>
        type.Interfaces.Select(one => one.InterfaceType)
            .Concat(type.BaseType is null ? [] : [type.BaseType])
            // What the compiler keeps a property in belongs to its accessors, which may be in another part of the type.
            .Concat(
                type.Fields.Where(field => !field.Name.EndsWith("k__BackingField", StringComparison.Ordinal))
                    .Select(field => field.FieldType))
            .Concat(type.GenericParameters.SelectMany(parameter => parameter.Constraints).Select(constraint => constraint.ConstraintType))
            .Concat(type.CustomAttributes.Concat(type.Properties.SelectMany(property => property.CustomAttributes)).SelectMany(Of))
            .SelectMany(Parts);

    /// <summary>Those that a method names.</summary>
    public static IEnumerable<TypeReference> Of(MethodDefinition method) =>
        method.Parameters.Select(parameter => parameter.ParameterType)
            .Append(method.ReturnType)
            .Concat(method.CustomAttributes.SelectMany(Of))
            .Concat(method.HasBody ? method.Body.Variables.Select(variable => variable.VariableType) : [])
            .Concat(method.HasBody ? method.Body.Instructions.SelectMany(Of) : [])
            .SelectMany(Parts);

    /// <summary>A type and those it is put together from: the elements of arrays, the arguments of generic types.</summary>
    public static IEnumerable<TypeReference> Parts(TypeReference type) => type switch
    {
        GenericParameter => [],
        GenericInstanceType generic => generic.GenericArguments.SelectMany(Parts).Append(generic.ElementType),
        TypeSpecification specification => Parts(specification.ElementType),
        _ => [type],
    };

    private static IEnumerable<TypeReference> Of(CustomAttribute attribute) =>
        attribute.ConstructorArguments.Concat(attribute.Properties.Select(property => property.Argument))
            .Select(argument => argument.Value).OfType<TypeReference>()
            .Append(attribute.AttributeType);

    private static IEnumerable<TypeReference> Of(Instruction instruction) => instruction.Operand switch
    {
        TypeReference type => [type],
        GenericInstanceMethod method => [.. method.GenericArguments, method.DeclaringType, method.ReturnType],
        MemberReference { DeclaringType: TypeReference owner } member => [
            owner,
            member is MethodReference method ? method.ReturnType : owner,
        ],
        _ => [],
    };
}
