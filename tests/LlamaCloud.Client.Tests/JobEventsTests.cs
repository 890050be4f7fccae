using Xunit;

namespace LlamaCloud.Client.Tests;

public sealed class JobEventsTests
{
    [Theory]
    [InlineData("classify.sucess", "classify.success")]
    [InlineData("clasify.sucess", "classify.success")]
    [InlineData("spilt.error", "split.error")]
    [InlineData("Parse.Success", "parse.success")]
    [InlineData("batch.canceled", "batch.cancelled")]
    [InlineData("error", "classify.error")]
    [InlineData("done", "classify.pending")]
    [InlineData("parse.success", null)]
    [InlineData(" parse.success ", null)]
    [InlineData("parse.exploded", null)]
    [InlineData("verify.success", null)]
    [InlineData("sheet.pending", null)]
    [InlineData("", null)]
    public void A_slip_is_found_and_what_is_like_none_passes(string text, string? meant) => Assert.Equal(meant, JobEvents.FindMeant(text));
}
