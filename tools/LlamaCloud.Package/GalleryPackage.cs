using System;
using System.Globalization;
using System.IO;
using System.Linq;
using NuGet.Common;
using NuGet.Packaging;
using NuGet.Versioning;

namespace LlamaCloud.Package;

/// <summary>
/// The module as the PowerShell Gallery takes it: a NuGet package of its files, described as Publish-Module describes it.
/// </summary>
internal static class GalleryPackage
{
    public static void Write(ModuleManifest manifest, ModuleFiles files, string path)
    {
        PackageBuilder package = new(deterministic: true, NullLogger.Instance)
        {
            DeterministicTimestamp = ModuleFiles.Time.ToString("O", CultureInfo.InvariantCulture),
            Id = manifest.Name,
            Version = NuGetVersion.Parse(manifest.Version),
            Description = manifest["Description"],
            Copyright = manifest["Copyright"],
            ReleaseNotes = manifest.Find("ReleaseNotes"),
            ProjectUrl = UriOf(manifest.Find("ProjectUri")),
            LicenseUrl = UriOf(manifest.Find("LicenseUri")),
        };
        package.Authors.Add(manifest["Author"]);
        package.Owners.Add(manifest["CompanyName"]);
        // By these the gallery knows a module, and finds it by the names of its commands.
        string[] known = [
            "PSModule",
            "PSIncludes_Cmdlet",
            .. manifest.Cmdlets.SelectMany(cmdlet => (string[])["PSCmdlet_" + cmdlet, "PSCommand_" + cmdlet]),
        ];
        package.Tags.AddRange(known.Concat(manifest.Tags));
        package.Files.AddRange(
            files.All.Select(
                file => new PhysicalPackageFile
                {
                    SourcePath = file.Path,
                    TargetPath = file.Name.Replace('/', Path.DirectorySeparatorChar),
                }));
        using FileStream stream = File.Create(path);
        package.Save(stream);
    }

    private static Uri? UriOf(string? address) => address is null ? null : new Uri(address);
}
