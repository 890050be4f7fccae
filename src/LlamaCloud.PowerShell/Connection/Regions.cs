using System;
using System.Collections.Generic;
using System.Linq;

namespace LlamaCloud.PowerShell.Connection;

/// <summary>The regions of the service, by the names that the module gives them.</summary>
internal static class Regions
{
    public const string NorthAmerica = "NA";
    public const string Europe = "EU";

    /// <summary>Where people make keys.</summary>
    public const string KeyPage = "https://cloud.llamaindex.ai";

    private static readonly Dictionary<string, Uri> s_addresses = new(StringComparer.OrdinalIgnoreCase)
    {
        [NorthAmerica] = ServiceAddress.NorthAmerica,
        [Europe] = ServiceAddress.Europe,
    };

    public static Uri AddressOf(string name) => s_addresses[name];

    /// <summary>The region of an address; null when it is none of the service's own.</summary>
    public static string? NameOf(Uri address) =>
        s_addresses.FirstOrDefault(region => region.Value == address).Key;

    /// <summary>Where else a key may belong, as the value of -Region.</summary>
    public static string Other(Uri address) => NameOf(address) switch
    {
        NorthAmerica => Europe,
        Europe => NorthAmerica,
        _ => $"{NorthAmerica} (or {Europe})",
    };
}
