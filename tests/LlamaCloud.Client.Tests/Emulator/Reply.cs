using System.Linq;
using System.Net.Http;
using System.Text;
using System.Text.Json.Nodes;
using System.Threading.Tasks;
using Xunit;

namespace LlamaCloud.Client.Tests.Emulator;

/// <summary>What the emulator answered.</summary>
public sealed record Reply(int Status, byte[] Body)
{
    public string Plain => Encoding.UTF8.GetString(Body);

    public JsonNode Json => JsonNode.Parse(Body)!;

    public string? Detail => (string?)Json["detail"];

    /// <summary>The fields a 422 complains of, as <c>body/rules/0/type missing</c>.</summary>
    public string[] Problems => [.. Expect(422).Json["detail"]!.AsArray().Select(problem =>
        $"{string.Join('/', problem!["loc"]!.AsArray())} {problem["type"]}")];

    /// <summary>The ids of the items of a page.</summary>
    public string[] Ids => [.. Expect(200).Json["items"]!.AsArray().Select(item => (string)item!["id"]!)];

    public string Text(string field) => (string)Json[field]!;

    public Reply Expect(int status)
    {
        Assert.True(Status == status, $"{Status}: {Plain}");
        return this;
    }

    public static async Task<Reply> OfAsync(HttpResponseMessage response)
    {
        using (response)
        {
            return new Reply((int)response.StatusCode, await response.Content.ReadAsByteArrayAsync());
        }
    }
}
