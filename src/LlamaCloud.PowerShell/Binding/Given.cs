using System;
using System.Collections;
using System.Linq;
using System.Management.Automation;
using System.Management.Automation.Internal;

namespace LlamaCloud.PowerShell.Binding;

/// <summary>
/// What a parameter was given, as PowerShell hands it over: perhaps in a wrapper, perhaps a list, perhaps what a job or a file made of an
/// object.
/// </summary>
internal static class Given
{
    // What Select-Object, deserialisation and Export-Csv put before the name of the type an object once had.
    private static readonly string[] s_prefixes = ["Selected.", "Deserialized.", "CSV:"];

    /// <summary>
    /// The value without its wrapper. A bag of properties is nothing without it, so it stays a <see cref="PSObject"/>; what a command that
    /// emits nothing emits is null.
    /// </summary>
    public static object? Unwrap(object? item) => ReferenceEquals(item, AutomationNull.Value) ? null
        : item is PSObject { BaseObject: not PSCustomObject } wrapper ? wrapper.BaseObject
        : item;

    /// <summary>
    /// The items, where PowerShell itself would take them one by one; null for everything else: a text, a map and an XML element are one
    /// thing.
    /// </summary>
    public static IEnumerable? AsList(object? item) => Unwrap(item) is object value ? LanguagePrimitives.GetEnumerable(value) : null;

    /// <summary>Whether an object is of a type, or was before it was selected from or serialised.</summary>
    public static bool Was(object? item, Type type) =>
        item is PSObject wrapper && wrapper.TypeNames.Any(name => WithoutPrefixes(name) == type.FullName);

    /// <summary>The kind of an object in an error message: its type, or the one it had before it was serialised.</summary>
    public static string KindOf(object? item) => Unwrap(item) switch
    {
        null => "null",
        PSObject bag => WithoutPrefixes(bag.TypeNames[0]) is var name && name == typeof(PSCustomObject).FullName
            ? nameof(PSCustomObject)
            : name,
        object value => value.GetType().Name,
    };

    /// <summary>Whether the name of a type says that an object of it was selected from or serialised.</summary>
    public static bool HasPrefix(string typeName) => s_prefixes.Any(prefix => typeName.StartsWith(prefix, StringComparison.Ordinal));

    /// <summary>The name of the type that an object has, or had before it was selected from or serialised.</summary>
    public static string WithoutPrefixes(string typeName)
    {
        while (s_prefixes.FirstOrDefault(prefix => typeName.StartsWith(prefix, StringComparison.Ordinal)) is string prefix)
        {
            typeName = typeName.Substring(prefix.Length);
        }

        // What stands behind it tells views apart, or elements of XML.
        return typeName.Split('#')[0];
    }
}
