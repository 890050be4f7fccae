using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;

namespace LlamaCloud.Package;

/// <summary>The files of the module in one order, whatever the file system says.</summary>
internal sealed class ModuleFiles(string folder)
{
    /// <summary>No file is older or newer than any other: the same module makes the same package, whenever it is made.</summary>
    public static DateTimeOffset Time { get; } = new(2000, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>Where each is, and its path in the module, with slashes.</summary>
    public IReadOnlyList<(string Path, string Name)> All { get; } =
    [
        .. Directory.GetFiles(folder, "*", SearchOption.AllDirectories)
            .Select(path => (path, Path.GetRelativePath(folder, path).Replace('\\', '/')))
            .OrderBy(file => file.Item2, StringComparer.Ordinal),
    ];
}
