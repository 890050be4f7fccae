using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text;
using System.Threading.Tasks;

namespace LlamaCloud.Emulator.Files;

/// <summary>What can be read of a document.</summary>
internal static class DocumentText
{
    // More than the text of any document; of a bigger file only the beginning is read, so that it takes no memory.
    private const int Longest = 16 * 1024 * 1024;

    /// <summary>Whether a page is among those that a job is told to read, such as <c>1,3,5-7</c>; all are where it is told nothing.</summary>
    public static bool IsWanted(string? pages, int number) => string.IsNullOrEmpty(pages) || pages
        .Split(',')
        .Select(part => part.Split('-').Select(page => int.Parse(page, CultureInfo.InvariantCulture)).ToArray())
        .Any(part => number >= part[0] && number <= part[^1]);

    /// <summary>The pages that a job is told to read: a form feed ends one. Empty when there is no text, null when the document is encrypted.</summary>
    public static async Task<IReadOnlyList<(int Number, string Text)>?> ReadPagesAsync(StoredFile file, string? pages) => await ReadAsync(file) switch
    {
        null => null,
        "" => [],
        string text => [.. text.Split('\f').Select((page, i) => (i + 1, page.Trim())).Where(page => IsWanted(pages, page.Item1))],
    };

    /// <summary>The text; empty when there is none, null when the document is encrypted.</summary>
    public static async Task<string?> ReadAsync(StoredFile file)
    {
        byte[] bytes = new byte[(int)Math.Min(file.Length, Longest)];
        await using (Stream stream = file.Open())
        {
            await stream.ReadExactlyAsync(bytes);
        }

        if (bytes.AsSpan().StartsWith("%PDF"u8))
        {
            return PdfText.Read(bytes);
        }

        using StreamReader reader = new(new MemoryStream(bytes), Encoding.UTF8);
        string text = await reader.ReadToEndAsync();
        // No text has that character, and nearly every other kind of file does.
        return text.Contains('\0', StringComparison.Ordinal) ? string.Empty : text.Trim();
    }
}
