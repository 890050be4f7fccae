using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using System.Text.Json;
using Xunit;

namespace LlamaCloud.Client.Tests.Webhooks;

/// <summary>What the body of a delivery says, in whichever way it says it.</summary>
public sealed class WebhookEventReaderTests
{
    private const string Parse =
        """{"event_id":"evt-1","event_type":"parse.success","timestamp":1757500000,"data":{"id":"pjb-1","status":"COMPLETED","project_id":"p","tier":"fast"}}""";

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Both_formats_are_the_same_event(bool isText)
    {
        LlamaCloudWebhookEvent told = Read(isText ? JsonSerializer.Serialize(Parse) : Parse);

        Assert.Equal(("parse.success", "parse", "pjb-1", "COMPLETED", "p"),
            (told.EventType, told.Product, told.JobId, told.Status, told.ProjectId));
        Assert.Equal("fast", told.Data["tier"]);
        Assert.Equal(["event_id", "timestamp"], told.AdditionalProperties.Keys.Order());
        Assert.Equal("parse.success pjb-1", told.ToString());
    }

    [Theory]
    [InlineData("""{"event_type":"extract.error","data":{"job_id":"ext-1"}}""", "ext-1", "error")]
    [InlineData("""{"event_type":"extract.error","data":{"run_id":"ext-1","id":"x"}}""", "ext-1", "error")]
    [InlineData("""{"event_type":"extract.success","data":{"job":{"id":"ext-1","status":"COMPLETED"}}}""", "ext-1", "COMPLETED")]
    [InlineData("""{"event_type":"extract.success","job_id":"ext-1","data":null}""", "ext-1", "success")]
    [InlineData("""{"event_type":"extract.success","id":"ext-1","status":"COMPLETED"}""", "ext-1", "COMPLETED")]
    [InlineData("""{"event_type":"extract.success","data":{"id":7}}""", null, "success")]
    [InlineData("""{"event_type":"extract.success","data":{"id":"../projects"}}""", null, "success")]
    [InlineData("""{"event_type":"unmapped_event","data":{"id":"ext-1"}}""", "ext-1", "")]
    public void The_job_is_found_wherever_it_stands(string json, string? id, string status)
    {
        LlamaCloudWebhookEvent told = Read(json);

        Assert.Equal((id, status), (told.JobId, told.Status));
        Assert.Equal(json.Contains("unmapped", StringComparison.Ordinal) ? null : "extract", told.Product);
    }

    [Theory]
    [InlineData("")]
    [InlineData("   ")]
    [InlineData("null")]
    [InlineData("17")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("\"\"")]
    [InlineData("\"text\"")]
    [InlineData("""{"event_type":5}""")]
    [InlineData("""{"event_type":"parse.success"} and more""")]
    [InlineData("""{"event_type":"parse.success","data":""")]
    [InlineData("""{"event_type":"\ud800"}""")]
    [InlineData("txt=raw+text&md=markdown")]
    public void What_is_no_event_is_refused_in_words(string body) =>
        Assert.EndsWith(".", Assert.Throws<FormatException>(() => Read(body)).Message, StringComparison.Ordinal);

    [Fact]
    public void Hostile_bytes_are_refused_in_words()
    {
        string deep = string.Concat(Enumerable.Repeat("{\"data\":", 5000));
        Assert.Throws<FormatException>(() => Read(deep));
        Assert.Throws<FormatException>(() => WebhookEventReader.Read([0xff, 0xfe, 0x00, 0x80]));
        Assert.Throws<FormatException>(() => WebhookEventReader.Read([.. "{\"event_type\":\""u8, 0xc3, 0x28, .. "\"}"u8]));
        Random random = new(19);
        for (int i = 0; i < 3000; i++)
        {
            byte[] body = Encoding.UTF8.GetBytes(Parse);
            body[random.Next(body.Length)] = (byte)random.Next(256);
            try
            {
                Assert.NotNull(WebhookEventReader.Read(body));
            }
            catch (FormatException problem)
            {
                Assert.NotEmpty(problem.Message);
            }
        }
    }

    [Fact]
    public void A_mark_before_it_and_a_name_that_stands_there_twice_are_no_matter()
    {
        Assert.Equal("parse.success", WebhookEventReader.Read([0xef, 0xbb, 0xbf, .. Encoding.UTF8.GetBytes(Parse)]).EventType);
        Assert.Equal("b", Read("""{"event_type":"a","event_type":"b"}""").EventType);
    }

    [Fact]
    public void Numbers_beyond_all_numbers_are_one_field_and_not_the_end()
    {
        Dictionary<string, object?> data = Read("""{"event_type":"parse.success","data":{"id":"pjb-1","x":1e999}}""").Data;

        Assert.Equal("pjb-1", data["id"]);
    }

    private static LlamaCloudWebhookEvent Read(string body) => WebhookEventReader.Read(Encoding.UTF8.GetBytes(body));
}
