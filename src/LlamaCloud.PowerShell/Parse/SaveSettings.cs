using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;

namespace LlamaCloud.PowerShell.Parse;

/// <summary>How results are saved, the same for all documents.</summary>
/// <param name="Formats">Which of them.</param>
/// <param name="Encoding">How texts are written.</param>
/// <param name="Overwrite">Whether what is there is replaced.</param>
internal sealed record SaveSettings(string[] Formats, Encoding Encoding, bool Overwrite)
{
    private static readonly Dictionary<string, string> s_expansions = new(StringComparer.OrdinalIgnoreCase)
    {
        ["Markdown"] = "markdown",
        ["Text"] = "text",
        ["Items"] = "items",
        ["Metadata"] = "metadata",
        ["Pdf"] = "output_pdf_content_metadata",
        ["Xlsx"] = "xlsx_content_metadata",
        ["Images"] = "images_content_metadata",
    };

    /// <summary>What one request has to ask for.</summary>
    public string[] Expand { get; } = [.. Formats.Select(format => s_expansions[format]).Distinct()];

    /// <summary>Those of them that come page by page.</summary>
    public IEnumerable<string> Pages => Formats.Where(format => !s_expansions[format].EndsWith("_content_metadata", StringComparison.Ordinal));

    /// <summary>Whether a format is among them.</summary>
    public bool Has(string format) => Formats.Contains(format, StringComparer.OrdinalIgnoreCase);
}
