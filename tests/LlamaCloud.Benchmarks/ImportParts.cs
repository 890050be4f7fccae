using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;

namespace LlamaCloud.Benchmarks;

/// <summary>What an import of the module takes without parts of it: the difference is what they take.</summary>
internal static class ImportParts
{
    /// <summary>Copies of the module, each with what it is without, as the report names it.</summary>
    public static IReadOnlyList<(string Name, string Manifest)> Make(TemporaryFolder folder) =>
    [
        ("LlamaCloud without its types", Copy(folder, "types", hasViews: true)),
        ("LlamaCloud without its types and views: the cmdlets alone", Copy(folder, "views", hasViews: false)),
    ];

    private static string Copy(TemporaryFolder folder, string name, bool hasViews)
    {
        string copy = Path.Combine(folder.Folder("without-" + name), "LlamaCloud");
        foreach (string file in Directory.GetFiles(Places.Module, "*", SearchOption.AllDirectories))
        {
            string target = Path.Combine(copy, Path.GetRelativePath(Places.Module, file));
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Copy(file, target);
        }

        string script = Path.Combine(copy, "LlamaCloud.psm1");
        File.WriteAllLines(
            script, File.ReadAllLines(script).TakeWhile(line => !line.StartsWith("# By a file of types", StringComparison.Ordinal)));
        string manifest = Path.Combine(copy, "LlamaCloud.psd1");
        File.WriteAllLines(
            manifest, File.ReadAllLines(manifest).Where(line => hasViews || !line.Contains("FormatsToProcess", StringComparison.Ordinal)));
        return manifest;
    }
}
