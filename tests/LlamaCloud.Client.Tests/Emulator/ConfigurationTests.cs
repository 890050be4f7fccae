using System;
using System.Linq;
using System.Net.Http;
using System.Text;
using System.Text.Json.Nodes;
using System.Threading.Tasks;
using LlamaCloud.Emulator.Classify;
using LlamaCloud.Emulator.Configurations;
using LlamaCloud.Emulator.Jobs;
using Xunit;

namespace LlamaCloud.Client.Tests.Emulator;

/// <summary>Saved configurations of the emulator.</summary>
public sealed class ConfigurationTests : JobTest
{
    private const string Configurations = "/api/v1/beta/configurations";

    [Fact]
    public async Task What_is_saved_is_described_with_what_was_left_out()
    {
        Pass(TimeSpan.FromSeconds(3));
        Reply reply = (await SaveAsync("Mine")).Expect(201);
        JsonNode expected = JsonNode.Parse($$"""
            {
              "id": "{{reply.Text("id")}}", "created_at": "2026-11-23T12:00:03.000000Z", "updated_at": "2026-11-23T12:00:03.000000Z",
              "name": "Mine", "product_type": "classify_v2", "version": "2026-11-23T12:00:03.000000Z",
              "parameters": {
                "rules": [{ "type": "invoice", "description": "contains invoice number, line items, and total amount" }],
                "mode": "FAST", "parsing_configuration": null, "product_type": "classify_v2"
              }
            }
            """)!;

        Assert.True(JsonNode.DeepEquals(expected, reply.Json), reply.Plain);
        Assert.Matches("^cfg-[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$", reply.Text("id"));
        Assert.Equal(reply.Plain, (await GetAsync($"{Configurations}/{reply.Text("id")}")).Expect(200).Plain);
        Assert.Equal("Mine", Emulator.Configurations.Find(reply.Text("id"))!.Name);
    }

    [Fact]
    public async Task Saving_under_a_name_again_makes_a_new_version()
    {
        LeaveDescription();
        Reply first = (await SaveAsync("Mine")).Expect(201);
        Reply second = (await SaveAsync("Mine", Rule("receipt", "a receipt of anything"))).Expect(201);
        Reply other = (await SaveAsync("Mine", product: "spreadsheet_v1")).Expect(201);
        Reply elsewhere = (await SaveAsync("Mine", query: $"?project_id={JobStore.OtherProjectId}")).Expect(201);

        Assert.True(string.CompareOrdinal(first.Text("version"), second.Text("version")) < 0);
        Assert.Equal([other.Text("id"), second.Text("id"), first.Text("id")], (await GetAsync($"{Configurations}?name=Mine")).Ids);
        Assert.Equal([other.Text("id"), second.Text("id")], (await GetAsync($"{Configurations}?name=Mine&latest_only=true")).Ids);
        Assert.Equal(
            [other.Text("id"), second.Text("id"), first.Text("id")], (await GetAsync($"{Configurations}?name=Mine&latest_only=false")).Ids);
        Assert.Equal([elsewhere.Text("id")], (await GetAsync($"{Configurations}?project_id={JobStore.OtherProjectId}")).Ids);
    }

    [Fact]
    public async Task The_list_is_of_the_products_that_were_asked_for()
    {
        LeaveDescription();
        string sheet = (await SaveAsync("Mine", product: "spreadsheet_v1")).Expect(201).Text("id");

        Assert.Equal([sheet, SeedConfigurations.Parse, SeedConfigurations.Inbox], (await GetAsync(Configurations)).Ids);
        Assert.Equal([SeedConfigurations.Inbox], (await GetAsync($"{Configurations}?product_type=classify_v2")).Ids);
        Assert.Equal(
            [sheet, SeedConfigurations.Inbox], (await GetAsync($"{Configurations}?product_type=classify_v2"
                + $"&product_type=spreadsheet_v1")).Ids);
        Assert.Equal(["query/product_type enum"], (await GetAsync($"{Configurations}?product_type=classify_v2&product_type=x")).Problems);
        Assert.Equal(["query/latest_only bool_parsing"], (await GetAsync($"{Configurations}?latest_only=maybe")).Problems);
    }

