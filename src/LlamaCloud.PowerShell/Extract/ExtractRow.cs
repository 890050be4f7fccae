using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;

namespace LlamaCloud.PowerShell.Extract;

/// <summary>A record, and what it comes from.</summary>
/// <param name="Origin">What stands before its fields.</param>
/// <param name="Fields">Its fields.</param>
internal sealed record ExtractRow(IReadOnlyList<KeyValuePair<string, object?>> Origin, IReadOnlyDictionary<string, object?> Fields)
{
    /// <summary>The row as an object, with objects and arrays in it where the schema nests.</summary>
    public PSObject ToObject() => Object(Origin.Concat(Fields));

    private static PSObject Object(IEnumerable<KeyValuePair<string, object?>> fields)
    {
        PSObject made = new();
        foreach (KeyValuePair<string, object?> field in fields)
        {
            made.Properties.Add(new PSNoteProperty(UniqueName(field.Key, name => made.Properties[name] is not null), Value(field.Value)));
        }

        return made;
    }

    /// <summary>A name that an object does not have yet: JSON tells names apart that PowerShell does not.</summary>
    public static string UniqueName(string name, System.Func<string, bool> isTaken)
    {
        string unique = name.Length == 0 ? "_" : name;
        for (int i = 2; isTaken(unique); i++)
        {
            unique = $"{name}_{i}";
        }

        return unique;
    }

    private static object? Value(object? value) => value switch
    {
        IReadOnlyDictionary<string, object?> map => Object(map),
        IReadOnlyList<object?> list => list.Select(Value).ToArray(),
        _ => value,
    };
}
