using System.Collections.Generic;
using System.Linq;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace LlamaCloud.Emulator;

/// <summary>Errors in the two shapes that the service has.</summary>
public static class ErrorAnswer
{
    /// <summary><c>{"detail": "text"}</c>.</summary>
    public static IResult Of(int status, string detail) =>
        Results.Json(new JsonObject { ["detail"] = detail }, statusCode: status);

    /// <summary>422, with the field, what is wrong with it, and the name of the rule.</summary>
    public static IResult Invalid(string where, string field, string message, string type) =>
        Invalid([new Problem([where, field], message, type)]);

    /// <summary>422, with all that is wrong.</summary>
    internal static IResult Invalid(IEnumerable<Problem> problems) =>
        Results.Json(new JsonObject { ["detail"] = new JsonArray([.. problems.Select(problem => problem.Describe())]) }, statusCode: 422);
}
