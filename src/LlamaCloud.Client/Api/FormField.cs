using System;

namespace LlamaCloud;

/// <summary>One field of a form: a text, or a file that is read when it is sent.</summary>
public sealed class FormField
{
    private FormField(string name, string text, string? file)
    {
        Name = name ?? throw new ArgumentNullException(nameof(name));
        Text = text;
        File = file;
    }

    /// <summary>The field's name.</summary>
    public string Name { get; }

    /// <summary>Its text; empty for a file.</summary>
    public string Text { get; }

    /// <summary>The path of its file; null for a text.</summary>
    public string? File { get; }

    /// <summary>A field with a text.</summary>
    /// <param name="name">The field's name.</param>
    /// <param name="text">Its text.</param>
    public static FormField OfText(string name, string text) => new(name, text ?? throw new ArgumentNullException(nameof(text)), null);

    /// <summary>A field with a file.</summary>
    /// <param name="name">The field's name.</param>
    /// <param name="path">The path of the file.</param>
    /// <exception cref="ArgumentException">The path is empty.</exception>
    public static FormField OfFile(string name, string path) => string.IsNullOrWhiteSpace(path)
        ? throw new ArgumentException("The path is empty.", nameof(path))
        : new(name, string.Empty, path);
}
