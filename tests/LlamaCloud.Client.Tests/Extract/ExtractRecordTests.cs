using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using LlamaCloud.Emulator.Faults;
using Xunit;

namespace LlamaCloud.Client.Tests.Extract;

/// <summary>The values of a result are read by the schema, and brought together with what is known about them.</summary>
public sealed class ExtractRecordTests : EmulatorTest
{
    private const string Schema = """
        { "type": "object", "properties": {
          "number": { "type": "string" }, "due": { "anyOf": [{ "type": "string", "format": "date" }, { "type": "null" }] }, "total": { "type": "number" },
          "count": { "type": "integer" }, "seller": { "type": "object", "properties": { "name": { "type": "string" }, "city": { "type": "string" } } },
          "lines": { "type": "array", "items": { "type": "object", "properties": { "text": { "type": "string" }, "amount": { "type": "number" } } } } } }
        """;

    [Fact]
    public async Task Fields_come_in_the_order_of_the_schema_and_missing_ones_are_null()
    {
        ExtractJob job = await Read("""{ "extra": 1, "total": "12.50", "seller": { "city": "Bern" }, "number": "7" }""", "null");
        IReadOnlyDictionary<string, object?> record = Assert.Single(job.GetRecords());

        Assert.Equal(["number", "due", "total", "count", "seller", "lines", "extra"], record.Keys);
        Assert.Equal(["7", null, 12.5, null, null, 1L], record.Where(one => one.Key != "seller").Select(one => one.Value));
        Assert.Equal("""{"name":null,"city":"Bern"}""", record["seller"]!.ToString());
    }

    [Theory]
    [InlineData("2026-02-28", true)]
    [InlineData("28 February", false)]
    public async Task A_date_is_one_where_it_is_written_as_the_schema_asks(string text, bool isDate)
    {
        ExtractJob job = await Read($$"""{ "due": "{{text}}" }""", "null");
        Assert.Equal(isDate ? new DateTime(2026, 2, 28) : text, job.GetRecords()[0]["due"]);
    }

    [Fact]
    public async Task A_list_is_a_record_each()
    {
        ExtractJob job = await Read(
            """[{ "total": 1 }, { "total": 2 }]""",
            """{ "row_metadata": [{ "total": { "confidence": 0.1 } }, { "total": { "confidence": 0.2 } }] }""");
        Assert.Equal([1L, 2L], job.GetRecords().Select(record => record["total"]));
        Assert.Equal(
            [(0, 0.1), (1, 0.2)],
            job.GetFields().Where(field => field.Field == "total").Select(field => (field.Record, field.Confidence ?? 0)));
        Assert.Equal(2, job.RecordCount);
    }

    [Fact]
    public async Task Each_value_has_what_is_known_about_it()
    {
        ExtractJob job = await Read(
            """{ "number": "7", "total": 12.5, "lines": [{ "text": "a", "amount": 1 }, { "text": "b", "amount": 2 }] }""",
            """
            { "document_metadata": {
              "number": { "confidence": 0.75, "citation": [{ "page": 2, "matching_text": "No. 7" }, { "page": 3, "matching_text": "7" }] },
              "lines": [{ "text": { "confidence": 1 }, "amount": { "citation": [{ "page": 4 }] } }] } }
            """);
        Dictionary<string, ExtractedField> fields = job.GetFields().ToDictionary(field => field.Field);

        Assert.Equal(
            ["number", "due", "total", "count", "seller", "lines[0].text", "lines[0].amount", "lines[1].text", "lines[1].amount"],
            fields.Keys);
        Assert.Equal((0.75, 2, "No. 7; 7"), (fields["number"].Confidence, fields["number"].Page, fields["number"].Citation));
        Assert.Equal((1.0, null, 4), (fields["lines[0].text"].Confidence, fields["lines[0].text"].Page, fields["lines[0].amount"].Page));
        Assert.Null(fields["lines[1].text"].Confidence);
        Assert.Equal("ext-1", fields["total"].JobId);
    }

    [Fact]
    public async Task What_is_said_of_a_list_is_said_of_its_items()
    {
        ExtractJob job = await Read(
            """{ "tags": ["a", "b"] }""", """{ "document_metadata": { "tags": { "confidence": 0.4, "citation": [] } } }""");
        Assert.Equal(
            [0.4, 0.4],
            job.GetFields().Where(field => field.Field.StartsWith("tags", StringComparison.Ordinal)).Select(field => field.Confidence));
    }

    [Fact]
    public async Task Without_a_result_there_are_no_records()
    {
        ExtractJob job = await Read("null", "null");
        Assert.Empty(job.GetRecords());
        Assert.Null(job.RecordCount);
    }

    private Task<ExtractJob> Read(string result, string metadata)
    {
        string body = $$"""
            { "id": "ext-1", "status": "COMPLETED", "file_input": "dfl-1", "configuration": { "data_schema": {{Schema}} },
              "extract_result": {{result}}, "extract_metadata": { "field_metadata": {{metadata}} } }
            """;
        Emulator.Faults.Add("GET", "/api/v2/extract/ext-1", Fault.Answer(200, "application/json", body));
        return Client.Extract.GetAsync("ext-1", default, Cancellation);
    }
}
