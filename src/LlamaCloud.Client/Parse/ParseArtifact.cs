namespace LlamaCloud;

/// <summary>A file among the results of a parse job, which is downloaded from an address of its own.</summary>
public sealed class ParseArtifact
{
    internal ParseArtifact(string kind, string name, string? address, string? contentType, string? category)
    {
        Kind = kind;
        Name = name;
        Address = address;
        ContentType = contentType;
        Category = category;
    }

    /// <summary>What it is: <c>image</c>, <c>xlsx</c>, <c>output_pdf</c>.</summary>
    public string Kind { get; }

    /// <summary>The name of an image, which its links in the Markdown have; empty for the others.</summary>
    public string Name { get; }

    /// <summary>The media type of an image; null when the service does not say.</summary>
    public string? ContentType { get; }

    /// <summary>Where an image is from: <c>screenshot embedded layout</c>; null when the service does not say.</summary>
    public string? Category { get; }

    // Whoever has it has the file, for a time: it is shown nowhere.
    internal string? Address { get; }

    /// <summary>Kind and name.</summary>
    public override string ToString() => Name.Length == 0 ? Kind : Name;
}
