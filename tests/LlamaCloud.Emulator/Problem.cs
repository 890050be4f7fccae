using System.Collections.Generic;
using System.Linq;
using System.Text.Json.Nodes;

namespace LlamaCloud.Emulator;

/// <summary>What is wrong with one field of a request.</summary>
/// <param name="Where">The way to the field: names, and indexes in lists.</param>
/// <param name="Message">What is wrong.</param>
/// <param name="Type">The name of the rule.</param>
internal sealed record Problem(IReadOnlyList<object> Where, string Message, string Type)
{
    public JsonObject Describe() => new()
    {
        ["loc"] = new JsonArray([.. Where.Select(step => JsonValue.Create(step))]),
        ["msg"] = Message,
        ["type"] = Type,
    };
}
