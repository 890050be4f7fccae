using System;
using System.IO;
using System.Text;
using System.Threading.Tasks;

namespace LlamaCloud.Emulator.Files;

/// <summary>What can be read of a document.</summary>
internal static class DocumentText
{
    // More than the text of any document; of a bigger file only the beginning is read, so that it takes no memory.
    private const int Longest = 16 * 1024 * 1024;

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
