using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.Json;
using System.Text.Json.Nodes;
using LlamaCloud.Emulator;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Primitives;

namespace LlamaCloud.PowerShell.Tests.Contract;

/// <summary>What the service takes and answers, by the table that is made of its own description, and what is not as it says.</summary>
internal sealed class ServiceContract
{
    // The service looked at the whole request, and had nothing against how it is put.
    private static readonly int[] s_wellPut = [200, 201, 204, 402, 403, 404, 409];

    private readonly string[] _roots;
    private readonly List<ServiceOperation> _operations;
    private readonly SchemaCheck _sent;
    private readonly SchemaCheck _answered;

    private ServiceContract(JsonObject table)
    {
        JsonObject types = table["types"]!.AsObject();
        _sent = new SchemaCheck(types, isStrict: true);
        _answered = new SchemaCheck(types, isStrict: false);
        _operations = [.. table["operations"]!.AsObject().Select(one => ServiceOperation.Read(one.Key, one.Value!.AsObject()))];
        _roots = [.. _operations.Select(operation => operation.Path).Where(path => !_operations.Any(other => IsUnder(path, other.Path)))
            .Distinct()];
        Date = (string)table["date"]!;
    }

    /// <summary>The one of the table.</summary>
    public static ServiceContract Shared { get; } = new(Read());

    /// <summary>Of which day the description is that the table was made of.</summary>
    public string Date { get; }

    /// <summary>The operations that are described, such as <c>GET /api/v2/classify/{job_id}</c>.</summary>
    public IReadOnlyList<string> Operations => [.. _operations.Select(operation => operation.Name)];

    /// <summary>The words of its types that the check met and does not understand.</summary>
    public IEnumerable<string> UnknownKeywords => _sent.UnknownKeywords.Concat(_answered.UnknownKeywords);

    /// <summary>Judges a request and its answer.</summary>
    /// <param name="exchange">Both.</param>
    /// <param name="operation">
    /// Which operation it was; the method and path where none is described; null when it is about something else.
    /// </param>
    /// <returns>What is wrong.</returns>
    public IEnumerable<string> Judge(RecordedExchange exchange, out string? operation)
    {
        string path = exchange.Request.Target.Split('?')[0];
        if (!_roots.Any(root => path == root || IsUnder(path, root)))
        {
            operation = null;
            return [];
        }

        ServiceOperation? found = _operations.Where(one => one.Fits(exchange.Request.Method, path))
            .MinBy(one => one.Path.Count(c => c == '{'));
        operation = found?.Name ?? $"{exchange.Request.Method} {path}";
        // What nobody has is not asked of anybody: the emulator says so as the service would.
        return found is null
            ? exchange.Status is 404 or 405 && exchange.Request.Method != "DELETE" ? [] : ["is not described"]
            : [.. s_wellPut.Contains(exchange.Status) ? Request(found, exchange, path) : [], .. Answer(found, exchange)];
    }

    private static JsonObject Read()
    {
        using Stream table = typeof(ServiceContract).Assembly.GetManifestResourceStream("service.json")!;
        return JsonNode.Parse(table)!.AsObject();
    }

    private static bool IsUnder(string path, string root) => path.StartsWith(root + "/", StringComparison.Ordinal);

    private List<string> Request(ServiceOperation operation, RecordedExchange exchange, string path)
    {
        RecordedRequest request = exchange.Request;
        List<string> problems = [];
        Dictionary<string, StringValues> query = QueryHelpers.ParseQuery(
            request.Target.Contains('?', StringComparison.Ordinal)
                ? request.Target[request.Target.IndexOf('?', StringComparison.Ordinal)..]
                : string.Empty);
        problems.AddRange(query.Keys.Except(operation.Query.Keys).Select(name => $"query.{name} is not described"));
        problems.AddRange(operation.RequiredQuery.Except(query.Keys).Select(name => $"query.{name} is missing"));
        foreach ((string name, JsonNode? type) in operation.Query.Where(one => query.ContainsKey(one.Key)))
        {
            problems.AddRange(_sent.Problems(type, Typed(type!, query[name]), "query." + name));
        }

        foreach ((string name, string value) in operation.PathValues(path))
        {
            problems.AddRange(_sent.Problems(operation.InPath.GetValueOrDefault(name), value, "path." + name));
        }

        return [.. problems, .. Body(operation, request, exchange.Status)];
    }

    private IEnumerable<string> Body(ServiceOperation operation, RecordedRequest request, int status)
    {
        if (operation.Bodies.Count == 0)
        {
            // What no route reads is not kept.
            bool isThere = request.Headers.ContainsKey("Transfer-Encoding")
                || request.Headers.GetValueOrDefault("Content-Length", "0") != "0";
            return isThere ? ["body is there, and none is described"] : [];
        }

        if (request.Body.Length == 0)
        {
            // A route that refuses for another reason does not read it.
            return status >= 400 ? [] : ["body is missing"];
        }

        string type = request.Headers.GetValueOrDefault("Content-Type", string.Empty).Split(';')[0];
        return !operation.Bodies.TryGetValue(type, out JsonNode? schema) ? [$"body is of the type '{type}'"]
            : type == "application/json" ? _sent.Problems(schema, JsonNode.Parse(request.Body), "body")
            : _sent.Problems(schema, FormFields.Read(request), "body");
    }

    private IEnumerable<string> Answer(ServiceOperation operation, RecordedExchange exchange)
    {
        if (exchange.Status is >= 400 and not 422)
        {
            // Not described: {"detail": "text"}.
            return Json(exchange) is JsonObject { Count: 1 } error && error["detail"]?.GetValueKind() == JsonValueKind.String
                ? []
                : [$"answer {exchange.Status} has no detail"];
        }

        return !operation.Answers.TryGetValue(exchange.Status, out JsonNode? type) ? [$"answer {exchange.Status} is not described"]
            : type is null ? exchange.Answer.Length == 0 ? [] : [$"answer {exchange.Status} has a body"]
            : exchange.ContentType?.Split(';')[0] != "application/json"
                ? [$"answer {exchange.Status} is of the type '{exchange.ContentType}'"]
            : _answered.Problems(type, Json(exchange), "answer");
    }

    private static JsonNode? Json(RecordedExchange exchange) => exchange.Answer.Length == 0 ? null : JsonNode.Parse(exchange.Answer);

    // A text of a query as the value that its schema is about.
    private static JsonNode? Typed(JsonNode schema, StringValues values)
    {
        string?[] types = [.. (schema["anyOf"]?.AsArray() ?? [schema.DeepClone()]).Select(one => (string?)one!["type"])];
        return types.Contains("array") ? new JsonArray([.. values.Select(value => (JsonNode?)value)])
            : values.Count > 1 ? new JsonArray([.. values.Select(value => (JsonNode?)value)])
            : types.Contains("integer") && long.TryParse(values, out long number) ? number
            : types.Contains("boolean") && bool.TryParse(values, out bool truth) ? truth
            : (JsonNode?)values.ToString();
    }
}
