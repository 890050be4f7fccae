using System;
using System.Linq;
using Xunit;

namespace LlamaCloud.Client.Tests.Extract;

/// <summary>What a schema says is read, and what the service would refuse about it is told field by field.</summary>
public sealed class ExtractSchemaTests
{
    private const string Invoice = """
        {
          "$defs": { "money": { "type": "number", "description": "an amount" } },
          "type": "object",
          "required": ["number"],
          "properties": {
            "number": { "type": "string" },
            "due": { "anyOf": [{ "type": "string", "format": "date" }, { "type": "null" }], "description": "when to pay" },
            "total": { "$ref": "#/$defs/money" },
            "lines": { "type": "array", "items": { "type": "object", "properties": { "amount": { "$ref": "#/$defs/money", "description": "of the line" } } } },
            "seller": { "type": ["object", "null"], "properties": { "name": { "type": "string" } } },
            "tags": { "type": "array", "items": { "type": "string" } }
          }
        }
        """;

    [Fact]
    public void Fields_are_read_through_references_and_past_null() => Assert.Equal(
        [
            "number: string",
            "due: date, when to pay",
            "total: number, an amount",
            "lines: array of (amount: number)",
            "seller: object (name: string)",
            "tags: array of string",
        ],
        ExtractSchema.Parse(Invoice).Fields.Select(field => field.ToString()));

    [Fact]
    public void What_is_said_at_the_field_wins_over_what_it_refers_to()
    {
        ExtractSchemaField lines = ExtractSchema.Parse(Invoice).Fields[3];
        Assert.Equal("of the line", lines.Item!.Fields[0].Description);
        Assert.Equal([true, false], ExtractSchema.Parse(Invoice).Fields.Take(2).Select(field => field.IsRequired));
    }

    [Fact]
    public void A_schema_comes_back_as_it_was_given() => Assert.Equal(
        "{\n  \"type\": \"object\",\n  \"properties\": {\n    \"b\": {\n      \"minimum\": 0.10,\n      \"title\": \"größe\"\n    }\n  "
            + "}\n}",
        ExtractSchema.Parse("""{"type":"object","properties":{"b":{"minimum":0.10,"title":"größe"}}}""").Json);

    [Theory]
    [InlineData("[]", "is JSON, but no object: it begins with [")]
    [InlineData("{\n  type: object }", "is not JSON (line 2, character 3)")]
    [InlineData("", "is not JSON (line 1, character 1)")]
    public void What_is_no_object_says_so(string text, string problem) =>
        Assert.Equal(problem, Assert.Throws<FormatException>(() => ExtractSchema.Parse(text)).Message);

    [Theory]
    [InlineData("{}", "data_schema: is no schema of an object: its type has to be object")]
    [InlineData("""{ "type": "array", "items": {} }""", "data_schema: is no schema of an object: its type has to be object")]
    [InlineData("""{ "type": "object" }""", "data_schema: has no fields: its properties are missing")]
    [InlineData(
        """{ "type": "object", "properties": { "a": { "type": "decimal" } } }""",
        "data_schema.a: has the type 'decimal'; the types are string, number, integer, boolean, object, array, null")]
    [InlineData(
        """{ "type": "object", "properties": { "a": "text" } }""",
        """data_schema.a: is no schema: it has to be an object such as { "type": "string" }""")]
    [InlineData("""{ "type": "object", "properties": { " ": { "type": "string" } } }""", "data_schema: has a field without a name")]
    [InlineData(
        """{ "type": "object", "properties": { "a": { "$ref": "#/$defs/b" } } }""",
        "data_schema.a: refers to '#/$defs/b', which is not in the schema")]
    [InlineData(
        """{ "type": "object", "properties": { "a": { "type": "array", "items": { "type": "x" } } } }""",
        "data_schema.a[]: has the type 'x'; the types are string, number, integer, boolean, object, array, null")]
    [InlineData(
        """{ "type": "object", "$defs": { "n": { "type": "object", "properties": { "n": { "$ref": "#/$defs/n" } } } }, "properties": { "a": { "$ref": "#/$defs/n" } } }""",
        "data_schema.a.n.n: refers to itself, so that it has no end")]
    public void What_the_service_would_refuse_is_told(string schema, string problem) =>
        Assert.Equal(problem, Assert.Single(ExtractSchemaCheck.Problems(ExtractSchema.Parse(schema))).ToString());

    [Fact]
    public void A_good_schema_has_no_problems() => Assert.Empty(ExtractSchemaCheck.Problems(ExtractSchema.Parse(Invoice)));

    [Theory]
    [InlineData(7, 0)]
    [InlineData(8, 1)]
    public void Seven_objects_may_be_nested(int levels, int problems)
    {
        string inner = """{ "type": "string" }""";
        for (int i = 0; i < levels; i++)
        {
            inner = $$"""{ "type": "object", "properties": { "a": {{inner}} } }""";
        }

        Assert.Equal(problems, ExtractSchemaCheck.Problems(ExtractSchema.Parse(inner)).Count());
    }

    [Theory]
    [InlineData(5000, "", 0)]
    [InlineData(5001, "", 1)]
    [InlineData(1, "long", 1)]
    public void Fields_and_characters_have_a_limit(int fields, string description, int problems)
    {
        string words = description.Length > 0 ? new string('d', 120_000) : string.Empty;
        string properties = string.Join(",", Enumerable.Range(0, fields).Select(i => $$"""
            "f{{i}}": { "description": "{{words}}" }
            """));
        Assert.Equal(
            problems,
            ExtractSchemaCheck.Problems(ExtractSchema.Parse($$"""{ "type": "object", "properties": { {{properties}} } }""")).Count());
    }

    [Fact]
    public void A_schema_that_refers_to_itself_twice_has_an_end()
    {
        const string Node = """{"type":"object","properties":{"left":{"$ref":"#/$defs/node"},"right":{"$ref":"#/$defs/node"}}}""";
        const string Tree = """{"type":"object","properties":{"tree":{"$ref":"#/$defs/node"}},"$defs":{"node":""";
        ExtractSchema schema = ExtractSchema.Parse(Tree + Node + "}}");

        Assert.Equal(["left", "right"], Assert.Single(schema.Fields).Fields.Select(field => field.Name));
    }
}
