using System;
using System.Collections.Generic;
using System.Globalization;
using System.Numerics;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace LlamaCloud.Json;

/// <summary>
/// Reads a value of unknown shape as plain .NET values, so that no type of the JSON library reaches the user and
/// <c>$job.AdditionalProperties.name</c> works.
/// </summary>
internal sealed class PlainValueConverter : JsonConverter<object?>
{
    public override bool HandleNull => true;

    public override object? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.StartObject:
                return ReadObject(ref reader, options);
            case JsonTokenType.StartArray:
                return ReadArray(ref reader, options);
            case JsonTokenType.String:
                return reader.GetString();
            case JsonTokenType.Number:
                return ReadNumber(ref reader);
            case JsonTokenType.True or JsonTokenType.False:
                return reader.GetBoolean();
            case JsonTokenType.Null:
                return null;
            default:
                throw new JsonException($"A value cannot begin with {reader.TokenType}.");
        }
    }

    public override void Write(Utf8JsonWriter writer, object? value, JsonSerializerOptions options) =>
        throw new NotSupportedException("Unknown fields are read, never sent.");

    private FieldMap ReadObject(ref Utf8JsonReader reader, JsonSerializerOptions options)
    {
        FieldMap values = [];
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            string name = reader.GetString()!;
            reader.Read();
            values[name] = Read(ref reader, typeof(object), options);
        }

        return values;
    }

    private FieldList ReadArray(ref Utf8JsonReader reader, JsonSerializerOptions options)
    {
        FieldList values = [];
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            values.Add(Read(ref reader, typeof(object), options));
        }

        return values;
    }

    // A double would round a whole number beyond 2^53, and such numbers are ids.
    private static object ReadNumber(ref Utf8JsonReader reader)
    {
        if (reader.TryGetInt64(out long whole))
        {
            return whole;
        }

        bool isWhole = reader.ValueSpan.IndexOfAny((byte)'.', (byte)'e', (byte)'E') < 0;
        return !isWhole ? reader.GetDouble()
            : reader.TryGetDecimal(out decimal large) ? large
            : BigInteger.Parse(Encoding.ASCII.GetString(reader.ValueSpan.ToArray()), CultureInfo.InvariantCulture);
    }
}
