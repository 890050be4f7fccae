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
        Results.Json(
            new JsonObject
            {
                ["detail"] = new JsonArray(new JsonObject
                {
                    ["loc"] = new JsonArray(where, field),
                    ["msg"] = message,
                    ["type"] = type,
                }),
            },
            statusCode: 422);
}
