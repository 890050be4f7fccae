using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;

namespace LlamaCloud.PowerShell.Parse;

/// <summary>Where the results of one document are saved.</summary>
/// <param name="Path">The whole path without the ending, such as <c>/archive/md/report</c>.</param>
/// <param name="SourcePath">The whole path of the document; null when it is nowhere on this machine.</param>
/// <param name="Notice">What has to be said of it; null for nothing.</param>
internal sealed record ResultPlace(string Path, string? SourcePath, string? Notice)
{
    /// <summary>The formats, and how their files end.</summary>
    public static IReadOnlyDictionary<string, string> Endings { get; } = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase)
    {
        ["Markdown"] = ".md",
        ["Text"] = ".txt",
        ["Items"] = ".items.json",
        ["Metadata"] = ".metadata.json",
        ["Pdf"] = ".parsed.pdf",
        ["Xlsx"] = ".tables.xlsx",
        ["Images"] = ".images",
    };

    /// <summary>The file, or for images the folder, of a format.</summary>
    public string Of(string format) => Path + Endings[format];

    /// <summary>The files, and for images the folder, of formats.</summary>
    public static IEnumerable<string> Of(string path, IEnumerable<string> formats) => formats.Select(format => path + Endings[format]);

    /// <summary>The file of the first of some formats, by which the place is told.</summary>
    public string First(IEnumerable<string> formats) => Of(formats.First());

    /// <summary>Whether all results are there and not older than the document. A document without images has no folder for them.</summary>
    public bool IsDone(IEnumerable<string> formats)
    {
        string[] all = [.. formats];
        string[] files = [.. all.Where(format => !IsImages(format)).Select(Of)];
        DateTime source = SourcePath is not null && File.Exists(SourcePath) ? File.GetLastWriteTimeUtc(SourcePath) : DateTime.MinValue;
        return files.Length > 0
            ? files.All(file => File.Exists(file) && File.GetLastWriteTimeUtc(file) >= source)
            : all.Length > 0 && Directory.Exists(Of("Images")) && Directory.GetLastWriteTimeUtc(Of("Images")) >= source;
    }

    /// <summary>The files that are there.</summary>
    public IEnumerable<string> Existing(IEnumerable<string> formats) =>
        formats.Where(format => !IsImages(format)).Select(Of).Where(File.Exists);

    private static bool IsImages(string format) => string.Equals(format, "Images", StringComparison.OrdinalIgnoreCase);
}
