using System;
using System.Linq;
using System.Net.Http;
using System.Text;
using System.Text.Json.Nodes;
using System.Threading.Tasks;
using LlamaCloud.Emulator.Classify;
using LlamaCloud.Emulator.Files;
using LlamaCloud.Emulator.Jobs;
using Xunit;

namespace LlamaCloud.Client.Tests.Emulator;

/// <summary>What the emulator takes as a new job, and what it refuses.</summary>
public sealed class CreateJobTests : JobTest
{
    [Fact]
    public async Task A_job_is_pending_and_repeats_what_it_was_told_with_what_was_left_out()
    {
        Pass(TimeSpan.FromSeconds(7));
        JsonObject body = Valid(transactionId: "tx-1");
        body["configuration"]!["parsing_configuration"] = new JsonObject { ["max_pages"] = 3, ["target_pages"] = "1,3,5-7" };
        Reply reply = (await CreateAsync(body)).Expect(200);
        JsonObject expected = JsonNode.Parse($$"""
            {
              "id": "{{reply.Text("id")}}", "created_at": "2026-11-23T12:00:07.000000Z", "updated_at": "2026-11-23T12:00:07.000000Z",
              "file_input": "{{SeedFiles.Invoice}}", "project_id": "{{JobStore.DefaultProjectId}}", "user_id": "b0c7b6de-55a1-4a0b-9f55-a8f3f1f2c0de",
              "status": "PENDING", "document_input_type": "file_id",
              "configuration": {
                "rules": [{ "type": "invoice", "description": "contains invoice number, line items, and total amount" }],
                "mode": "FAST",
                "parsing_configuration": { "lang": "en", "max_pages": 3, "target_pages": "1,3,5-7" }
              },
              "result": null, "error_message": null, "configuration_id": null, "transaction_id": "tx-1", "parse_job_id": null
            }
            """)!.AsObject();

        Assert.True(JsonNode.DeepEquals(expected, reply.Json), reply.Plain);
        Assert.Matches("^clj-[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$", reply.Text("id"));
        Assert.Equal(reply.Plain, (await GetAsync($"{Jobs}/{reply.Text("id")}")).Plain);
        Assert.Equal(reply.Text("id"), (await GetAsync(Jobs)).Ids[0]);
    }

    [Fact]
    public async Task A_parse_job_is_taken_without_a_look()
    {
        Reply reply = (await CreateAsync(Valid("pjb-unknown"))).Expect(200);

        Assert.Equal(
            ("parse_job_id", "pjb-unknown", "pjb-unknown"),
            (reply.Text("document_input_type"), reply.Text("file_input"), reply.Text("parse_job_id")));
    }

    [Theory]
    [InlineData("dfl-00000000-0000-4000-8000-000000000000")]
    [InlineData("00000000-0000-4000-8000-000000000000")]
    [InlineData("dfl-elsewhere")]
    public async Task A_file_that_is_not_in_the_project_is_a_404(string file)
    {
        Emulator.Files.Add("a.txt", "x"u8.ToArray(), id: "dfl-elsewhere", projectId: JobStore.OtherProjectId);
        int before = Emulator.Jobs.Count;

        Assert.Equal($"File {file} not found", (await CreateAsync(Valid(file))).Expect(404).Detail);
        Assert.Equal(before, Emulator.Jobs.Count);
        Reply elsewhere = (await CreateAsync(Valid("dfl-elsewhere"), $"?project_id={JobStore.OtherProjectId}")).Expect(200);
        Assert.Equal(JobStore.OtherProjectId, elsewhere.Text("project_id"));
    }

    [Fact]
    public async Task An_older_file_has_a_bare_id()
    {
        string id = Emulator.Files.Add("a.txt", "x"u8.ToArray(), id: Guid.NewGuid().ToString()).Id;

        Assert.Equal("file_id", (await CreateAsync(Valid(id))).Expect(200).Text("document_input_type"));
    }

