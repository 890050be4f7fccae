using System;
using System.Net.Http;
using System.Net.Http.Headers;
using System.Text;

namespace LlamaCloud.Http;

/// <summary>One request before it has an address: method, path, query, body, and whether it may be sent twice.</summary>
internal sealed class ServiceRequest
{
    private readonly StringBuilder _relative;
    private bool _hasQuery;

    private ServiceRequest(HttpMethod method, string path, bool isRepeatable)
    {
        Method = method;
        _relative = new StringBuilder(path);
        IsRepeatable = isRepeatable;
    }

    public HttpMethod Method { get; }

    /// <summary>Whether sending it again after an attempt of unknown outcome cannot do the work twice.</summary>
    public bool IsRepeatable { get; }

    /// <summary>The body, JSON in UTF-8; null for none.</summary>
    public byte[]? Body { get; private set; }

    /// <summary>Starts a GET.</summary>
    /// <param name="path">The path below the base address, without a slash before it: <c>api/v2/classify</c>.</param>
    public static ServiceRequest Get(string path) => new(HttpMethod.Get, path, isRepeatable: true);

    /// <summary>Starts a DELETE.</summary>
    /// <param name="path">As for <see cref="Get"/>.</param>
    public static ServiceRequest Delete(string path) => new(HttpMethod.Delete, path, isRepeatable: true);

    /// <summary>Starts a POST.</summary>
    /// <param name="path">As for <see cref="Get"/>.</param>
    /// <param name="isRepeatable">Whether something in it, such as a <c>transaction_id</c>, keeps the service from doing it twice.</param>
    public static ServiceRequest Post(string path, bool isRepeatable) => new(HttpMethod.Post, path, isRepeatable);

    /// <summary>Gives it a body.</summary>
    public ServiceRequest Json(byte[] body)
    {
        Body = body;
        return this;
    }

    /// <summary>Adds an id to the path, escaped.</summary>
    /// <exception cref="ArgumentException">It is no id (see <see cref="ResourceId"/>).</exception>
    public ServiceRequest Segment(string id, string parameterName)
    {
        if (!ResourceId.TryParse(id, out string segment, out string? problem))
        {
            throw new ArgumentException($"The id '{id}' {problem}.", parameterName);
        }

        _relative.Append('/').Append(Uri.EscapeDataString(segment));
        return this;
    }

    /// <summary>Adds a word to the path.</summary>
    public ServiceRequest Then(string word)
    {
        _relative.Append('/').Append(word);
        return this;
    }

    /// <summary>Adds a query parameter, escaped; nothing when the value is null or white space.</summary>
    public ServiceRequest Query(string name, string? value)
    {
        if (!string.IsNullOrWhiteSpace(value))
        {
            _relative.Append(_hasQuery ? '&' : '?').Append(name).Append('=').Append(Escape(value!.Trim()));
            _hasQuery = true;
        }

        return this;
    }

    // .NET Framework throws at half a character where .NET sends a replacement: this sends the replacement on both.
    private static string Escape(string value) => Uri.EscapeDataString(Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(value)));

    /// <summary>Adds the project and organization that nearly every operation takes.</summary>
    public ServiceRequest Within(RequestScope scope) =>
        Query("project_id", scope.ProjectId).Query("organization_id", scope.OrganizationId);

    /// <summary>The whole address.</summary>
    /// <param name="baseAddress">The service's address; its path ends with a slash.</param>
    public Uri AddressOn(Uri baseAddress) => new(baseAddress, _relative.ToString());

    /// <summary>The message for one attempt, which cannot be sent a second time.</summary>
    /// <param name="address">Where to.</param>
    public HttpRequestMessage ToMessage(Uri address)
    {
        HttpRequestMessage message = new(Method, address);
        if (Body is not null)
        {
            message.Content = new ByteArrayContent(Body) { Headers = { ContentType = new MediaTypeHeaderValue("application/json") } };
        }

        return message;
    }
}
