using System;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace LlamaCloud.Json;

/// <summary>
/// Texts that are the same in most objects of a list, such as a status, a project or a rule: those that come again are kept once, and
/// not once for each object.
/// </summary>
internal sealed class RepeatedTextConverter : JsonConverter<string>
{
    private const int Longest = 256;

    // A text takes the place of another one: what comes but once is forgotten again. Threads may race for a place, since each only
    // puts a text there that it has read itself.
    private static readonly string?[] s_texts = new string?[256];

    public override string? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType != JsonTokenType.String
            || reader.HasValueSequence || reader.ValueIsEscaped || reader.ValueSpan.Length > Longest)
        {
            return reader.GetString();
        }

        ReadOnlySpan<byte> text = reader.ValueSpan;
        uint place = 2166136261;
        foreach (byte one in text)
        {
            // FNV-1a.
            place = unchecked((place ^ one) * 16777619);
        }

        ref string? known = ref s_texts[place % (uint)s_texts.Length];
        return known is string kept && IsSame(kept, text) ? kept : known = reader.GetString();
    }

    public override void Write(Utf8JsonWriter writer, string value, JsonSerializerOptions options) => writer.WriteStringValue(value);

    // What is not ASCII is read anew.
    private static bool IsSame(string kept, ReadOnlySpan<byte> text)
    {
        if (kept.Length != text.Length)
        {
            return false;
        }

        for (int i = 0; i < text.Length; i++)
        {
            if (kept[i] != text[i] || text[i] > 127)
            {
                return false;
            }
        }

        return true;
    }
}
