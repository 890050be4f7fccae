using System;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;
using LlamaCloud.Http;

namespace LlamaCloud;

/// <summary>Reads a list that the service gives page by page. Not for use by several threads at once.</summary>
/// <typeparam name="T">What the list is of.</typeparam>
public sealed class PageReader<T>
{
    private readonly Transport _transport;
    private readonly Func<string?, ServiceRequest> _request;
    private readonly Func<ServiceRequest, CancellationToken, Task<Page<T>>> _read;
    private readonly HashSet<string> _tokens = new(StringComparer.Ordinal);
    private string? _next;
    private bool _isRepeating;

    /// <param name="transport">What sends its requests.</param>
    /// <param name="request">Makes the request of a page from its token; null for the first.</param>
    /// <param name="answer">What a page is.</param>
    internal PageReader(Transport transport, Func<string?, ServiceRequest> request, Answer<Page<T>> answer)
        : this(transport, request, (page, cancellation) => transport.ReadAsync(page, answer, cancellation))
    {
    }

    internal PageReader(
        Transport transport, Func<string?, ServiceRequest> request, Func<ServiceRequest, CancellationToken, Task<Page<T>>> read)
    {
        _transport = transport;
        _request = request;
        _read = read;
    }

    /// <summary>Whether the last page has been read.</summary>
    public bool IsAtEnd { get; private set; }

    /// <summary>Reads the next page.</summary>
    /// <param name="cancellationToken">Ends the request.</param>
    /// <returns>What is on it. A page may be empty and not be the last: <see cref="IsAtEnd"/> alone says that.</returns>
    /// <exception cref="InvalidOperationException">The last page has been read.</exception>
    /// <exception cref="LlamaCloudException">The request did not succeed, or the list came back to where it had been.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was cancelled.</exception>
    public async Task<IReadOnlyList<T>> NextAsync(CancellationToken cancellationToken = default)
    {
        if (IsAtEnd)
        {
            throw new InvalidOperationException("The last page has been read.");
        }

        ServiceRequest request = _request(_next);
        if (_isRepeating)
        {
            throw _transport.Refuse(request, "would lead back to an earlier page, so that the list would never end");
        }

        Page<T> page = await _read(request, cancellationToken).ConfigureAwait(false);
        _next = page.NextPageToken;
        IsAtEnd = string.IsNullOrEmpty(_next);
        // What is on this page is of use; what it leads to would be without end.
        _isRepeating = !IsAtEnd && !_tokens.Add(_next!);
        return page.Items;
    }

    /// <summary>Reads on to the next page with something on it; empty when there is none.</summary>
    internal async Task<IReadOnlyList<T>> NextFilledAsync(CancellationToken cancellationToken)
    {
        IReadOnlyList<T> page = [];
        while (page.Count == 0 && !IsAtEnd)
        {
            page = await NextAsync(cancellationToken).ConfigureAwait(false);
        }

        return page;
    }

    /// <summary>Reads all that is left.</summary>
    /// <param name="cancellationToken">Ends the requests.</param>
    /// <returns>What is on this and every further page; nothing when the last has been read.</returns>
    /// <inheritdoc cref="NextAsync" path="/exception"/>
    public async Task<IReadOnlyList<T>> ReadAllAsync(CancellationToken cancellationToken = default)
    {
        List<T> all = [];
        while (!IsAtEnd)
        {
            all.AddRange(await NextAsync(cancellationToken).ConfigureAwait(false));
        }

        return all;
    }
}
