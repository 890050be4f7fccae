using System;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace LlamaCloud.Json;

/// <summary>Numbers, also where they come as text. One beyond every number (<c>1e999</c>) says nothing and reads as null.</summary>
internal sealed class FiniteNumberConverter : JsonConverter<double?>
{
    public override double? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => reader.TokenType switch
    {
        // .NET Framework refuses what is too large, and .NET reads it as infinite.
        JsonTokenType.Number => reader.TryGetDouble(out double number) ? Finite(number) : null,
        JsonTokenType.String when double.TryParse(
            reader.GetString(), NumberStyles.Float, CultureInfo.InvariantCulture, out double number) => Finite(number),
        _ => throw new JsonException("This is not a number."),
    };

    public override void Write(Utf8JsonWriter writer, double? value, JsonSerializerOptions options) =>
        throw new NotSupportedException("Numbers in answers are read, never sent.");

    private static double? Finite(double number) => double.IsInfinity(number) || double.IsNaN(number) ? null : number;
}
