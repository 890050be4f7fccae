using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using System.Threading.Tasks;
using LlamaCloud.Emulator;
using LlamaCloud.Emulator.Faults;
using Xunit;

namespace LlamaCloud.Client.Tests.Api;

/// <summary>What goes out for a request of any operation, and what comes back.</summary>
public sealed class ApiClientTests : EmulatorTest
{
    private const string Any = "/api/v9/any";

    [Fact]
    public async Task An_object_comes_back_as_plain_values()
    {
        Answer("""{"id":"x","n":9007199254740993,"f":1.5,"list":[1,null,{"deep":true}]}""");
        Dictionary<string, object?> answer = Assert.IsAssignableFrom<Dictionary<string, object?>>(await Send("GET"));

        Assert.Equal(["id", "n", "f", "list"], answer.Keys);
        Assert.Equal(("x", 9007199254740993L, 1.5), (answer["id"], answer["n"], answer["f"]));
        List<object?> list = Assert.IsAssignableFrom<List<object?>>(answer["list"]);
        Assert.Equal([1L, null], list.Take(2));
        Assert.Equal(true, Assert.IsAssignableFrom<Dictionary<string, object?>>(list[2])["deep"]);
    }

    [Theory]
    [InlineData("null", null)]
    [InlineData("", null)]
    [InlineData("7", 7L)]
    [InlineData("\"ä\"", "ä")]
    [InlineData("false", false)]
    public async Task Any_other_json_and_an_empty_body_are_answers_too(string body, object? value)
    {
        Answer(body);

        Assert.Equal(value, await Send("GET"));
    }

    [Fact]
    public async Task An_array_comes_back_as_a_list()
    {
        Answer("[1,[2],\"3\"]");
        List<object?> list = Assert.IsAssignableFrom<List<object?>>(await Send("GET"));

        Assert.Equal([1L, "3"], [list[0], list[2]]);
        Assert.Equal([2L], Assert.IsAssignableFrom<List<object?>>(list[1]));
    }

    [Fact]
    public async Task No_content_is_null()
    {
        Emulator.Directories.Add("inbox", id: "d 1");
        Assert.Null(await Client.Api.SendAsync(new ApiRequest("delete", "/api/v1/beta/directories/{id}", new Dictionary<string, string> { ["id"] = "d 1" }), Cancellation));
        Assert.Equal(("DELETE", "/api/v1/beta/directories/d%201"), (Emulator.Requests.All[0].Method, Emulator.Requests.All[0].Target));
    }

    [Theory]
    [InlineData("<html>Please log in</html>", "text/html")]
    [InlineData("{\"id\":", "application/json")]
    [InlineData("{} {}", "application/json")]
    public async Task What_is_not_json_is_an_error_that_says_so(string body, string contentType)
    {
        Emulator.Faults.Add("GET", Any, Fault.Answer(200, contentType, body));
        LlamaCloudException failure = await FailureOf(Send("GET"));

        Assert.Equal((LlamaCloudErrorKind.InvalidResponse, 200), (failure.Kind, failure.StatusCode!.Value));
        Assert.Contains($"({contentType}) is not what the service sends: it is not JSON", failure.Message, StringComparison.Ordinal);
        Assert.StartsWith(body[..2], failure.Body, StringComparison.Ordinal);
        Assert.Single(Emulator.Requests.All);
    }

    [Fact]
    public async Task The_query_goes_out_in_order_with_repeats_and_empty_values_escaped()
    {
        Answer("{}");
        await Client.Api.SendAsync(
            new ApiRequest("GET", Any) { Query = [new("b", "2"), new("a", "1"), new("b", "3"), new("e", ""), new("ü &", " x=y+z/#%")] },
            Cancellation);

        Assert.Equal($"{Any}?b=2&a=1&b=3&e=&%C3%BC%20%26=%20x%3Dy%2Bz%2F%23%25", Assert.Single(Emulator.Requests.Targets));
    }

    [Theory]
    [InlineData("x", "?x=1&project_id=prj&organization_id=org")]
    [InlineData("project_id", "?project_id=1&organization_id=org")]
    [InlineData("organization_id", "?organization_id=1&project_id=prj")]
    public async Task The_scope_is_added_where_the_query_does_not_say_it(string name, string query)
    {
        Answer("{}");
        await Client.Api.SendAsync(
            new ApiRequest("GET", Any) { Query = [new(name, "1")], Scope = new RequestScope("prj", "org") }, Cancellation);

        Assert.Equal(Any + query, Assert.Single(Emulator.Requests.Targets));
    }

    [Fact]
    public async Task A_path_in_the_base_address_stays_in_front()
    {
        Emulator.Faults.Add("GET", "/gateway" + Any, Fault.Answer(200, "application/json", "1"));

        Assert.Equal(1L, await new LlamaCloudClient(Options(path: "gateway")).Api.SendAsync(new ApiRequest("GET", Any), Cancellation));
    }

