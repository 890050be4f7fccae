using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using LlamaCloud.Emulator;
using LlamaCloud.PowerShell.Tests.Contract;
using Microsoft.AspNetCore.WebUtilities;

namespace LlamaCloud.PowerShell.Tests.Oracle;

/// <summary>What matters of a request: where it goes, and everything that it says.</summary>
/// <param name="Target">Method and path.</param>
/// <param name="Says">The query and the body.</param>
internal sealed partial record OracleRequest(string Target, JsonObject Says)
{
    public static OracleRequest Read(RecordedRequest request)
    {
        string[] halves = request.Target.Split('?', 2);
        JsonObject says = [];
        foreach ((string name, var values) in QueryHelpers.ParseQuery(halves.Length > 1 ? halves[1] : string.Empty))
        {
            says["query." + name] = values.Count == 1 ? (JsonNode?)values[0] : new JsonArray([.. values.Select(one => (JsonNode?)one)]);
        }

        string type = request.Headers.GetValueOrDefault("Content-Type", string.Empty);
        if (request.Body.Length > 0)
        {
            says["body"] = type.StartsWith("multipart/", StringComparison.Ordinal) ? Form(request) : JsonNode.Parse(request.Body);
        }

        // What was made on the way has another id each time.
        return new(
            $"{request.Method} {NewId().Replace(halves[0], "$1-new")}",
            JsonNode.Parse(NewId().Replace(says.ToJsonString(), "$1-new"))!.AsObject());
    }

    /// <summary>What is different between what we asked and what they did.</summary>
    public static IEnumerable<string> Differences(IReadOnlyList<OracleRequest> ours, IReadOnlyList<OracleRequest> theirs)
    {
        // What they ask for we ask for in the same order; there may be more between.
        List<string> differences = [];
        Queue<OracleRequest> left = new(theirs);
        foreach (OracleRequest mine in ours)
        {
            differences.AddRange(left.TryPeek(out OracleRequest? other) && mine.Target == other.Target
                ? Differences(mine.Says, left.Dequeue().Says, string.Empty)
                : ["+" + mine.Target]);
        }

        return differences.Concat(left.Select(other => "-" + other.Target)).Distinct();
    }

    private static IEnumerable<string> Differences(JsonNode? ours, JsonNode? theirs, string where)
    {
        if (ours is not JsonObject mine || theirs is not JsonObject others)
        {
            return JsonNode.DeepEquals(ours, theirs) ? [] : [$"~{where}: {Show(ours)} / {Show(theirs)}"];
        }

        string Under(string name) => where.Length == 0 ? name : $"{where}.{name}";
        return
        [
            .. mine.Where(field => !others.ContainsKey(field.Key)).Select(field => "+" + Under(field.Key)),
            .. others.Where(field => !mine.ContainsKey(field.Key)).Select(field => "-" + Under(field.Key)),
            .. mine.Where(field => others.ContainsKey(field.Key))
                .SelectMany(field => Differences(field.Value, others[field.Key], Under(field.Key))),
        ];
    }

    private static string Show(JsonNode? value) => value?.ToJsonString() ?? "null";

    // With the name of the file and what is in it.
    private static JsonObject Form(RecordedRequest request)
    {
        JsonObject fields = FormFields.Read(request);
        string text = Encoding.UTF8.GetString(request.Body);
        fields["file"] = FileName().Match(text).Groups[1].Value;
        fields["contents"] = text.Contains(OracleSeeds.Document, StringComparison.Ordinal) ? "the document" : "something else";
        return fields;
    }

    // Those of the seeds have digits that repeat.
    [GeneratedRegex("(dfl|clj|pjb|ext|spl|dir|cfg|bat|whc)-(?!([0-9a-f])f?\\2f?\\2)[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")]
    private static partial Regex NewId();

    [GeneratedRegex(@"filename=""?([^"";\r]+)")]
    private static partial Regex FileName();
}
