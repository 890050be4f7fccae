using System;
using System.IO;
using System.Runtime.CompilerServices;
using System.Runtime.Loader;

namespace LlamaCloud.Desktop;

/// <summary>Loads the client from the folder that the variable <c>LLAMA_CLOUD_CLIENT</c> names, as the module does from its own.</summary>
internal static class PublishedClient
{
    [ModuleInitializer]
    internal static void Find()
    {
        string folder = Environment.GetEnvironmentVariable("LLAMA_CLOUD_CLIENT")
            ?? throw new InvalidOperationException("LLAMA_CLOUD_CLIENT names no folder with LlamaCloud.Client.dll.");
        AssemblyLoadContext.Default.Resolving += (context, name) =>
            context.LoadFromAssemblyPath(Path.Combine(folder, name.Name + ".dll"));
    }
}
