using System;
using System.IO;
using System.Text.Json.Nodes;
using LlamaCloud.Contract;
using Xunit;

namespace LlamaCloud.PowerShell.Tests.Contract;

/// <summary>The table is what the tool makes of the service's description, and has no sentence of it.</summary>
public sealed class ContractTableTests
{
    private static readonly string s_description = Path.Combine(
        Path.GetDirectoryName(Path.TrimEndingDirectorySeparator(Places.Repository))!, "shared", "api", "openapi.json");

    private static readonly string s_table = Path.Combine(
        Places.Repository, "tests", "LlamaCloud.PowerShell.Tests", "Contract", "service.json");

    [Fact]
    public void It_is_what_the_tool_makes_of_the_description()
    {
        Assert.SkipUnless(
            File.Exists(s_description), "The service's description (../shared/api/openapi.json) is not beside the repository.");

        Assert.Equal(
            ContractTable.Write(JsonNode.Parse(File.ReadAllText(s_description))!.AsObject(), ServiceContract.Shared.Date),
            File.ReadAllText(s_table));
    }

    [Fact]
    public void It_has_facts_and_no_sentences_and_a_line_for_each()
    {
        JsonObject description = JsonNode.Parse("""
            {
              "paths": {
                "/api/v2/classify": {
                  "get": {
                    "summary": "Tells it.",
                    "parameters": [
                      { "name": "page_size", "in": "query", "description": "How many.", "schema": { "type": "integer", "maximum": 100 } },
                      { "name": "group_by", "in": "query", "required": true, "schema": { "type": "string" } },
                      { "name": "session", "in": "cookie", "schema": { "type": "string" } }
                    ],
                    "responses": {
                      "200": { "content": { "application/json": { "schema": { "$ref": "#/components/schemas/Job" } } } },
                      "204": { "description": "None." }
                    }
                  }
                },
                "/api/v2/classify-others": { "get": { "responses": {} } }
              },
              "components": {
                "schemas": {
                  "Job": {
                    "title": "Job", "type": "object", "required": ["id"],
                    "properties": {
                      "id": { "type": "string", "description": "Its name." },
                      "description": { "$ref": "#/components/schemas/Job" }
                    }
                  },
                  "Other": { "type": "object" }
                }
              }
            }
            """)!.AsObject();

        Assert.Equal(
            """
            {
            "date": "2026-01-02",
            "operations": {
            "GET /api/v2/classify": {
             "query page_size": {"type":"integer","maximum":100},
             "required query group_by": {"type":"string"},
             "answer 200": {"$ref":"Job"},
             "answer 204": null
            }
            },
            "types": {
            "Job": {
             "type": "object",
             "required": ["id"],
             "properties": {
              "id": {"type":"string"},
              "description": {"$ref":"Job"}
             }
            }
            }
            }

            """,
            ContractTable.Write(description, "2026-01-02"));
    }
}
