using System;
using System.Collections.Generic;
using System.Linq;
using System.Net.Http;
using System.Text;
using System.Text.Json;
using LlamaCloud.Http;
using LlamaCloud.Json;

namespace LlamaCloud;

/// <summary>A request of any operation of the service.</summary>
public sealed record ApiRequest
{
    private static readonly JsonDocumentOptions s_deep = new() { MaxDepth = JsonDepth.Most };

    private static readonly string[] s_methods = ["GET", "POST", "PUT", "PATCH", "DELETE"];

    /// <summary>Takes method and path.</summary>
    /// <param name="method"><c>GET</c>, <c>POST</c>, <c>PUT</c>, <c>PATCH</c> or <c>DELETE</c>, in any case.</param>
    /// <param name="path">The path as the service's reference prints it: <c>/api/v2/parse/{job_id}</c>.</param>
    /// <param name="pathValues">What stands in place of the braces, by name in any case.</param>
    /// <exception cref="FormatException">
    /// The method is another, or the path is none on the service's own host (see <see cref="ApiPath"/>).
    /// </exception>
    public ApiRequest(string method, string path, IReadOnlyDictionary<string, string>? pathValues = null)
    {
        Method = (method ?? throw new ArgumentNullException(nameof(method))).Trim().ToUpperInvariant();
        if (!s_methods.Contains(Method))
        {
            throw new FormatException($"The method is not one of {string.Join(", ", s_methods)}.");
        }

        Path = ApiPath.Fill(path ?? throw new ArgumentNullException(nameof(path)), pathValues ?? new Dictionary<string, string>());
    }

    /// <summary>The method, in upper case.</summary>
    public string Method { get; }

    /// <summary>The path with its values, escaped.</summary>
    public string Path { get; }

    /// <summary>
    /// The query, in order; a name may come several times, and one without a value is left out. <c>project_id</c> and
    /// <c>organization_id</c> here win over those of <see cref="Scope"/>, also without a value.
    /// </summary>
    public IReadOnlyList<KeyValuePair<string, string?>> Query { get; init; } = [];

    /// <summary>The project and organization.</summary>
    public RequestScope Scope { get; init; }

    /// <summary>The body as JSON; null for none.</summary>
    /// <exception cref="FormatException">It is not JSON.</exception>
    public string? Json
    {
        get;
        init => field = value is null ? null : Checked(value);
    }

    /// <summary>The fields of the form to send; empty for none. A form and <see cref="Json"/> exclude each other.</summary>
    public IReadOnlyList<FormField> Form { get; init; } = [];

    internal bool IsGet => Method == "GET";

    internal ServiceRequest ToServiceRequest(string? pageToken)
    {
        ServiceRequest request = ServiceRequest.Of(new HttpMethod(Method), Path.TrimStart('/')).With(Body(pageToken));
        foreach (KeyValuePair<string, string?> parameter in Query.Where(one => one.Value is not null)
            .Where(one => pageToken is null || !IsGet || one.Key != "page_token"))
        {
            request.QueryExactly(parameter.Key, parameter.Value!);
        }

        request = request
            .Query("project_id", Has("project_id") ? null : Scope.ProjectId)
            .Query("organization_id", Has("organization_id") ? null : Scope.OrganizationId);
        return IsGet ? request.Query("page_token", pageToken) : request;
    }

    private RequestBody? Body(string? pageToken) =>
        Form.Count > 0 ? new FormBody(Form)
        : pageToken is not null && !IsGet ? new JsonBody(WithToken(pageToken))
        : Json is null ? null
        : new JsonBody(Encoding.UTF8.GetBytes(Json));

    private bool Has(string name) => Query.Any(parameter => parameter.Key == name);

    // The other fields are copied as they were written: a number read and written again may be another.
    private byte[] WithToken(string pageToken)
    {
        using JsonDocument body = JsonDocument.Parse(Json ?? "{}", s_deep);
        using System.IO.MemoryStream copy = new();
        using (Utf8JsonWriter writer = new(copy))
        {
            writer.WriteStartObject();
            foreach (JsonProperty property in body.RootElement.EnumerateObject().Where(one => !one.NameEquals("page_token")))
            {
                writer.WritePropertyName(property.Name);
                // The validation of the writer knows no depth of ours, and this has been read.
                writer.WriteRawValue(property.Value.GetRawText(), skipInputValidation: true);
            }

            writer.WriteString("page_token", pageToken);
            writer.WriteEndObject();
        }

        return copy.ToArray();
    }

    private static string Checked(string json)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(json, s_deep);
            return json;
        }
        catch (JsonException problem)
        {
            throw new FormatException(JsonDepth.IsExceeded(Encoding.UTF8.GetBytes(json))
                ? $"The body is nested more than {JsonDepth.Most} deep."
                : $"The body is not JSON: it cannot be read at line {problem.LineNumber + 1}, byte {problem.BytePositionInLine + 1}.");
        }
    }
}
