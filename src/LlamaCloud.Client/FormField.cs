using System;
using System.IO;
using LlamaCloud.Http;

namespace LlamaCloud;

/// <summary>One field of a form: a text, or the contents of a file that are read when they are sent.</summary>
public sealed class FormField
{
    private FormField(string name, string text, FormFile? file)
    {
        Name = name ?? throw new ArgumentNullException(nameof(name));
        Text = text;
        Contents = file;
    }

    /// <summary>The field's name.</summary>
    public string Name { get; }

    /// <summary>Its text; empty for a file.</summary>
    public string Text { get; }

    /// <summary>The path of its file; null for a text or a stream.</summary>
    public string? File => Contents?.Path;

    internal FormFile? Contents { get; }

    /// <summary>The same under another name.</summary>
    internal FormField Named(string name) => new(name, Text, Contents);

    /// <summary>A field with a text.</summary>
    /// <param name="name">The field's name.</param>
    /// <param name="text">Its text.</param>
    /// <returns>The field.</returns>
    /// <exception cref="ArgumentNullException">One of both is null.</exception>
    public static FormField OfText(string name, string text) => new(name, text ?? throw new ArgumentNullException(nameof(text)), null);

    /// <summary>A field with a file.</summary>
    /// <param name="name">The field's name.</param>
    /// <param name="path">The path of the file. Its last part is the name that the form gives it.</param>
    /// <returns>The field. The file is opened when it is sent.</returns>
    /// <exception cref="ArgumentException">The path is empty.</exception>
    public static FormField OfFile(string name, string path) => string.IsNullOrWhiteSpace(path)
        ? throw new ArgumentException("The path is empty.", nameof(path))
        : new(name, string.Empty, FormFile.At(path));

    /// <summary>A field with what a stream holds from where it stands; see <see cref="FileUpload.OfStream"/>.</summary>
    /// <param name="name">The field's name.</param>
    /// <param name="stream">The stream. It is not closed.</param>
    /// <param name="fileName">The name of the file that it is to be.</param>
    /// <returns>The field.</returns>
    /// <exception cref="ArgumentException">The stream cannot be read, or the name is empty.</exception>
    public static FormField OfStream(string name, Stream stream, string fileName) =>
        !(stream ?? throw new ArgumentNullException(nameof(stream))).CanRead ? throw new ArgumentException("The stream cannot be read.", nameof(stream))
        : string.IsNullOrWhiteSpace(fileName) ? throw new ArgumentException("The name is empty.", nameof(fileName))
        : new(name, string.Empty, FormFile.Of(stream, fileName));
}
