using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace LlamaCloud.Emulator.Usage;

/// <summary><c>/api/v1/beta/usage-metrics</c>: single records, and sums of them.</summary>
internal static class UsageRoutes
{
    private const string Base = "/api/v1/beta/usage-metrics";
    private const int DefaultPageSize = 50;

    private static readonly string[] s_dimensions = ["day", "project_id", "event_type", "tier"];

    public static void Map(IEndpointRouteBuilder app, UsageRecords records)
    {
        app.MapGet(Base, (HttpRequest request) => Check(request.Query) ?? ListPage.Check(request.Query, int.MaxValue)
            ?? ListPage.Answer([.. Find(records, request.Query)], request.Query, DefaultPageSize));
        app.MapGet(Base + "/aggregate", (HttpRequest request) => Check(request.Query) ?? Sum(records, request.Query));
    }

    private static IResult? Check(IQueryCollection query) => query.ContainsKey("organization_id")
        ? ProjectScope.Check(query)
        : ErrorAnswer.Invalid("query", "organization_id", "Field required", "missing");

    private static IEnumerable<JsonObject> Find(UsageRecords records, IQueryCollection query) => records.All.Where(record =>
        Text(record, "organization_id") == query["organization_id"]
        && (!query.ContainsKey("project_id") || Text(record, "project_id") == query["project_id"])
        && (!query.ContainsKey("event_aggregation_key") || Text(record, "event_aggregation_key") == query["event_aggregation_key"])
        && (!query.ContainsKey("event_types") || query["event_types"].Contains(Text(record, "event_type")))
        && (!query.ContainsKey("day_on_or_after") || string.CompareOrdinal(Text(record, "day"), query["day_on_or_after"]) >= 0)
        && (!query.ContainsKey("day_on_or_before") || string.CompareOrdinal(Text(record, "day"), query["day_on_or_before"]) <= 0));

    private static IResult Sum(UsageRecords records, IQueryCollection query)
    {
        string[] dimensions = [.. query["group_by"].OfType<string>()];
        if (dimensions.Length == 0 || dimensions.Except(s_dimensions).Any())
        {
            return ErrorAnswer.Invalid("query", "group_by", $"Input should be some of {string.Join(", ", s_dimensions)}", "enum");
        }

        return Results.Json(new JsonObject
        {
            ["group_by"] = new JsonArray([.. dimensions.Select(dimension => JsonValue.Create(dimension))]),
            ["buckets"] = new JsonArray([.. Find(records, query)
                .GroupBy(record => string.Join('\n', dimensions.Select(dimension => Dimension(record, dimension))))
                .OrderBy(group => group.Key, StringComparer.Ordinal)
                .Select(group => Bucket([.. group], dimensions))]),
        });
    }

    private static JsonObject Bucket(JsonObject[] records, string[] dimensions)
    {
        JsonObject values = [];
        foreach (string dimension in dimensions)
        {
            values[dimension] = Dimension(records[0], dimension);
        }

        return new JsonObject
        {
            ["dimensions"] = values,
            ["total_credits"] = records.Sum(record => (double?)record["credits"] ?? 0),
            ["total_value"] = records.Sum(record => (int)record["value"]!),
            ["metric_count"] = records.Length,
        };
    }

    private static string Dimension(JsonObject record, string name) =>
        name == "tier" ? (string?)record["properties"]?["tier"] ?? string.Empty : Text(record, name);

    private static string Text(JsonObject record, string name) => (string)record[name]!;
}
