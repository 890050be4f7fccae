using System.Management.Automation;
using System.Runtime.CompilerServices;

namespace LlamaCloud.PowerShell;

/// <summary>Runs when the module is imported.</summary>
public sealed class ModuleInitializer : IModuleAssemblyInitializer
{
    /// <summary>
    /// Loads the client, so that <c>[LlamaCloud.ClassifyJob]</c> and <c>catch [LlamaCloud.LlamaCloudException]</c> mean
    /// something before the first request.
    /// </summary>
    public void OnImport() => RuntimeHelpers.RunClassConstructor(typeof(LlamaCloudException).TypeHandle);
}
