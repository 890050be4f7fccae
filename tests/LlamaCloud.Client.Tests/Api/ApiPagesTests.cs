using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using System.Threading.Tasks;
using LlamaCloud.Emulator.Faults;
using LlamaCloud.Emulator.Files;
using LlamaCloud.Emulator.Jobs;
using Xunit;

namespace LlamaCloud.Client.Tests.Api;

/// <summary>Lists of any operation, page by page.</summary>
public sealed class ApiPagesTests : EmulatorTest
{
    private const string Search = "/api/v1/beta/agent-data/:search";

    [Fact]
    public async Task The_token_goes_into_the_query_of_a_get()
    {
        LeaveDescription();
        for (int file = 0; file < 5; file++)
        {
            await Client.Api.SendAsync(
                new ApiRequest("POST", "/api/v2/parse")
                {
                    Json = $$"""{"file_id":"{{SeedFiles.Invoice}}","tier":"fast","version":"latest","client_name":"{{file}}"}""",
                },
                Cancellation);
        }

        ApiRequest request = new("GET", "/api/v2/parse")
        {
            Query = [new("page_size", "2"), new("x", "ä")],
            Scope = new RequestScope(JobStore.DefaultProjectId),
        };
        IReadOnlyList<object?> all = await Client.Api.ReadPages(request).ReadAllAsync(Cancellation);

        Assert.Equal(5, all.Select(job => ((Dictionary<string, object?>)job!)["id"]).Distinct().Count());
        const string First = "/api/v2/parse?page_size=2&x=%C3%A4&project_id=" + JobStore.DefaultProjectId;
        Assert.Equal([First, First + "&page_token=after-2", First + "&page_token=after-4"], Emulator.Requests.Targets.Skip(5));
    }

    [Fact]
    public async Task A_token_of_the_caller_is_where_a_get_begins()
    {
        Emulator.Faults.Add(
            "GET", "/api/v2/any", Fault.Answer(200, "application/json", """{"items":[],"next_page_token":"b&c"}"""), times: 1);
        Emulator.Faults.Add(
            "GET", "/api/v2/any", Fault.Answer(200, "application/json", """{"items":[1],"next_page_token":""}"""), times: 1);
        ApiRequest request = new("GET", "/api/v2/any") { Query = [new("page_token", "a"), new("x", "1")] };

        Assert.Equal([1L], await Client.Api.ReadPages(request).ReadAllAsync(Cancellation));
        Assert.Equal(["/api/v2/any?page_token=a&x=1", "/api/v2/any?x=1&page_token=b%26c"], Emulator.Requests.Targets);
    }

    [Fact]
    public async Task The_token_goes_into_the_body_of_a_post_and_an_empty_page_is_not_the_end()
    {
        const string Fields =
            "\"deployment_name\":\"x\",\"n\":1.10,\"big\":123456789012345678901234567890,\"e\":1E+2,"
                + "\"deep\":{\"page_token\":\"stays\",\"a\":[1,1]}";
        PageReader<object?> reader = Client.Api.ReadPages(
            new ApiRequest("POST", Search) { Json = $"{{{Fields}}}", Query = [new("page_token", "of the query")] });
        List<int> sizes = [];
        List<object?> all = [];
        while (!reader.IsAtEnd)
        {
            IReadOnlyList<object?> page = await reader.NextAsync(Cancellation);
            sizes.Add(page.Count);
            all.AddRange(page);
        }

        Assert.Equal([2, 0, 2, 1], sizes);
        Assert.Equal([1L, 2L, 3L, 4L, 5L], all.Select(item => ((Dictionary<string, object?>)item!)["id"]));
        Assert.All(Emulator.Requests.Targets, target => Assert.Equal(Search + "?page_token=of%20the%20query", target));
        Assert.Equal(
            [
                $"{{{Fields}}}",
                $"{{{Fields},\"page_token\":\"empty\"}}",
                $"{{{Fields},\"page_token\":\"2\"}}",
                $"{{{Fields},\"page_token\":\"4\"}}",
            ],
            await BodiesAsync());
    }

    [Fact]
    public async Task A_token_in_the_body_of_the_caller_is_where_a_post_begins()
    {
        await Client.Api.ReadPages(
            new ApiRequest("POST", Search) { Json = """{"page_token":"empty","deployment_name":"x"}""" }).ReadAllAsync(Cancellation);

        Assert.Equal(
            [
                """{"page_token":"empty","deployment_name":"x"}""",
                """{"deployment_name":"x","page_token":"2"}""",
                """{"deployment_name":"x","page_token":"4"}""",
            ],
            await BodiesAsync());
    }

    [Fact]
    public void The_other_fields_stay_as_they_were_written_whatever_they_hold()
    {
        ApiRequest request = new("POST", Search) { Json = """{ "half" : "\ud83d", "ä":"ä\u00e4 <&>", "list":[ 1.0 , {"a":-0} ] }""" };

        Assert.Equal(
            """{"half":"\ud83d","\u00E4":"ä\u00e4 <&>","list":[ 1.0 , {"a":-0} ],"page_token":"2"}""",
            Encoding.UTF8.GetString(request.ToServiceRequest("2").Body!.ForShow));
    }