    [Fact]
    public async Task The_list_comes_in_pages()
    {
        Reply first = await GetAsync($"{Configurations}?page_size=1");
        Reply second = await GetAsync($"{Configurations}?page_size={int.MaxValue}&page_token={first.Text("next_page_token")}");

        Assert.Equal([SeedConfigurations.Parse, SeedConfigurations.Inbox], first.Ids.Concat(second.Ids));
        Assert.Null(second.Json["next_page_token"]);
        Assert.Equal(["query/page_size int_range"], (await GetAsync($"{Configurations}?page_size=0")).Problems);
    }

    [Fact]
    public async Task A_change_leaves_what_it_does_not_name()
    {
        Pass(TimeSpan.FromSeconds(3));
        Reply before = await GetAsync($"{Configurations}/{SeedConfigurations.Inbox}");
        Reply renamed =
            (await PutAsync(SeedConfigurations.Inbox, new JsonObject { ["name"] = "Other", ["parameters"] = null })).Expect(200);

        Assert.Equal(("Other", SeedConfigurations.Inbox), (renamed.Text("name"), renamed.Text("id")));
        Assert.True(JsonNode.DeepEquals(before.Json["parameters"], renamed.Json["parameters"]));
        Assert.Equal((before.Text("created_at"), "2026-11-23T12:00:03.000000Z"), (renamed.Text("created_at"), renamed.Text("updated_at")));
        Assert.NotEqual(before.Text("version"), renamed.Text("version"));

        Reply changed = (await PutAsync(
            SeedConfigurations.Inbox,
            new JsonObject { ["parameters"] = Parameters("classify_v2", Rule("memo", "a note to a colleague")) })).Expect(200);
        Assert.Equal(("Other", "memo"), (changed.Text("name"), (string)changed.Json["parameters"]!["rules"]![0]!["type"]!));
        Assert.Equal(changed.Plain, (await GetAsync($"{Configurations}/{SeedConfigurations.Inbox}")).Plain);
    }

    [Fact]
    public async Task A_deleted_one_is_gone_and_deleted_once()
    {
        Assert.Empty((await SendAsync("DELETE", $"{Configurations}/{SeedConfigurations.Inbox}")).Expect(204).Body);
        Assert.Equal(
            $"Configuration {SeedConfigurations.Inbox} not found",
            (await SendAsync("DELETE", $"{Configurations}/{SeedConfigurations.Inbox}")).Expect(404).Detail);
        (await GetAsync($"{Configurations}/{SeedConfigurations.Inbox}")).Expect(404);
        Assert.Equal(1, Emulator.Configurations.Count);
    }

    [Fact]
    public async Task One_of_another_project_is_not_there()
    {
        string id = Emulator.Configurations.Add("Mine", Parameters("classify_v2"), projectId: JobStore.OtherProjectId).Id;

        (await GetAsync($"{Configurations}/{id}")).Expect(404);
        (await PutAsync(id, new JsonObject { ["name"] = "x" })).Expect(404);
        (await SendAsync("DELETE", $"{Configurations}/{id}")).Expect(404);
        (await GetAsync($"{Configurations}/{id}?project_id={JobStore.OtherProjectId}")).Expect(200);
    }

    [Theory]
    [InlineData("{}", "body/name missing", "body/parameters missing")]
    [InlineData("""{"name":"","parameters":7}""", "body/name string_too_short", "body/parameters model_attributes_type")]
    [InlineData("""{"name":"LONG","parameters":{}}""", "body/name string_too_long", "body/parameters union_tag_not_found")]
    [InlineData("""{"name":"a","parameters":{"product_type":"classify_v3"}}""", "body/parameters union_tag_invalid")]
    [InlineData("""{"name":"a","parameters":{"product_type":7}}""", "body/parameters union_tag_invalid")]
    [InlineData("""{"name":"a","parameters":{"product_type":"classify_v2"}}""", "body/parameters/classify_v2/rules missing")]
    [InlineData(
        """{"name":"a","parameters":{"product_type":"classify_v2","rules":[{"type":"a/b","description":"ten characters"}]}}""",
        "body/parameters/classify_v2/rules/0/type string_pattern_mismatch")]
    public async Task What_is_wrong_is_told_with_the_way_to_it(string body, params string[] problems)
    {
        StringContent content = new(
            body.Replace("LONG", new string('x', 256), StringComparison.Ordinal), Encoding.UTF8, "application/json");

        Assert.Equal(problems, (await SendAsync("POST", Configurations, content)).Problems);
        Assert.Equal(2, Emulator.Configurations.Count);
    }

