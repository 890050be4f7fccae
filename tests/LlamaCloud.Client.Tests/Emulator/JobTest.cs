using System.Text.Json.Nodes;
using System.Threading.Tasks;
using LlamaCloud.Emulator.Files;

namespace LlamaCloud.Client.Tests.Emulator;

/// <summary>A test that creates jobs.</summary>
public abstract class JobTest : ServiceTest
{
    protected const string Jobs = "/api/v2/classify";

    protected static JsonObject Rule(
        string type = "invoice", string description = "contains invoice number, line items, and total amount") =>
        new() { ["type"] = type, ["description"] = description };

    /// <summary>A body that the service takes.</summary>
    protected static JsonObject Valid(string file = SeedFiles.Invoice, string? transactionId = null, params JsonNode[] rules) => new()
    {
        ["file_input"] = file,
        ["configuration"] = new JsonObject { ["rules"] = new JsonArray(rules.Length > 0 ? rules : [Rule()]) },
        ["transaction_id"] = transactionId,
    };

    protected Task<Reply> CreateAsync(JsonNode body, string query = "") => PostAsync(Jobs + query, body);

    /// <summary>The job of a body, at its end.</summary>
    protected async Task<Reply> RunAsync(JsonNode body)
    {
        string id = (await CreateAsync(body)).Expect(200).Text("id");
        Pass(Emulator.Jobs.PendingFor + Emulator.Jobs.RunningFor);
        return (await GetAsync($"{Jobs}/{id}")).Expect(200);
    }
}
