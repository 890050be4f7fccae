using System;
using System.Collections;
using System.Collections.Generic;
using System.Collections.Specialized;
using System.Linq;
using System.Management.Automation;
using LlamaCloud.PowerShell.Binding;

namespace LlamaCloud.PowerShell.Webhooks;

/// <summary>
/// The headers of a delivery as a host hands them over: a map, an object with a property for each, a collection, or pairs.
/// </summary>
internal static class DeliveryHeaders
{
    /// <summary>
    /// Every value of a header, whatever the case of its name; empty where it is missing, and where these are no headers.
    /// </summary>
    public static string[] Find(object? headers, string name) => Given.Unwrap(headers) switch
    {
        null or string => [],
        NameValueCollection collection =>
            [.. collection.AllKeys.Where(key => Is(key, name)).SelectMany(key => collection.GetValues(key) ?? [])],
        IDictionary map => [.. map.Keys.Cast<object>().Where(key => Is(key, name)).SelectMany(key => Values(map[key]))],
        IEnumerable pairs => [.. pairs.Cast<object?>().SelectMany(pair => InPair(pair, name))],
        PSObject bag => [.. bag.Properties.Where(property => Is(property.Name, name)).SelectMany(property => Values(property.Value))],
        _ => [],
    };

    /// <summary>The texts of a value, which may be several.</summary>
    public static IEnumerable<string> Values(object? value) => Given.AsList(value) is IEnumerable list
        ? list.Cast<object?>().Select(PlainText.Of).OfType<string>()
        : PlainText.Of(value) is string text ? [text] : [];

    // Those of HttpClient, and of a dictionary that is one only for its own types.
    private static IEnumerable<string> InPair(object? pair, string name) => pair is not null
        && PSObject.AsPSObject(pair) is { } source && Is(source.Properties["Key"]?.Value, name)
            ? Values(source.Properties["Value"]?.Value) : [];

    private static bool Is(object? key, string name) => string.Equals(PlainText.Of(key)?.Trim(), name, StringComparison.OrdinalIgnoreCase);
}
