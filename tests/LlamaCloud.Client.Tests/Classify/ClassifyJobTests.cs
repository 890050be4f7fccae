using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json.Nodes;
using System.Threading.Tasks;
using Xunit;

namespace LlamaCloud.Client.Tests.Classify;

/// <summary>From the JSON on the wire to the fields of a <see cref="ClassifyJob"/>.</summary>
public sealed class ClassifyJobTests : ClassifyJobTest
{
    [Fact]
    public async Task Every_field_of_the_reference_page_is_read()
    {
        ClassifyJob job = await Read(Everything);

        Assert.Equal("clj-1", job.Id);
        ClassifyRule rule = Assert.Single(job.Configuration!.Rules);
        Assert.Equal("invoice", rule.Type);
        Assert.Equal("contains invoice number, line items, and total amount", rule.Description);
        Assert.Equal("FAST", job.Configuration.Mode);
        Assert.Equal("en", job.Configuration.ParsingConfiguration!.Lang);
        Assert.Equal(10, job.Configuration.ParsingConfiguration.MaxPages);
        Assert.Equal("1,3,5-7", job.Configuration.ParsingConfiguration.TargetPages);
        Assert.Equal("url", job.DocumentInputType);
        Assert.Equal("dfl-1", job.FileInput);
        Assert.Equal("project-1", job.ProjectId);
        Assert.Equal("COMPLETED", job.Status);
        Assert.Equal("user-1", job.UserId);
        Assert.Equal("cfg-1", job.ConfigurationId);
        Assert.Equal(new DateTimeOffset(2019, 12, 27, 18, 11, 19, 117, TimeSpan.Zero), job.CreatedAt);
        Assert.Equal("message", job.ErrorMessage);
        Assert.Equal("pjb-1", job.ParseJobId);
        Assert.Equal(0.5, job.Result!.Confidence);
        Assert.Equal("because", job.Result.Reasoning);
        Assert.Equal("invoice", job.Result.Type);
        Assert.Equal("transaction-1", job.TransactionId);
        Assert.Equal(new DateTimeOffset(2019, 12, 28, 18, 11, 19, 117, TimeSpan.Zero), job.UpdatedAt);
        Assert.Empty(job.AdditionalProperties);
    }

    [Fact]
    public async Task Type_confidence_and_reasoning_are_those_of_the_result()
    {
        ClassifyJob job = await Read(Everything);

        Assert.Equal(("invoice", 0.5, "because"), (job.Type, job.Confidence, job.Reasoning));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Optional_fields_may_be_null_or_absent(bool areNull)
    {
        JsonObject json = JsonNode.Parse(Everything)!.AsObject();
        foreach (string name in (string[])[
            "configuration_id", "created_at", "error_message", "parse_job_id", "result", "transaction_id", "updated_at",
        ])
        {
            Omit(json, name, areNull);
        }

        JsonObject configuration = json["configuration"]!.AsObject();
        Omit(configuration, "mode", areNull);
        Omit(configuration, "parsing_configuration", areNull);
        ClassifyJob job = await Read(json.ToJsonString());

        Assert.Null(job.ConfigurationId);
        Assert.Null(job.CreatedAt);
        Assert.Null(job.ErrorMessage);
        Assert.Null(job.ParseJobId);
        Assert.Null(job.Result);
        Assert.Null(job.TransactionId);
        Assert.Null(job.UpdatedAt);
        Assert.Null(job.Configuration!.Mode);
        Assert.Null(job.Configuration.ParsingConfiguration);
        Assert.Equal((null, null, null), (job.Type, job.Confidence, job.Reasoning));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Every_setting_of_reading_may_be_null_or_absent(bool areNull)
    {
        JsonObject json = JsonNode.Parse(Everything)!.AsObject();
        JsonObject parsing = json["configuration"]!["parsing_configuration"]!.AsObject();
        foreach (string name in (string[])["lang", "max_pages", "target_pages"])
        {
            Omit(parsing, name, areNull);
        }

        ClassifyParsingConfiguration read = (await Read(json.ToJsonString())).Configuration!.ParsingConfiguration!;

        Assert.Equal((null, null, null), (read.Lang, read.MaxPages, read.TargetPages));
    }

    [Fact]
    public async Task A_result_without_a_match_has_no_type()
    {
        JsonObject json = JsonNode.Parse(Everything)!.AsObject();
        json["result"]!["type"] = null;
        ClassifyJob job = await Read(json.ToJsonString());

        Assert.Null(job.Type);
        Assert.Equal(0.5, job.Confidence);
        Assert.Equal("no match", job.Result!.ToString());
    }

    [Fact]
    public async Task Unknown_fields_are_kept_as_plain_values()
    {
        JsonObject json = JsonNode.Parse(Everything)!.AsObject();
        json["cost"] = JsonNode.Parse(
            """{ "credits": 3, "price": 0.25, "big": 12345678901234567890123, "tags": ["a", null, true, { "deep": [] }] }""");
        json["empty"] = null;
        ClassifyJob job = await Read(json.ToJsonString());

        Assert.Equal(["cost", "empty"], job.AdditionalProperties.Keys);
        Assert.Null(job.AdditionalProperties["empty"]);
        Dictionary<string, object?> cost = Assert.IsAssignableFrom<Dictionary<string, object?>>(job.AdditionalProperties["cost"]);
        Assert.Equal(3L, cost["credits"]);
        Assert.Equal(0.25, cost["price"]);
        Assert.Equal(12345678901234567890123m, cost["big"]);
        List<object?> tags = Assert.IsAssignableFrom<List<object?>>(cost["tags"]);
        Assert.Equal("a", tags[0]);
        Assert.Null(tags[1]);
        Assert.Equal(true, tags[2]);
        Assert.IsAssignableFrom<List<object?>>(Assert.IsAssignableFrom<Dictionary<string, object?>>(tags[3])["deep"]);
    }

    [Fact]
    public async Task Unknown_fields_are_kept_at_every_level()
    {
        JsonObject json = JsonNode.Parse(Everything)!.AsObject();
        json["configuration"]!["seen"] = 1;
        json["configuration"]!["rules"]![0]!["seen"] = 2;
        json["configuration"]!["parsing_configuration"]!["seen"] = 3;
        json["result"]!["seen"] = 4;
        ClassifyJob job = await Read(json.ToJsonString());

        ServiceObject[] objects = [job.Configuration!, job.Configuration!.Rules[0], job.Configuration.ParsingConfiguration!, job.Result!];
        Assert.Equal([1L, 2L, 3L, 4L], objects.Select(thing => thing.AdditionalProperties["seen"]).Cast<long>());
    }

    // The job has properties of these names that are not read from the wire: a field of that name is unknown all the same.
    [Fact]
    public async Task A_field_named_like_a_computed_property_is_kept()
    {
        JsonObject json = JsonNode.Parse(Everything)!.AsObject();
        json["type"] = "t";
        json["confidence"] = "c";
        json["reasoning"] = "r";
        json["additional_properties"] = "a";
        ClassifyJob job = await Read(json.ToJsonString());

        Assert.Equal("invoice", job.Type);
        Assert.Equal(["a", "c", "r", "t"], job.AdditionalProperties.Values.Cast<string>().Order());
    }

    private static void Omit(JsonObject json, string name, bool isNull)
    {
        json.Remove(name);
        if (isNull)
        {
            json[name] = null;
        }
    }
}
