using System;
using System.Collections.Generic;
using System.IO;
using System.Threading;
using System.Threading.Tasks;
using LlamaCloud.Http;

namespace LlamaCloud;

/// <summary>
/// Every operation of the service, by method and path. What changes something and is not idempotent (a POST, a PATCH) is
/// sent again only when the service cannot have begun it.
/// </summary>
public sealed class ApiClient
{
    private readonly Transport _transport;

    internal ApiClient(Transport transport) => _transport = transport;

    /// <summary>Sends a request and reads its answer as JSON.</summary>
    /// <param name="request">The request.</param>
    /// <param name="cancellationToken">Ends the request.</param>
    /// <returns>
    /// The answer in the values that <see cref="ServiceObject.AdditionalProperties"/> names; null for an empty body or a JSON null.
    /// </returns>
    /// <exception cref="ArgumentException">The address of the request is longer than an address can be.</exception>
    /// <exception cref="LlamaCloudException">The request did not succeed, or the answer is not JSON.</exception>
    /// <exception cref="IOException">A file of the form cannot be read.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was cancelled.</exception>
    public Task<object?> SendAsync(ApiRequest request, CancellationToken cancellationToken = default) =>
        _transport.SendAsync(Checked(request).ToServiceRequest(null), PlainAnswer.Expected, cancellationToken);

    /// <summary>Sends a request and answers the text of the body as it came.</summary>
    /// <param name="request">The request.</param>
    /// <param name="cancellationToken">Ends the request.</param>
    /// <returns>The text, read in the charset that the answer names, or else in UTF-8; empty for an empty body.</returns>
    /// <inheritdoc cref="SendAsync" path="/exception"/>
    public async Task<string> SendForTextAsync(ApiRequest request, CancellationToken cancellationToken = default) =>
        await _transport.SendAsync(Checked(request).ToServiceRequest(null), TextAnswer.Expected, cancellationToken).ConfigureAwait(false)
            ?? string.Empty;

    /// <summary>
    /// Sends a request and saves the body of the answer, up to a little more than the largest file (512 MB), as a file: whole, or not at
    /// all.
    /// </summary>
    /// <param name="request">The request.</param>
    /// <param name="path">The whole path of the file. A file that is there is replaced once the answer is whole.</param>
    /// <param name="cancellationToken">Ends the request.</param>
    /// <inheritdoc cref="SendAsync" path="/exception"/>
    public async Task SaveAsync(ApiRequest request, string path, CancellationToken cancellationToken = default)
    {
        using PartialFile file = new(path ?? throw new ArgumentNullException(nameof(path)));
        await file.ReceiveAsync(open => SendToAsync(request, open, cancellationToken)).ConfigureAwait(false);
    }

    /// <summary>
    /// Sends a request and writes the body of the answer, up to a little more than the largest file (512 MB), as it comes.
    /// </summary>
    /// <param name="request">The request.</param>
    /// <param name="open">Opens what it is written to, empty; called again for each further attempt.</param>
    /// <param name="cancellationToken">Ends the request.</param>
    /// <inheritdoc cref="SendAsync" path="/exception"/>
    public Task SendToAsync(ApiRequest request, Func<Stream> open, CancellationToken cancellationToken = default) =>
        _transport.SendAsync(
            Checked(request).ToServiceRequest(null),
            new StreamAnswer(open ?? throw new ArgumentNullException(nameof(open))),
            cancellationToken);

    /// <summary>Reads a list page by page: the token goes into the query of a GET, into the body of anything else.</summary>
    /// <param name="request">The request of the first page.</param>
    /// <returns>
    /// The reader; its requests fail as those of <see cref="SendAsync"/> do. An answer that is an array is the only page.
    /// </returns>
    /// <exception cref="FormatException">The body of the request is not a JSON object, so that no token can go into it.</exception>
    public PageReader<object?> ReadPages(ApiRequest request)
    {
        if (!Checked(request).IsGet && (request.Form.Count > 0 || request.Json?.TrimStart()[0] is not (null or '{')))
        {
            throw new FormatException("Only a body that is one JSON object can ask for the next page.");
        }

        return new PageReader<object?>(_transport, request.ToServiceRequest, ReadPageAsync);
    }

    /// <summary>The address that a request asks, without secrets.</summary>
    /// <param name="request">The request. It is not sent.</param>
    /// <returns>The whole address.</returns>
    /// <exception cref="ArgumentException">There can be no such address: it is too long.</exception>
    public Uri AddressOf(ApiRequest request) => _transport.Show(Checked(request).ToServiceRequest(null));

    private async Task<Page<object?>> ReadPageAsync(ServiceRequest request, CancellationToken cancellationToken)
    {
        object? answer = await _transport.SendAsync(request, PlainAnswer.Expected, cancellationToken).ConfigureAwait(false);
        if (answer is List<object?> only)
        {
            return new Page<object?> { Items = only };
        }

        if (answer is not Dictionary<string, object?> page
            || !page.TryGetValue("items", out object? items)
            || items is not List<object?> list)
        {
            throw _transport.Refuse(request, "was answered with something that is no page of a list: it has no array 'items'");
        }

        page.TryGetValue("next_page_token", out object? token);
        return token is null or string
            ? new Page<object?> { Items = list, NextPageToken = (string?)token }
            : throw _transport.Refuse(
                request, "was answered with a page whose next_page_token is no text, so that the rest of the list cannot be asked for");
    }

    private static ApiRequest Checked(ApiRequest request) => request ?? throw new ArgumentNullException(nameof(request));
}

public sealed partial class LlamaCloudClient
{
    /// <summary>Every operation of the service, by method and path.</summary>
    public ApiClient Api => field ??= new ApiClient(_transport);
}
