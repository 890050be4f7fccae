using System.Globalization;

namespace LlamaCloud.Benchmarks.Runners;

/// <summary>The package of the service's maker for Node.</summary>
internal sealed class NpmRunner(NpmPackage package) : Runner($"npm package `{NpmPackage.Name}`")
{
    public override Child Start(int concurrency, string idsFile) =>
        new(package.Node!, package.Script!, idsFile, concurrency.ToString(CultureInfo.InvariantCulture));
}
