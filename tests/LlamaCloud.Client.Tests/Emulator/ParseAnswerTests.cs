using System;
using System.Text.Json.Nodes;
using System.Threading.Tasks;
using LlamaCloud.Emulator.Files;
using Xunit;

namespace LlamaCloud.Client.Tests.Emulator;

/// <summary>How a GET of a parse job answers.</summary>
public sealed class ParseAnswerTests : ServiceTest
{
    [Theory]
    [InlineData("text")]
    [InlineData("markdown")]
    [InlineData("items")]
    [InlineData("metadata")]
    public async Task A_kind_is_in_the_answer_or_behind_an_address_that_it_names(string kind)
    {
        Emulator.ParseJobs.PendingFor = Emulator.ParseJobs.RunningFor = TimeSpan.Zero;
        JsonObject create = new() { ["file_id"] = SeedFiles.Invoice, ["tier"] = "fast", ["version"] = "latest" };
        string job = (await PostAsync("/api/v2/parse", create)).Expect(200).Text("id");
        Reply within = (await GetAsync($"/api/v2/parse/{job}?expand={kind}")).Expect(200);
        Reply behind = (await GetAsync($"/api/v2/parse/{job}?expand={kind}_content_metadata")).Expect(200);

        JsonNode file = behind.Json["result_content_metadata"]![kind]!;
        Assert.Null(behind.Json[kind]);
        byte[] stored = await Http.GetByteArrayAsync(new Uri((string)file["presigned_url"]!), Cancellation);
        Assert.Equal(stored.Length, (int)file["size_bytes"]!);
        Assert.True(JsonNode.DeepEquals(within.Json[kind], JsonNode.Parse(stored)));
    }
}
