using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Net.Http.Headers;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using System.Threading;
using System.Threading.Tasks;

namespace LlamaCloud.Http;

/// <summary>What a successful answer is expected to be.</summary>
internal abstract class Answer<T>
    where T : class
{
    /// <summary>What the request says it accepts.</summary>
    public virtual string MediaType => "application/json";

    /// <summary>Whether it is the contents of a file, which have no limit, and take as long as their size asks for.</summary>
    public virtual bool IsFile => false;

    /// <summary>Reads it.</summary>
    /// <param name="body">The body.</param>
    /// <param name="headers">What the answer says about it.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <exception cref="InvalidDataException">It is not what is expected; the message says why.</exception>
    public abstract Task<T?> ReadAsync(Stream body, HttpContentHeaders headers, CancellationToken cancellationToken);
}

/// <summary>JSON of a known shape.</summary>
/// <param name="typeInfo">How it is read.</param>
/// <param name="isWhole">Whether what could be read is what the service sends (has an id, say).</param>
internal sealed class JsonAnswer<T>(JsonTypeInfo<T> typeInfo, Func<T, bool> isWhole) : Answer<T>
    where T : class
{
    public override async Task<T?> ReadAsync(Stream body, HttpContentHeaders headers, CancellationToken cancellationToken)
    {
        try
        {
            T? value = await JsonSerializer.DeserializeAsync(body, typeInfo, cancellationToken).ConfigureAwait(false);
            return value is not null && isWhole(value) ? value : throw new InvalidDataException("its fields are missing");
        }
        // A body that the deadline cut off is not JSON either, but that is not what is wrong with it.
        catch (JsonException problem) when (!cancellationToken.IsCancellationRequested)
        {
            throw new InvalidDataException(
                problem.Path is { Length: > 1 } path ? $"it cannot be read at {path}" : "it cannot be read", problem);
        }
    }
}

/// <summary>JSON of a known shape that has an id, or ids.</summary>
internal static class JsonAnswer
{
    /// <summary>One thing.</summary>
    /// <param name="typeInfo">How it is read.</param>
    /// <param name="id">Its id. What has none is not what was asked for.</param>
    public static Answer<T> One<T>(JsonTypeInfo<T> typeInfo, Func<T, string?> id)
        where T : class => new JsonAnswer<T>(typeInfo, one => HasId(one, id));

    /// <summary>The same answer, when it is about what was asked for: an id without its prefix or in another case is the same.</summary>
    /// <param name="answer">The answer.</param>
    /// <param name="id">The id of what was answered.</param>
    /// <param name="expected">The id that was asked for.</param>
    public static Answer<T> About<T>(this Answer<T> answer, Func<T, string> id, string expected)
        where T : class => new AnswerAbout<T>(answer, id, expected);

    /// <summary>A list without pages.</summary>
    /// <inheritdoc cref="One"/>
    public static Answer<List<T>> All<T>(JsonTypeInfo<List<T>> typeInfo, Func<T, string?> id)
        where T : class => new JsonAnswer<List<T>>(typeInfo, all => all.All(one => HasId(one, id)));

    /// <summary>A page of a list.</summary>
    /// <inheritdoc cref="One"/>
    public static Answer<Page<T>> Page<T>(JsonTypeInfo<Page<T>> typeInfo, Func<T, string?> id)
        where T : class => new JsonAnswer<Page<T>>(typeInfo, page => page.Items?.All(one => HasId(one, id)) == true);

    /// <summary>Whether two ids are the same: the service writes those of older things without their prefix of three letters.</summary>
    public static bool IsSame(string one, string other) => string.Equals(Bare(one), Bare(other), StringComparison.OrdinalIgnoreCase);

    private static string Bare(string text)
    {
        string id = text.Trim();
        return id.Length > 4 && id[3] == '-' ? id.Substring(4) : id;
    }

    private static bool HasId<T>(T? one, Func<T, string?> id)
        where T : class => one is not null && !string.IsNullOrEmpty(id(one));
}

/// <summary>An answer that has to be about one id.</summary>
internal sealed class AnswerAbout<T>(Answer<T> inner, Func<T, string> id, string expected) : Answer<T>
    where T : class
{
    public override string MediaType => inner.MediaType;

    public override async Task<T?> ReadAsync(Stream body, HttpContentHeaders headers, CancellationToken cancellationToken)
    {
        T? answer = await inner.ReadAsync(body, headers, cancellationToken).ConfigureAwait(false);
        return answer is null || JsonAnswer.IsSame(id(answer), expected)
            ? answer
            : throw new InvalidDataException($"it is about '{id(answer)}', which was not asked for");
    }
}

/// <summary>An answer whose body does not matter.</summary>
internal sealed class NoAnswer : Answer<object>
{
    public static NoAnswer Expected { get; } = new();

    public override Task<object?> ReadAsync(Stream body, HttpContentHeaders headers, CancellationToken cancellationToken) =>
        Task.FromResult<object?>(null);
}
