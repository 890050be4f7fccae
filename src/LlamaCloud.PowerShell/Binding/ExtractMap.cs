using System;
using System.Collections;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;

namespace LlamaCloud.PowerShell.Binding;

/// <summary>Names with a value each, of a map or of an object that is nothing but its properties.</summary>
internal sealed class ExtractMap
{
    private readonly List<KeyValuePair<string, object?>> _fields;

    private ExtractMap(IEnumerable<KeyValuePair<string, object?>> fields) => _fields = [.. fields];

    /// <summary>The names.</summary>
    public IEnumerable<string> Names => _fields.Select(one => one.Key);

    /// <summary>The names and values. A hashtable has no order of its own: they come by name.</summary>
    public IReadOnlyList<KeyValuePair<string, object?>> Fields => _fields;

    /// <summary>What a value holds; null when it is neither a map nor such an object.</summary>
    public static ExtractMap? Of(object? given) => Given.Unwrap(given) switch
    {
        Hashtable map => new ExtractMap(Entries(map).OrderBy(field => field.Key, StringComparer.OrdinalIgnoreCase)),
        IDictionary map => new ExtractMap(Entries(map)),
        PSObject bag when bag.BaseObject is PSCustomObject =>
            new ExtractMap(bag.Properties.Select(one => new KeyValuePair<string, object?>(one.Name, one.Value))),
        _ => null,
    };

    /// <summary>The value of a name, in any case; null when there is none.</summary>
    public object? Find(string name) =>
        Given.Unwrap(_fields.FirstOrDefault(field => string.Equals(field.Key, name, StringComparison.OrdinalIgnoreCase)).Value);

    private static IEnumerable<KeyValuePair<string, object?>> Entries(IDictionary map) =>
        map.Keys.Cast<object>().Select(key => new KeyValuePair<string, object?>(NameOf(key), map[key]));

    private static string NameOf(object key) =>
        PlainText.Of(key) ?? throw new FormatException($"It holds a map with a {key.GetType().Name} for a name");
}