    [Fact]
    public async Task A_change_is_checked_too()
    {
        Assert.Equal(["body/name string_too_short"], (await PutAsync(SeedConfigurations.Inbox, new JsonObject { ["name"] = "" })).Problems);
        Assert.Equal(
            ["body/parameters/classify_v2/rules too_short"],
            (await PutAsync(
                SeedConfigurations.Inbox,
                new JsonObject
                {
                    ["parameters"] = new JsonObject { ["product_type"] = "classify_v2", ["rules"] = new JsonArray() },
                })).Problems);
        Assert.Equal("Inbox documents", (await GetAsync($"{Configurations}/{SeedConfigurations.Inbox}")).Text("name"));
    }

    [Fact]
    public async Task A_job_is_made_with_a_saved_one_and_tells_what_it_said()
    {
        JsonObject body = Saved(SeedConfigurations.Inbox);
        Reply job = await RunAsync(body);

        Assert.Equal(
            (SeedConfigurations.Inbox, "COMPLETED", "invoice"),
            (job.Text("configuration_id"), job.Text("status"), (string)job.Json["result"]!["type"]!));
        Assert.True(
            JsonNode.DeepEquals((await GetAsync($"{Jobs}/{SeedJobs.Contract}")).Json["configuration"], job.Json["configuration"]),
            job.Plain);
        Assert.Equal([job.Text("id"), SeedJobs.Contract], (await GetAsync($"{Jobs}?configuration_id={SeedConfigurations.Inbox}")).Ids);

        await PutAsync(
            SeedConfigurations.Inbox, new JsonObject { ["parameters"] = Parameters("classify_v2", Rule("memo", "a note to a colleague")) });
        Assert.Equal("memo", (string)(await CreateAsync(body)).Json["configuration"]!["rules"]![0]!["type"]!);
        Assert.Equal("invoice", (string)(await GetAsync($"{Jobs}/{job.Text("id")}")).Json["configuration"]!["rules"]![0]!["type"]!);
    }

    [Fact]
    public async Task A_job_is_not_made_with_one_that_is_not_there_or_not_for_it()
    {
        string elsewhere = Emulator.Configurations.Add("Mine", Parameters("classify_v2"), projectId: JobStore.OtherProjectId).Id;

        Assert.Equal("Configuration cfg-1 not found", (await CreateAsync(Saved("cfg-1"))).Expect(404).Detail);
        Assert.Equal($"Configuration {elsewhere} not found", (await CreateAsync(Saved(elsewhere))).Expect(404).Detail);
        Assert.Equal(["body/configuration_id value_error"], (await CreateAsync(Saved(SeedConfigurations.Parse))).Problems);
        Assert.Equal(9, Emulator.Jobs.Count);
    }

    private static JsonObject Saved(string configurationId)
    {
        JsonObject body = Valid();
        body.Remove("configuration");
        body["configuration_id"] = configurationId;
        return body;
    }

    private static JsonObject Parameters(string product, JsonNode? rule = null) =>
        new() { ["product_type"] = product, ["rules"] = new JsonArray(rule ?? Rule()) };

    private Task<Reply> SaveAsync(string name, JsonNode? rule = null, string product = "classify_v2", string query = "") =>
        PostAsync(Configurations + query, new JsonObject { ["name"] = name, ["parameters"] = Parameters(product, rule) });

    private Task<Reply> PutAsync(string id, JsonObject body) =>
        SendAsync("PUT", $"{Configurations}/{id}", new StringContent(body.ToJsonString(), Encoding.UTF8, "application/json"));
}