    [Fact]
    public async Task The_body_goes_out_as_it_was_written()
    {
        const string Body = "{ \"file_id\": \"dfl-ä\",\r\n \"tier\": 1.10, \"n\": 123456789012345678901234567890 }";
        await FailureOf(Client.Api.SendAsync(new ApiRequest("POST", "/api/v2/parse") { Json = Body }, Cancellation));
        RecordedRequest request = Emulator.Requests.All[0];

        Assert.True(await request.Answered);
        Assert.Equal(Body, Encoding.UTF8.GetString(request.Body));
        Assert.Equal("application/json", request.Headers["Content-Type"]);
    }

    [Theory]
    [InlineData("{\n  \"a\": 1,\n  b: 2\n}", "line 3, byte 3")]
    [InlineData("", "line 1, byte 1")]
    [InlineData("{} x", "line 1, byte 4")]
    public void A_body_that_is_not_json_is_refused_with_the_place(string json, string place)
    {
        FormatException refusal = Assert.Throws<FormatException>(() => new ApiRequest("POST", Any) { Json = json });

        Assert.Contains(place, refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_sent_may_be_nested_as_deep_as_what_is_answered_and_no_deeper()
    {
        string deep = Nested(511);
        Heard.WantsExchanges = true;
        Answer($$"""{"items":[],"next_page_token":"t","deep":{{deep}}}""");
        Emulator.Faults.Add(
            "POST", Any, Fault.Answer(200, "application/json", $$"""{"items":[{{Nested(510)}}],"next_page_token":"t"}"""), times: 1);
        Emulator.Faults.Add("POST", Any, Fault.Answer(200, "application/json", """{"items":[]}"""), times: 1);
        await Client.Api.ReadPages(new ApiRequest("POST", Any) { Json = $$"""{"deep":{{deep}}}""" }).ReadAllAsync(Cancellation);
        await Send("GET");

        Assert.Contains($$"""> {"deep":{{deep}},"page_token":"t"}""", Heard.Exchanges[1], StringComparison.Ordinal);
        Assert.Contains(
            "nested more than 512 deep",
            Assert.Throws<FormatException>(() => new ApiRequest("POST", Any) { Json = Nested(513) }).Message,
            StringComparison.Ordinal);
        Emulator.Faults.Clear();
        Answer(Nested(513));
        Assert.Contains("nested more than 512 deep", (await FailureOf(Send("GET"))).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("HEAD")]
    [InlineData("TRACE")]
    [InlineData("")]
    [InlineData("GET /x")]
    public void A_method_that_no_operation_has_is_refused(string method)
    {
        Assert.Contains(
            "GET, POST, PUT, PATCH, DELETE",
            Assert.Throws<FormatException>(() => new ApiRequest(method, Any)).Message,
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("text/plain; charset=iso-8859-1", new byte[] { 0x66, 0xfc, 0x72, 0x0d, 0x0a, 0x20 }, "für\r\n ")]
    [InlineData("text/plain; charset=\"utf-16\"", new byte[] { 0x66, 0x00, 0xfc, 0x00 }, "fü")]
    [InlineData("text/csv", new byte[] { 0x66, 0xc3, 0xbc }, "fü")]
    [InlineData("text/csv; charset=x-nobody-knows", new byte[] { 0x66, 0xc3, 0xbc }, "fü")]
    [InlineData("text/csv; charset=utf-7", new byte[] { 0x66, 0xc3, 0xbc }, "fü")]
    public async Task A_text_is_read_in_its_charset(string contentType, byte[] body, string text)
    {
        Emulator.Faults.Add("GET", Any, Fault.Answer(200, contentType, body));

        Assert.Equal(text, await Client.Api.SendForTextAsync(new ApiRequest("GET", Any), Cancellation));
        Assert.Equal("*/*", Emulator.Requests.All[0].Headers["Accept"]);
    }

    [Theory]
    [InlineData("{ \"a\": 1.10 }\r\n")]
    [InlineData("<html>no JSON</html>")]
    [InlineData("")]
    public async Task A_text_is_answered_exactly_as_it_came(string text)
    {
        Answer(text);

        Assert.Equal(text, await Client.Api.SendForTextAsync(new ApiRequest("GET", Any), Cancellation));
    }

    private static string Nested(int depth) => new string('[', depth) + new string(']', depth);

    private void Answer(string json) => Emulator.Faults.Add("GET", Any, Fault.Answer(200, "application/json", json));

    private Task<object?> Send(string method) => Client.Api.SendAsync(new ApiRequest(method, Any), Cancellation);
}
