using System;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace LlamaCloud.Json;

/// <summary>
/// Timestamps of RFC 3339, with or without fraction and offset. No offset means UTC; the built-in converter would take
/// it for local time.
/// </summary>
internal sealed class Rfc3339Converter : JsonConverter<DateTimeOffset>
{
    public override DateTimeOffset Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType == JsonTokenType.String
        && DateTimeOffset.TryParse(reader.GetString(), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out DateTimeOffset value)
            ? value
            : throw new JsonException("This is not an RFC 3339 date and time.");

    public override void Write(Utf8JsonWriter writer, DateTimeOffset value, JsonSerializerOptions options) =>
        writer.WriteStringValue(value);
}
