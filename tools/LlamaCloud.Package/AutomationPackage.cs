using System.IO;
using System.IO.Compression;

namespace LlamaCloud.Package;

/// <summary>The module as Azure Automation imports it: a zip file that is named after it and holds its folder.</summary>
internal static class AutomationPackage
{
    public static void Write(ModuleManifest manifest, ModuleFiles files, string path)
    {
        using FileStream stream = File.Create(path);
        using ZipArchive zip = new(stream, ZipArchiveMode.Create);
        foreach ((string source, string name) in files.All)
        {
            ZipArchiveEntry entry = zip.CreateEntry($"{manifest.Name}/{name}", CompressionLevel.SmallestSize);
            entry.LastWriteTime = ModuleFiles.Time;
            using Stream content = entry.Open();
            using FileStream file = File.OpenRead(source);
            file.CopyTo(content);
        }
    }
}
