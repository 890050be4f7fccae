using System;
using System.IO;
using System.Security.Cryptography;
using System.Text;

namespace LlamaCloud.PowerShell.Report;

/// <summary>The style or the script of the page, which is in this assembly.</summary>
/// <param name="Text">The text.</param>
internal sealed record ReportAsset(string Text)
{
    /// <summary>How the page looks.</summary>
    public static ReportAsset Style { get; } = Read("report.css");

    /// <summary>What sorts and filters.</summary>
    public static ReportAsset Script { get; } = Read("report.js");

    /// <summary>What the page's policy names it by (Content Security Policy Level 3, section 2.3.1).</summary>
    public string Hash
    {
        get
        {
            using IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
            hash.AppendData(Encoding.UTF8.GetBytes(Text));
            return $"'sha256-{Convert.ToBase64String(hash.GetHashAndReset())}'";
        }
    }

    private static ReportAsset Read(string name)
    {
        using StreamReader reader = new(typeof(ReportAsset).Assembly.GetManifestResourceStream(name)!);
        // A browser reads every line break as this one before it takes the hash.
        return new ReportAsset(reader.ReadToEnd().Replace("\r\n", "\n"));
    }
}
