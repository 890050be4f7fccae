using System;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace LlamaCloud.Json;

/// <summary>Whole numbers, also where they come as text or with a point (<c>10.0</c>), which JSON does not tell apart.</summary>
internal sealed class WholeNumberConverter : JsonConverter<int?>
{
    public override int? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        decimal number = reader.TokenType switch
        {
            JsonTokenType.Number when reader.TryGetDecimal(out decimal value) => value,
            JsonTokenType.String when decimal.TryParse(
                reader.GetString(), NumberStyles.Float, CultureInfo.InvariantCulture, out decimal value) => value,
            _ => throw new JsonException("This is not a number."),
        };
        return number == decimal.Truncate(number) && number is >= int.MinValue and <= int.MaxValue
            ? (int)number
            : throw new JsonException("This is not a whole number.");
    }

    public override void Write(Utf8JsonWriter writer, int? value, JsonSerializerOptions options) =>
        throw new NotSupportedException("Numbers in answers are read, never sent.");
}
