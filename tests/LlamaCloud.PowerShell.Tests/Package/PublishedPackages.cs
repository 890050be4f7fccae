using System;
using System.Collections.Generic;
using System.IO;
using System.IO.Compression;
using System.Linq;
using System.Security.Cryptography;
using System.Xml.Linq;

namespace LlamaCloud.PowerShell.Tests.Package;

/// <summary>The packages that the build of a repository has made.</summary>
internal sealed class PublishedPackages(string repository)
{
    // What makes a zip file a package (ECMA-376, part 2) and a package one of NuGet's. An installer leaves them out.
    private static readonly string[] s_packageParts =
    [
        "_rels/.rels",
        "[Content_Types].xml",
        "package/services/metadata/core-properties/nuget.psmdcp",
        "LlamaCloud.nuspec",
    ];

    /// <summary>What the PowerShell Gallery takes.</summary>
    public string Gallery { get; } = Directory.GetFiles(Path.Combine(repository, "out"), "LlamaCloud.*.nupkg").Single();

    /// <summary>What Azure Automation takes.</summary>
    public string Automation { get; } = Path.Combine(repository, "out", "LlamaCloud.zip");

    /// <summary>How the gallery describes it.</summary>
    public XElement ReadMetadata()
    {
        using ZipArchive zip = ZipFile.OpenRead(Gallery);
        using Stream nuspec = zip.GetEntry("LlamaCloud.nuspec")!.Open();
        return XDocument.Load(nuspec).Root!.Elements().Single();
    }

    /// <summary>The entries of a package with their hashes, in the order in which they stand there.</summary>
    public static IReadOnlyList<(string Name, string Hash)> Entries(string package)
    {
        using ZipArchive zip = ZipFile.OpenRead(package);
        return [.. zip.Entries.Select(entry => (entry.FullName, Hash(entry)))];
    }

    /// <summary>The files of the module in a package, with their hashes.</summary>
    public static IReadOnlyList<(string Name, string Hash)> ModuleFiles(string package) =>
    [
        .. Entries(package).Where(entry => !s_packageParts.Contains(entry.Name))
            .Select(
                entry => (
                    entry.Name.StartsWith("LlamaCloud/", StringComparison.Ordinal) ? entry.Name["LlamaCloud/".Length..] : entry.Name,
                    entry.Hash))
            .OrderBy(entry => entry.Item1, StringComparer.Ordinal),
    ];

    /// <summary>Installs a package as its installer does, and answers the folder for the module path.</summary>
    public static string Install(string package, string folder, string version)
    {
        bool isGallery = Path.GetExtension(package) == ".nupkg";
        // Install-Module puts it into a folder of its name and version; Azure unpacks the folder that is in it.
        string target = isGallery ? Path.Combine(folder, "LlamaCloud", version) : folder;
        ZipFile.ExtractToDirectory(package, target);
        if (isGallery)
        {
            Array.ForEach(s_packageParts, part => File.Delete(Path.Combine(target, part)));
        }

        return folder;
    }

    private static string Hash(ZipArchiveEntry entry)
    {
        using Stream content = entry.Open();
        return Convert.ToHexString(SHA256.HashData(content));
    }
}