    [Fact]
    public async Task A_post_without_a_body_gets_one_for_the_token()
    {
        Emulator.Faults.Add(
            "POST", "/api/v2/any", Fault.Answer(200, "application/json", """{"items":[1],"next_page_token":"b"}"""), times: 1);
        Emulator.Faults.Add("POST", "/api/v2/any", Fault.Answer(200, "application/json", """{"items":[2]}"""), times: 1);

        Assert.Equal([1L, 2L], await Client.Api.ReadPages(new ApiRequest("POST", "/api/v2/any")).ReadAllAsync(Cancellation));
        // The fault reads no body: its length tells that there was one.
        Assert.Equal(
            ["0", $"{"""{"page_token":"b"}""".Length}"], Emulator.Requests.All.Select(request => request.Headers["Content-Length"]));
    }

    [Theory]
    [InlineData("GET")]
    [InlineData("POST")]
    public async Task A_token_that_comes_again_ends_the_list_with_an_error(string method)
    {
        Emulator.Faults.Add(
            method, "/api/v2/any", Fault.Answer(200, "application/json", """{"items":[1],"next_page_token":"a"}"""), times: 1);
        Emulator.Faults.Add(
            method, "/api/v2/any", Fault.Answer(200, "application/json", """{"items":[2],"next_page_token":"b"}"""), times: 1);
        Emulator.Faults.Add(method, "/api/v2/any", Fault.Answer(200, "application/json", """{"items":[3],"next_page_token":"a"}"""));
        LlamaCloudException failure = await FailureOf(
            Client.Api.ReadPages(new ApiRequest(method, "/api/v2/any")).ReadAllAsync(Cancellation));

        Assert.Equal((LlamaCloudErrorKind.InvalidResponse, method), (failure.Kind, failure.Method));
        Assert.Contains("would lead back to an earlier page", failure.Message, StringComparison.Ordinal);
        Assert.Equal(3, Emulator.Requests.All.Count);
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("{\"items\":null}")]
    [InlineData("{\"items\":{\"a\":1}}")]
    [InlineData("{\"data\":[1]}")]
    [InlineData("\"items\"")]
    [InlineData("null")]
    [InlineData("")]
    public async Task An_answer_without_an_array_of_items_is_an_error(string answer)
    {
        Emulator.Faults.Add("GET", "/api/v2/any", Fault.Answer(200, "application/json", answer));
        LlamaCloudException failure = await FailureOf(Client.Api.ReadPages(new ApiRequest("GET", "/api/v2/any")).NextAsync(Cancellation));

        Assert.Equal(LlamaCloudErrorKind.InvalidResponse, failure.Kind);
        Assert.Contains("it has no array 'items'", failure.Message, StringComparison.Ordinal);
        Assert.Contains("/api/v2/any", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_token_that_is_no_text_is_not_the_end_of_the_list()
    {
        Emulator.Faults.Add("GET", "/api/v2/any", Fault.Answer(200, "application/json", """{"items":[],"next_page_token":7}"""));
        LlamaCloudException failure = await FailureOf(Client.Api.ReadPages(new ApiRequest("GET", "/api/v2/any")).NextAsync(Cancellation));

        Assert.Contains("next_page_token is no text", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_array_is_the_only_page()
    {
        Emulator.Faults.Add("GET", "/api/v1/any", Fault.Answer(200, "application/json", "[1,2]"));
        PageReader<object?> reader = Client.Api.ReadPages(new ApiRequest("GET", "/api/v1/any"));

        Assert.Equal([1L, 2L], await reader.NextAsync(Cancellation));
        Assert.True(reader.IsAtEnd);
        await Assert.ThrowsAsync<InvalidOperationException>(() => reader.NextAsync(Cancellation));
    }

    [Fact]
    public async Task A_page_that_failed_can_be_asked_for_again()
    {
        PageReader<object?> reader = Client.Api.ReadPages(new ApiRequest("POST", Search) { Json = """{"deployment_name":"x"}""" });
        await reader.NextAsync(Cancellation);
        Emulator.Faults.Add("POST", Search, Fault.Status(500, "not now"), times: 1);
        await FailureOf(reader.NextAsync(Cancellation));

        Assert.False(reader.IsAtEnd);
        Assert.Equal(3, (await reader.ReadAllAsync(Cancellation)).Count);
    }

    [Theory]
    [InlineData("[1]")]
    [InlineData(" \n\"x\"")]
    [InlineData("null")]
    public void A_body_that_no_token_can_go_into_is_refused(string json)
    {
        Assert.Throws<FormatException>(() => Client.Api.ReadPages(new ApiRequest("POST", Search) { Json = json }));
        Assert.Throws<FormatException>(() => Client.Api.ReadPages(new ApiRequest("POST", Search) { Form = [FormField.OfText("a", json)] }));
    }

    private async Task<string[]> BodiesAsync()
    {
        await Task.WhenAll(Emulator.Requests.All.Select(request => request.Answered));
        return [.. Emulator.Requests.All.Select(request => Encoding.UTF8.GetString(request.Body))];
    }
}
