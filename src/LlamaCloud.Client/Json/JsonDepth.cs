using System;
using System.Text.Json;

namespace LlamaCloud.Json;

/// <summary>How deep JSON of no known shape may be nested, on either way.</summary>
internal static class JsonDepth
{
    public const int Most = 512;

    /// <summary>Whether that is what is wrong with what could not be read.</summary>
    public static bool IsExceeded(ReadOnlySpan<byte> json)
    {
        // One more than is read, so that it is met and not only failed at.
        Utf8JsonReader reader = new(json, new JsonReaderOptions { MaxDepth = Most + 1 });
        try
        {
            while (reader.Read())
            {
                if (reader.TokenType is JsonTokenType.StartObject or JsonTokenType.StartArray && reader.CurrentDepth >= Most)
                {
                    return true;
                }
            }
        }
        catch (JsonException)
        {
            // Something else is wrong with it.
        }

        return false;
    }
}
