using System;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace LlamaCloud.Json;

/// <summary>
/// Timestamps of RFC 3339, with or without fraction and offset. No offset means UTC; the built-in converter would take
/// it for local time. A text that is no time reads as null: a job is worth more than its date.
/// </summary>
internal sealed class Rfc3339Converter : JsonConverter<DateTimeOffset?>
{
    private const int LongestExact = 28; // yyyy-MM-ddTHH:mm:ss.fffffffZ

    public override DateTimeOffset? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType != JsonTokenType.String)
        {
            throw new JsonException("This is not a text with a date and time.");
        }

        // As the service writes them: read where they stand. Without the Z the reader would take them for local time, and of a longer
        // fraction it would drop what it does not keep, instead of rounding.
        if (!reader.HasValueSequence
            && reader.ValueSpan.Length <= LongestExact
            && reader.ValueSpan.EndsWith("Z"u8)
            && reader.TryGetDateTimeOffset(out DateTimeOffset value))
        {
            return value;
        }

        return DateTimeOffset.TryParse(
            reader.GetString(), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out value)
            ? value
            : null;
    }

    public override void Write(Utf8JsonWriter writer, DateTimeOffset? value, JsonSerializerOptions options) =>
        throw new NotSupportedException("Times in answers are read, never sent.");
}
