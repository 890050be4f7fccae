using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using System.Text.Json;
using System.Threading.Tasks;
using LlamaCloud.Emulator.Classify;
using LlamaCloud.Http;
using Xunit;

namespace LlamaCloud.Client.Tests.Classify;

/// <summary>Texts that are the same in many jobs are kept once, and are what the service sent all the same.</summary>
public sealed class RepeatedTextTests : ClassifyJobTest
{
    [Fact]
    public async Task Jobs_of_a_list_share_what_they_have_in_common_and_nothing_else()
    {
        IReadOnlyDictionary<string, ClassifyJob> found = await Client.Classify.FindAsync(
            [SeedJobs.Invoice, SeedJobs.Receipt], cancellationToken: Cancellation);
        (ClassifyJob one, ClassifyJob other) = (found[SeedJobs.Invoice], found[SeedJobs.Receipt]);

        Assert.Same(one.ProjectId, other.ProjectId);
        Assert.Same(one.Status, other.Status);
        Assert.Same(one.Configuration!.Rules[0].Description, other.Configuration!.Rules[0].Description);
        Assert.NotSame(one.AdditionalProperties, other.AdditionalProperties);
        Assert.Equal(("invoice", "receipt"), (one.Type, other.Type));
    }

    [Fact]
    public void Texts_that_take_each_others_places_stay_what_they_are()
    {
        // Far more than there are places, and those that a place does not take: escaped, not ASCII, long.
        string[] sent =
        [
            .. Enumerable.Range(0, 2000).Select(number => $"S{number}"),
            "quote\"d", "line\nfeed", "größer", "日本", new string('x', 255), new string('x', 256), new string('x', 257), string.Empty,
        ];

        foreach (string status in sent.Concat(sent))
        {
            Assert.Equal(status, Read($$"""{"id":"clj-1","status":{{JsonSerializer.Serialize(status)}}}""").Status);
            Assert.Equal(status, Read($"{{\"id\":\"clj-1\",\"status\":\"{JsonEncodedText.Encode(status)}\"}}").Status);
        }
    }

    [Fact]
    public void A_job_of_a_list_takes_little_more_than_what_is_its_own()
    {
        const int Jobs = 100;
        byte[] page = Encoding.UTF8.GetBytes(
            $$"""{"items":[{{string.Join(",", SeedJobs.Many(Jobs).Select(job => job.ToJsonString()))}}],"next_page_token":null}""");
        ReadPage(page);
        long before = GC.GetAllocatedBytesForCurrentThread();
        Assert.Equal(Jobs, ReadPage(page).Items.Count);

        Assert.InRange((GC.GetAllocatedBytesForCurrentThread() - before) / Jobs, 500, 1600);
    }

    private static Page<ClassifyJob> ReadPage(byte[] page) =>
        JsonSerializer.Deserialize(page, ClassifyJsonContext.Default.PageClassifyJob)!;

    private static new ClassifyJob Read(string json) => JsonSerializer.Deserialize(json, ClassifyJsonContext.Default.ClassifyJob)!;
}
