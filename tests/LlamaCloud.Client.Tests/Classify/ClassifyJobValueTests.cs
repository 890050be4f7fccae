using System.Threading.Tasks;
using Xunit;

namespace LlamaCloud.Client.Tests.Classify;

/// <summary>Values of a <see cref="ClassifyJob"/> in whatever form they come, and as they are shown.</summary>
public sealed class ClassifyJobValueTests : ClassifyJobTest
{
    [Fact]
    public async Task A_status_that_is_not_known_passes_through()
    {
        Assert.Equal("ON_HOLD", (await Read(Everything.Replace("COMPLETED", "ON_HOLD"))).Status);
    }

    [Theory]
    [InlineData("2019-12-27T18:11:19Z", "2019-12-27T18:11:19.0000000+00:00")]
    [InlineData("2019-12-27T18:11:19.117Z", "2019-12-27T18:11:19.1170000+00:00")]
    [InlineData("2019-12-27T18:11:19.117123+00:00", "2019-12-27T18:11:19.1171230+00:00")]
    [InlineData("2019-12-27T18:11:19.123456789Z", "2019-12-27T18:11:19.1234568+00:00")]
    [InlineData("2019-12-27T18:11:19", "2019-12-27T18:11:19.0000000+00:00")]
    [InlineData("2019-12-27T18:11:19.5", "2019-12-27T18:11:19.5000000+00:00")]
    [InlineData("2019-12-27 18:11:19", "2019-12-27T18:11:19.0000000+00:00")]
    [InlineData("2019-12-27T18:11:19+05:30", "2019-12-27T18:11:19.0000000+05:30")]
    [InlineData("2019-12-27t18:11:19z", "2019-12-27T18:11:19.0000000+00:00")]
    public async Task Timestamps_are_read_with_or_without_fraction_and_offset(string sent, string expected)
    {
        ClassifyJob job = await Read(Everything.Replace("2019-12-27T18:11:19.117Z", sent));

        Assert.Equal(expected, job.CreatedAt!.Value.ToString("O"));
    }

    [Theory]
    [InlineData("\"\"")]
    [InlineData("\"yesterday\"")]
    [InlineData("null")]
    public async Task A_time_that_cannot_be_read_costs_the_time_and_not_the_job(string sent)
    {
        Assert.Null((await Read(Everything.Replace("\"2019-12-27T18:11:19.117Z\"", sent))).CreatedAt);
    }

    [Fact]
    public async Task What_should_not_be_null_reads_as_empty()
    {
        ClassifyJob job = await Read(
            """{"id":"clj-1","status":null,"file_input":null,"configuration":{"rules":[null,{"type":null}]},"result":{"reasoning":null}}""");

        Assert.Equal((string.Empty, string.Empty, string.Empty), (job.Status, job.FileInput, job.Reasoning));
        Assert.Equal(string.Empty, Assert.Single(job.Configuration!.Rules).Type);
        Assert.Equal(string.Empty, job.Configuration.ToString());
        Assert.Empty((await Read("""{"id":"clj-1","configuration":{"rules":null}}""")).Configuration!.Rules);
    }

    [Theory]
    [InlineData("10.0")]
    [InlineData("\"10\"")]
    [InlineData("1e1")]
    public async Task A_whole_number_may_come_in_other_forms(string sent)
    {
        Assert.Equal(10, (await Read(Everything.Replace(": 10", ": " + sent))).Configuration!.ParsingConfiguration!.MaxPages);
    }

    [Fact]
    public async Task Numbers_may_come_as_text()
    {
        ClassifyJob job = await Read(Everything.Replace("0.5", "\"0.5\"").Replace(": 10", ": \"10\""));

        Assert.Equal(0.5, job.Confidence);
        Assert.Equal(10, job.Configuration!.ParsingConfiguration!.MaxPages);
    }

    [Fact]
    public async Task A_job_reads_as_its_id_and_its_parts_as_a_line()
    {
        ClassifyJob job = await Read(Everything);

        Assert.Equal("clj-1", job.ToString());
        Assert.Equal("invoice", job.Configuration!.ToString());
        Assert.Equal("invoice: contains invoice number, line items, and total amount", job.Configuration.Rules[0].ToString());
        Assert.Equal("en, at most 10 pages, of 1,3,5-7", job.Configuration.ParsingConfiguration!.ToString());
        Assert.Equal("invoice", job.Result!.ToString());
    }
}