    [Theory]
    [InlineData("file_input", null, "body/file_input string_type")]
    [InlineData("file_input", "7", "body/file_input string_type")]
    [InlineData("file_input", "\"\"", "body/file_input string_too_short")]
    [InlineData("file_input", "201", "body/file_input string_too_long")]
    [InlineData("configuration", "[]", "body/configuration model_attributes_type", "body/configuration/rules missing")]
    [InlineData("configuration", "{}", "body/configuration/rules missing")]
    [InlineData("configuration", null, "body value_error")]
    [InlineData("configuration_id", "\"cfg-1\"", "body value_error")]
    [InlineData("configuration/rules", "[]", "body/configuration/rules too_short")]
    [InlineData("configuration/rules", "{}", "body/configuration/rules list_type")]
    [InlineData("configuration/rules", "[{}]", "body/configuration/rules/0/type missing", "body/configuration/rules/0/description missing")]
    [InlineData(
        "configuration/rules", "[7]", "body/configuration/rules/0 model_attributes_type", "body/configuration/rules/0/type missing",
        "body/configuration/rules/0/description missing")]
    [InlineData("configuration/rules/0/type", "\"\"", "body/configuration/rules/0/type string_too_short")]
    [InlineData("configuration/rules/0/type", "51", "body/configuration/rules/0/type string_too_long")]
    [InlineData("configuration/rules/0/type", "\"a/b\"", "body/configuration/rules/0/type string_pattern_mismatch")]
    [InlineData("configuration/rules/0/type", "\"a\\n\"", "body/configuration/rules/0/type string_pattern_mismatch")]
    [InlineData("configuration/rules/0/type", "\"\\ud83d\"", "body/configuration/rules/0/type string_type")]
    [InlineData("configuration/rules/0/type", null, "body/configuration/rules/0/type string_type")]
    [InlineData("configuration/rules/0/description", "9", "body/configuration/rules/0/description string_too_short")]
    [InlineData("configuration/rules/0/description", "2001", "body/configuration/rules/0/description string_too_long")]
    [InlineData("configuration/mode", "\"SLOW\"", "body/configuration/mode literal_error")]
    [InlineData("configuration/mode", null, "body/configuration/mode literal_error")]
    [InlineData("configuration/parsing_configuration", "7", "body/configuration/parsing_configuration model_attributes_type")]
    [InlineData(
        "configuration/parsing_configuration", "{\"lang\":\"English\"}",
        "body/configuration/parsing_configuration/lang string_pattern_mismatch")]
    [InlineData(
        "configuration/parsing_configuration",
        "{\"max_pages\":0}",
        "body/configuration/parsing_configuration/max_pages greater_than_equal")]
    [InlineData(
        "configuration/parsing_configuration", "{\"max_pages\":\"2\"}", "body/configuration/parsing_configuration/max_pages int_type")]
    [InlineData(
        "configuration/parsing_configuration", "{\"target_pages\":\"0\"}",
        "body/configuration/parsing_configuration/target_pages string_pattern_mismatch")]
    [InlineData(
        "configuration/parsing_configuration", "{\"target_pages\":\"1,\"}",
        "body/configuration/parsing_configuration/target_pages string_pattern_mismatch")]
    [InlineData("transaction_id", "256", "body/transaction_id string_too_long")]
    [InlineData("webhook_configuration_ids", "[\"1\",\"2\",\"3\",\"4\",\"5\"]", "body/webhook_configuration_ids too_long")]
    [InlineData("webhook_configuration_ids", "[7]", "body/webhook_configuration_ids/0 string_type")]
    [InlineData("webhook_configurations", "{}", "body/webhook_configurations list_type")]
    [InlineData(
        "webhook_configurations",
        "[{},{\"webhook_url\":\"ftp://x\"}]",
        "body/webhook_configurations/1/webhook_url string_pattern_mismatch")]
    [InlineData(
        "webhook_configurations", "[{\"webhook_headers\":{\"X-A\":7}}]", "body/webhook_configurations/0/webhook_headers/X-A string_type")]
    [InlineData(
        "webhook_configurations", "[{\"webhook_events\":[\"classify.done\"]}]",
        "body/webhook_configurations/0/webhook_events/0 string_pattern_mismatch")]
    [InlineData(
        "webhook_configurations", "[{\"webhook_output_format\":\"xml\"}]", "body/webhook_configurations/0/webhook_output_format enum")]
    [InlineData(
        "webhook_configurations", "[{\"webhook_signing_secret\":7}]", "body/webhook_configurations/0/webhook_signing_secret string_type")]
    public async Task What_is_wrong_is_told_with_the_way_to_it(string path, string? json, params string[] problems)
    {
        JsonObject body = Valid();
        // A number where a text belongs stands for a text of that length.
        Set(
            body,
            path,
            int.TryParse(json, out int length) && length > 7 ? new string('x', length) : json is null ? null : JsonNode.Parse(json));

        // Not through a node, which would not write half a character.
        Reply reply = await SendAsync("POST", Jobs, new StringContent(
            json?.Contains("\\ud83d", StringComparison.Ordinal) == true
                ? Valid(rules: Rule("HERE")).ToJsonString().Replace("\"HERE\"", json, StringComparison.Ordinal)
                : body.ToJsonString(),
            Encoding.UTF8,
            "application/json"));

        Assert.Equal(problems, reply.Problems);
        Assert.Equal(9, Emulator.Jobs.Count);
    }

