using System;
using System.Collections.Generic;
using System.Linq;

namespace LlamaCloud.PowerShell.Connection;

/// <summary>What the environment says of a connection, in the variables that the official clients read.</summary>
internal static class ConnectionEnvironment
{
    /// <summary>The variable for the key that the service's documentation gives.</summary>
    public const string MainKeyVariable = "LLAMA_CLOUD_API_KEY";

    /// <summary>The variable for the address of the service.</summary>
    public const string BaseAddressVariable = "LLAMA_CLOUD_BASE_URL";

    /// <summary>The variable for headers: lines of <c>Name: value</c>.</summary>
    public const string HeadersVariable = "LLAMA_CLOUD_CUSTOM_HEADERS";

    // The second is the name that the service's older documentation gives.
    private static readonly string[] s_keyVariables = [MainKeyVariable, "LLAMA_PARSE_API_KEY"];

    /// <summary>The variable that holds a key; null when none does.</summary>
    public static string? KeyVariable => s_keyVariables.FirstOrDefault(name => Read(name) is not null);

    /// <summary>The project; null when there is none.</summary>
    public static string? ProjectId => Read("LLAMA_CLOUD_PROJECT_ID");

    /// <summary>The organization; null when there is none.</summary>
    public static string? OrganizationId => Read("LLAMA_CLOUD_ORGANIZATION_ID");

    /// <summary>The value of a variable, without the space around it; null when it is not set or blank.</summary>
    public static string? Read(string variable) =>
        Environment.GetEnvironmentVariable(variable) is string value && !string.IsNullOrWhiteSpace(value) ? value.Trim() : null;

    /// <summary>The headers; empty when there are none.</summary>
    /// <exception cref="FormatException">A line is none.</exception>
    public static Dictionary<string, string> ReadHeaders()
    {
        Dictionary<string, string> headers = new(StringComparer.OrdinalIgnoreCase);
        foreach (string line in (Read(HeadersVariable) ?? string.Empty)
            .Split('\n')
            .Select(line => line.Trim())
            .Where(line => line.Length > 0))
        {
            int colon = line.IndexOf(':');
            if (colon <= 0)
            {
                throw new FormatException("One of its lines is not of the form 'Name: value'.");
            }

            headers[line.Substring(0, colon).TrimEnd()] = line.Substring(colon + 1).Trim();
        }

        return headers;
    }
}
