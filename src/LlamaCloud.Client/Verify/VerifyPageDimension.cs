using System.Text.Json.Serialization;

namespace LlamaCloud;

/// <summary>How large a page is to which the boxes of regions refer.</summary>
public sealed class VerifyPageDimension : ServiceObject
{
    [JsonConstructor]
    internal VerifyPageDimension()
    {
    }

    /// <summary>The page, counted from 0; null only if the service does not say.</summary>
    [JsonInclude]
    public int? Page { get; internal set; }

    /// <summary>Its width in pixels; null only if the service does not say.</summary>
    [JsonInclude]
    public int? Width { get; internal set; }

    /// <summary>Its height in pixels; null only if the service does not say.</summary>
    [JsonInclude]
    public int? Height { get; internal set; }

    /// <summary>Width and height, on one line.</summary>
    public override string ToString() => $"{Width} x {Height}";
}