    [Fact]
    public async Task Everything_that_is_wrong_is_told_at_once()
    {
        JsonObject body = Valid(rules: [Rule("a/b", "short"), Rule(), Rule("")]);
        body.Remove("file_input");

        Assert.Equal(
            [
                "body/file_input missing",
                "body/configuration/rules/0/type string_pattern_mismatch",
                "body/configuration/rules/0/description string_too_short",
                "body/configuration/rules/2/type string_too_short",
            ],
            (await CreateAsync(body)).Problems);
    }

    [Fact]
    public async Task What_is_just_within_the_limits_is_taken()
    {
        LeaveDescription();
        JsonObject body = Valid(
            "pjb-" + new string('x', 196),
            new string('t', 255),
            Rule(new string('a', 50), new string('d', 2000)),
            Rule("A-b_ 9", "😀 9 chars."));
        body["configuration"]!["mode"] = "FAST";
        body["configuration_id"] = null;
        body["webhook_configuration_ids"] = new JsonArray("1", "2", "3", "4");
        body["something_new"] = 7;

        (await CreateAsync(body)).Expect(200);
    }

    [Theory]
    [InlineData("{", "application/json", "body/0 json_invalid")]
    [InlineData("", "application/json", "body/0 json_invalid")]
    [InlineData("[]", "application/json", "body model_attributes_type")]
    [InlineData("null", "application/json", "body model_attributes_type")]
    [InlineData("{}", "text/plain", "body model_attributes_type")]
    public async Task A_body_that_is_no_object_is_refused(string body, string type, string problem) =>
        Assert.Equal([problem], (await SendAsync("POST", Jobs, new StringContent(body, Encoding.UTF8, type))).Problems);

    [Fact]
    public async Task Secrets_of_webhooks_are_not_repeated()
    {
        JsonObject body = Valid();
        body["webhook_configurations"] = new JsonArray(new JsonObject
        {
            ["webhook_url"] = "https://hooks.example/x?token=hush",
            ["webhook_headers"] = new JsonObject { ["Authorization"] = "hush" },
            ["webhook_events"] = new JsonArray("classify.success", "classify.error"),
            ["webhook_output_format"] = "json",
            ["webhook_signing_secret"] = "hush",
        });
        Reply reply = (await CreateAsync(body)).Expect(200);

        Assert.DoesNotContain("hush", reply.Plain, StringComparison.Ordinal);
        Assert.DoesNotContain("hush", (await GetAsync($"{Jobs}/{reply.Text("id")}")).Plain, StringComparison.Ordinal);
    }

    private static void Set(JsonObject body, string path, JsonNode? value)
    {
        string[] steps = path.Split('/');
        JsonNode at = steps[..^1].Aggregate((JsonNode)body, (node, step) => int.TryParse(step, out int index) ? node[index]! : node[step]!);
        at[steps[^1]] = value;
    }
}
