using System;
using System.IO;
using LlamaCloud.Package;

// Completes the manifest of the module that has been laid out, and makes of the module what is published.
if (args.Length is not (4 or 5))
{
    Console.Error.WriteLine(
        "usage: LlamaCloud.Package <source manifest> <changelog> <folder of the module> <folder of the packages> [<address of the "
            + "repository>]");
    return 2;
}

try
{
    ModuleManifest source = ModuleManifest.Read(args[0]);
    string text = source.With(Changelog.NotesOf(File.ReadAllText(args[1]), source.Version), args.Length == 5 ? args[4] : string.Empty);
    string path = Path.Combine(args[2], Path.GetFileName(args[0]));
    File.WriteAllText(path, text);
    ModuleManifest manifest = ModuleManifest.Read(path);
    ModuleFiles files = new(args[2]);
    GalleryPackage.Write(manifest, files, Path.Combine(args[3], $"{manifest.Name}.{manifest.Version}.nupkg"));
    AutomationPackage.Write(manifest, files, Path.Combine(args[3], manifest.Name + ".zip"));
    return 0;
}
catch (PackageException problem)
{
    Console.Error.WriteLine($"error : {problem.Message}");
    return 1;
}
