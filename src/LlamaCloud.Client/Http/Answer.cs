using System;
using System.IO;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using System.Threading;
using System.Threading.Tasks;

namespace LlamaCloud.Http;

/// <summary>What a successful answer is expected to be.</summary>
/// <param name="TypeInfo">How its JSON is read; null when the body does not matter.</param>
/// <param name="IsWhole">Whether what could be read is what the service sends (has an id, say).</param>
internal sealed record Answer<T>(JsonTypeInfo<T>? TypeInfo, Func<T, bool> IsWhole)
    where T : class
{
    /// <summary>An answer whose body does not matter.</summary>
    public static Answer<T> None { get; } = new(null, _ => true);

    /// <summary>Reads it.</summary>
    /// <exception cref="InvalidDataException">It is not what is expected; the message says why.</exception>
    public async Task<T?> ReadAsync(Stream body, CancellationToken cancellationToken)
    {
        if (TypeInfo is null)
        {
            return null;
        }

        try
        {
            T? value = await JsonSerializer.DeserializeAsync(body, TypeInfo, cancellationToken).ConfigureAwait(false);
            return value is not null && IsWhole(value) ? value : throw new InvalidDataException("its fields are missing");
        }
        // A body that the deadline cut off is not JSON either, but that is not what is wrong with it.
        catch (JsonException problem) when (!cancellationToken.IsCancellationRequested)
        {
            throw new InvalidDataException(problem.Path is { Length: > 1 } path ? $"it cannot be read at {path}" : "it cannot be read", problem);
        }
    }
}
