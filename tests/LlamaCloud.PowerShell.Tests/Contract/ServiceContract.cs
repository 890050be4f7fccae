using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.Json;
using System.Text.Json.Nodes;
using LlamaCloud.Emulator;
using LlamaCloud.PowerShell.Tests.Jobs;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Primitives;

namespace LlamaCloud.PowerShell.Tests.Contract;

/// <summary>The service's own description of jobs, files, configurations, webhooks and usage, and what is not as it says.</summary>
internal sealed class ServiceContract
{
    /// <summary>Why nothing can be checked where there is none.</summary>
    public const string IsAbsent = "The service's description (../shared/api/openapi.json) is not beside the repository.";

    private static readonly string[] s_described =
    [
        .. TestedProducts.All.Select(product => product.Route), "/api/v1/beta/files", "/api/v1/beta/configurations",
        "/api/v1/beta/directories", "/api/v2/batches", "/api/v1/beta/webhook-configs", "/api/v1/beta/usage-metrics",
    ];

    // The service looked at the whole request, and had nothing against how it is put.
    private static readonly int[] s_wellPut = [200, 201, 204, 402, 403, 404, 409];

    private readonly JsonObject _root;
    private readonly List<Operation> _operations;
    private readonly SchemaCheck _sent;
    private readonly SchemaCheck _answered;

    public ServiceContract(JsonObject root)
    {
        _root = root;
        _sent = new SchemaCheck(root, isStrict: true);
        _answered = new SchemaCheck(root, isStrict: false);
        _operations = [.. root["paths"]!.AsObject()
            .Where(path => s_described.Any(one => path.Key == one || path.Key.StartsWith(one + "/", StringComparison.Ordinal)))
            .SelectMany(path => path.Value!.AsObject()
            .Where(method => method.Key is not "parameters")
            .Select(method => new Operation(method.Key.ToUpperInvariant(), path.Key, method.Value!.AsObject())))];
    }

    /// <summary>The description beside the repository; null where it is absent.</summary>
    public static ServiceContract? Shared { get; } = Load();

    /// <summary>The operations that are described, such as <c>GET /api/v2/classify/{job_id}</c>.</summary>
    public IReadOnlyList<string> Operations => [.. _operations.Select(operation => operation.Name)];

    /// <summary>The words of its schemas that the check met and does not understand.</summary>
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
        if (!s_described.Any(root => path == root || path.StartsWith(root + "/", StringComparison.Ordinal)))
        {
            operation = null;
            return [];
        }

        Operation? found = _operations.Where(one => one.Fits(exchange.Request.Method, path)).MinBy(one => one.Path.Count(c => c == '{'));
        operation = found?.Name ?? $"{exchange.Request.Method} {path}";
        // What nobody has is not asked of anybody: the emulator says so as the service would.
        return found is null
            ? exchange.Status is 404 or 405 && exchange.Request.Method != "DELETE" ? [] : ["is not described"]
            : [.. s_wellPut.Contains(exchange.Status) ? Request(found, exchange.Request, path) : [], .. Answer(found, exchange)];
    }

    private static ServiceContract? Load()
    {
        string path = Path.Combine(
            Path.GetDirectoryName(Path.TrimEndingDirectorySeparator(Places.Repository))!, "shared", "api", "openapi.json");
        return File.Exists(path) ? new ServiceContract(JsonNode.Parse(File.ReadAllText(path))!.AsObject()) : null;
    }

    private List<string> Request(Operation operation, RecordedRequest request, string path)
    {
        List<string> problems = [];
        Dictionary<string, StringValues> query = QueryHelpers.ParseQuery(
            request.Target.Contains('?', StringComparison.Ordinal)
                ? request.Target[request.Target.IndexOf('?', StringComparison.Ordinal)..]
                : string.Empty);
        problems.AddRange(
            query.Keys.Where(name => operation.Parameter("query", name) is null).Select(name => $"query.{name} is not described"));
        problems.AddRange(
            operation.Parameters("query")
                .Where(one => (bool?)one["required"] == true && !query.ContainsKey((string)one["name"]!))
                .Select(one => $"query.{one["name"]} is missing"));
        foreach ((string name, StringValues values) in query.Where(one => operation.Parameter("query", one.Key) is not null))
        {
            JsonNode schema = operation.Parameter("query", name)!["schema"]!;
            problems.AddRange(_sent.Problems(schema, Typed(schema, values), "query." + name));
        }

        foreach ((string name, string value) in operation.PathValues(path))
        {
            problems.AddRange(_sent.Problems(operation.Parameter("path", name)?["schema"], value, "path." + name));
        }

        return [.. problems, .. Body(operation, request)];
    }

    private IEnumerable<string> Body(Operation operation, RecordedRequest request)
    {
        if (operation.Content is not JsonObject content)
        {
            // What no route reads is not kept.
            bool isThere = request.Headers.ContainsKey("Transfer-Encoding")
                || request.Headers.GetValueOrDefault("Content-Length", "0") != "0";
            return isThere ? ["body is there, and none is described"] : [];
        }

        string type = request.Headers.GetValueOrDefault("Content-Type", string.Empty).Split(';')[0];
        return content[type]?["schema"] is not JsonNode schema ? [$"body is of the type '{type}'"]
            : type == "application/json" ? _sent.Problems(schema, JsonNode.Parse(request.Body), "body")
            : _sent.Problems(schema, FormFields.Read(request), "body");
    }

    private IEnumerable<string> Answer(Operation operation, RecordedExchange exchange)
    {
        if (exchange.Status is >= 400 and not 422)
        {
            // Not described: {"detail": "text"}.
            return Json(exchange) is JsonObject { Count: 1 } error && error["detail"]?.GetValueKind() == JsonValueKind.String
                ? []
                : [$"answer {exchange.Status} has no detail"];
        }

        JsonNode? response = operation.Of("responses", exchange.Status.ToString(System.Globalization.CultureInfo.InvariantCulture));
        return response is null ? [$"answer {exchange.Status} is not described"]
            : response["content"] is null ? exchange.Answer.Length == 0 ? [] : [$"answer {exchange.Status} has a body"]
            : exchange.ContentType?.Split(';')[0] != "application/json"
                ? [$"answer {exchange.Status} is of the type '{exchange.ContentType}'"]
            : _answered.Problems(response["content"]!["application/json"]!["schema"], Json(exchange), "answer");
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

    private sealed record Operation(string Method, string Path, JsonObject Description)
    {
        public string Name => $"{Method} {Path}";

        public JsonObject? Content => Description["requestBody"]?["content"]?.AsObject();

        public bool Fits(string method, string path)
        {
            string[] mine = Path.Split('/');
            string[] theirs = path.Split('/');
            return method == Method
                && mine.Length == theirs.Length
                && mine.Zip(theirs).All(pair => pair.First.StartsWith('{') || pair.First == pair.Second);
        }

        public JsonNode? Of(string part, string name) => Description[part]?[name];

        public IEnumerable<JsonObject> Parameters(string place) =>
            Description["parameters"]?.AsArray().Select(one => one!.AsObject()).Where(one => (string?)one["in"] == place) ?? [];

        public JsonObject? Parameter(string place, string name) => Parameters(place).FirstOrDefault(one => (string?)one["name"] == name);

        public IEnumerable<(string Name, string Value)> PathValues(string path) =>
            Path.Split('/')
                .Zip(path.Split('/'))
                .Where(pair => pair.First.StartsWith('{'))
                .Select(pair => (pair.First.Trim('{', '}'), Uri.UnescapeDataString(pair.Second)));
    }
}
