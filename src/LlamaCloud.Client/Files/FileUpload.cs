using System;
using System.IO;

namespace LlamaCloud;

/// <summary>What is uploaded: a file, which is read as it is sent, or a stream.</summary>
public sealed record FileUpload
{
    /// <summary>The largest file that the service takes: 512 MB.</summary>
    public const long LargestFile = 512L * 1024 * 1024;

    private FileUpload(FormField contents) => Contents = contents;

    /// <summary>What the file is for: <c>user_data</c>, <c>classify</c> and others (see <see cref="LlamaCloudFile.Purpose"/>).</summary>
    public string Purpose { get; init; } = "user_data";

    /// <summary>Its id in another system; null for none.</summary>
    public string? ExternalFileId { get; init; }

    /// <summary>Is told how many bytes of the contents are on their way in this attempt; 0 when an attempt begins. On any thread.</summary>
    public Action<long>? Sent { get; init; }

    internal FormField Contents { get; }

    /// <summary>A file. It is opened for each attempt.</summary>
    /// <param name="path">Its path; the last part is the name it is given at the service.</param>
    /// <exception cref="ArgumentException">The path is empty.</exception>
    public static FileUpload OfFile(string path) => new(FormField.OfFile("file", path));

    /// <summary>
    /// A stream, from where it stands to its end. It is not closed. One that cannot seek is sent once and never again, whatever
    /// becomes of that attempt.
    /// </summary>
    /// <param name="stream">The stream.</param>
    /// <param name="name">The name that the file is given.</param>
    /// <exception cref="ArgumentException">The stream cannot be read, or the name is empty.</exception>
    public static FileUpload OfStream(Stream stream, string name) => new(FormField.OfStream("file", stream, name));
}
