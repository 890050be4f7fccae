using System;
using System.IO;
using System.Security.Cryptography;

namespace LlamaCloud.Emulator.Files;

/// <summary>A file that was uploaded or seeded.</summary>
/// <param name="Id">Its id, <c>dfl-...</c>.</param>
/// <param name="Name">Its name, whatever it is: nothing of it is a path here.</param>
/// <param name="ProjectId">The project that has it.</param>
public sealed record StoredFile(string Id, string Name, string ProjectId)
{
    /// <summary>What another system calls it.</summary>
    public string? ExternalFileId { get; init; }

    /// <summary>The end of its name.</summary>
    public string? FileType => Path.GetExtension(Name) is { Length: > 1 } end ? end[1..].ToLowerInvariant() : null;

    /// <summary>What it is for, such as <c>classify</c>.</summary>
    public string? Purpose { get; init; }

    /// <summary>When it arrived.</summary>
    public DateTimeOffset LastModifiedAt { get; init; }

    /// <summary>When it is to expire. That is only told: it stays.</summary>
    public DateTimeOffset? ExpiresAt { get; init; }

    /// <summary>How many bytes it has.</summary>
    public long Length { get; init; }

    /// <summary>The SHA-256 of its bytes, in lower-case hexadecimal.</summary>
    public string Sha256 { get; init; } = string.Empty;

    /// <summary>The <c>Content-Disposition</c> it was uploaded with, each byte as the character of that number (Latin-1).</summary>
    public string? ContentDisposition { get; init; }

    /// <summary>The <c>Content-Type</c> of its part of the upload; null when the part had none.</summary>
    public string? ContentType { get; init; }

    internal byte[] Contents { get; init; } = [];

    internal string? Location { get; init; }

    /// <summary>Opens its bytes for reading.</summary>
    public Stream Open() => Location is null
        ? new MemoryStream(Contents, writable: false)
        : new FileStream(Location, FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete, 0, useAsync: true);

    /// <summary>The same file with these bytes.</summary>
    internal StoredFile With(byte[] contents) => this with
    {
        Contents = contents,
        Length = contents.Length,
        Sha256 = Convert.ToHexStringLower(SHA256.HashData(contents)),
    };
}
