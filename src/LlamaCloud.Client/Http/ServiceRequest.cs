using System;
using System.Net.Http;
using System.Text;

namespace LlamaCloud.Http;

/// <summary>One request before it has an address: method, path, query.</summary>
internal sealed class ServiceRequest
{
    private readonly StringBuilder _relative;
    private bool _hasQuery;

    private ServiceRequest(HttpMethod method, string path)
    {
        Method = method;
        _relative = new StringBuilder(path);
    }

    public HttpMethod Method { get; }

    /// <summary>Starts a GET.</summary>
    /// <param name="path">The path below the base address, without a slash before it: <c>api/v2/classify</c>.</param>
    public static ServiceRequest Get(string path) => new(HttpMethod.Get, path);

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

    /// <summary>Adds a query parameter, escaped; nothing when the value is null or white space.</summary>
    public ServiceRequest Query(string name, string? value)
    {
        if (!string.IsNullOrWhiteSpace(value))
        {
            _relative.Append(_hasQuery ? '&' : '?').Append(name).Append('=').Append(Uri.EscapeDataString(value!.Trim()));
            _hasQuery = true;
        }

        return this;
    }

    /// <summary>Adds the project and organization that nearly every operation takes.</summary>
    public ServiceRequest Within(RequestScope scope) =>
        Query("project_id", scope.ProjectId).Query("organization_id", scope.OrganizationId);

    /// <summary>The whole address.</summary>
    /// <param name="baseAddress">The service's address; its path ends with a slash.</param>
    public Uri AddressOn(Uri baseAddress) => new(baseAddress, _relative.ToString());
}
