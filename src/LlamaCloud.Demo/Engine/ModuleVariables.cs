using System;
using System.Collections.Generic;

namespace LlamaCloud.Demo.Engine;

/// <summary>
/// The environment variables that the module reads. What shows or measures the module takes them away first: on the machine
/// of somebody who uses the service they name a real key, project or address.
/// </summary>
public static class ModuleVariables
{
    /// <summary>Their names.</summary>
    public static IReadOnlyList<string> All { get; } =
    [
        "LLAMA_CLOUD_API_KEY",
        "LLAMA_PARSE_API_KEY",
        "LLAMA_CLOUD_BASE_URL",
        "LLAMA_CLOUD_CUSTOM_HEADERS",
        "LLAMA_CLOUD_PROJECT_ID",
        "LLAMA_CLOUD_ORGANIZATION_ID",
    ];

    /// <summary>Takes them away from this process, and from those that it starts.</summary>
    public static void Clear()
    {
        foreach (string name in All)
        {
            Environment.SetEnvironmentVariable(name, null);
        }
    }
}
