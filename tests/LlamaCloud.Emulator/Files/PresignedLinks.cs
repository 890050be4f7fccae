using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Security.Cryptography;
using System.Text.Json.Nodes;
using System.Threading.Tasks;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace LlamaCloud.Emulator.Files;

/// <summary>
/// The storage behind the service: another host, here another port, that gives a file to whoever has its presigned
/// address, and to which no key may go.
/// </summary>
internal sealed class PresignedLinks(FileStore files, TimeProvider clock)
{
    private readonly ConcurrentDictionary<string, Link> _links = new(StringComparer.Ordinal);
    private readonly ConcurrentQueue<string> _violations = new();

    public Uri Address { get; set; } = null!;

    public IReadOnlyList<string> Violations => [.. _violations];

    /// <summary>A new address of a file, as the service sends it.</summary>
    public JsonObject To(StoredFile file, TimeSpan lifetime) => To(file, lifetime, () => files.Find(file.Id));

    /// <summary>A new address of what is no file of the service, such as a result.</summary>
    public JsonObject To(StoredFile file, TimeSpan lifetime, Func<StoredFile?> find)
    {
        string path = "/files/" + RandomNumberGenerator.GetHexString(32, lowercase: true);
        Link link = new(find, RandomNumberGenerator.GetHexString(64, lowercase: true), clock.GetUtcNow() + lifetime);
        _links[path] = link;
        return new JsonObject
        {
            ["url"] = new Uri(Address, path) + $"?X-Signature={link.Signature}&name={Uri.EscapeDataString(file.Name)}",
            ["expires_at"] = Timestamps.Text(link.ExpiresAt),
            ["form_fields"] = null,
        };
    }

    /// <summary>Refuses what brings a key along, whatever else is to go wrong with it.</summary>
    public Task CheckAsync(HttpContext context, RequestDelegate next)
    {
        if (context.Request.Headers.Authorization.Count == 0)
        {
            return next(context);
        }

        _violations.Enqueue($"{context.Request.Method} {context.Request.Path}{context.Request.QueryString}");
        return Refuse(400, "InvalidArgument", "Only one auth mechanism allowed").ExecuteAsync(context);
    }

    public Task AnswerAsync(HttpContext context) => Find(context.Request).ExecuteAsync(context);

    private IResult Find(HttpRequest request)
    {
        if (!_links.TryGetValue(request.Path.Value!, out Link? link) || !HttpMethods.IsGet(request.Method))
        {
            return Refuse(404, "NoSuchKey", "The specified key does not exist.");
        }

        if (request.Query["X-Signature"] != link.Signature)
        {
            return Refuse(403, "SignatureDoesNotMatch", "The request signature we calculated does not match the signature you provided.");
        }

        if (clock.GetUtcNow() >= link.ExpiresAt)
        {
            return Refuse(403, "AccessDenied", "Request has expired");
        }

        return link.Find() is StoredFile file
            ? Results.Stream(
                file.Open(),
                "application/octet-stream",
                lastModified: file.LastModifiedAt,
                entityTag: new EntityTagHeaderValue($"\"{file.Sha256}\""),
                enableRangeProcessing: true)
            : Refuse(404, "NoSuchKey", "The specified key does not exist.");
    }

    private static IResult Refuse(int status, string code, string message) => Results.Text(
        $"<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<Error><Code>{code}</Code><Message>{message}</Message></Error>",
        "application/xml",
        statusCode: status);

    private sealed record Link(Func<StoredFile?> Find, string Signature, DateTimeOffset ExpiresAt);
}
