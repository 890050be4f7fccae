using System;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;

namespace LlamaCloud.PowerShell.Api;

/// <summary>Makes objects with properties of the service's names out of an answer.</summary>
internal static class AnswerObject
{
    // The engine's own members of every object.
    private static readonly HashSet<string> s_reserved = new(StringComparer.OrdinalIgnoreCase)
    {
        "psobject",
        "psbase",
        "psadapted",
        "psextended",
        "pstypenames",
    };

    /// <summary>The object for a plain value: objects become PSCustomObjects, lists arrays, the rest stays what it is.</summary>
    public static object? From(object? value) => value switch
    {
        Dictionary<string, object?> map => FromMap(map),
        List<object?> list => list.Select(From).ToArray(),
        _ => value,
    };

    // Properties are named in any case, never empty, and not like the engine's own. What has other names, as maps of the user's own may,
    // stays a map,
    // so that nothing is lost.
    private static object FromMap(Dictionary<string, object?> map)
    {
        if (map.ContainsKey(string.Empty)
            || map.Keys.Any(key => s_reserved.Contains(key))
            || map.Keys.Distinct(StringComparer.OrdinalIgnoreCase).Count() < map.Count)
        {
            return map.ToDictionary(entry => entry.Key, entry => From(entry.Value), StringComparer.Ordinal);
        }

        PSObject result = new();
        foreach (KeyValuePair<string, object?> entry in map)
        {
            result.Properties.Add(new PSNoteProperty(entry.Key, From(entry.Value)));
        }

        return result;
    }
}
