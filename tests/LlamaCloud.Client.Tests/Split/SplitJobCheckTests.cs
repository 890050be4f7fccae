using System.Linq;
using Xunit;

namespace LlamaCloud.Client.Tests.Split;

/// <summary>What is wrong with a split job is told before it is sent, field by field.</summary>
public sealed class SplitJobCheckTests
{
    private static readonly SplitCategory s_invoice = new("invoice");

    [Fact]
    public void A_category_needs_no_description() => Assert.Empty(SplitJobCheck.Problems(new SplitJobRequest { Categories = [s_invoice] }));

    [Theory]
    [InlineData("", null, "categories[1].name")]
    [InlineData("   ", null, "categories[1].name")]
    [InlineData("a", " ", "categories[1].description")]
    public void A_category_that_the_service_would_refuse_is_named(string name, string? description, string field) =>
        Assert.Equal(field,
            Assert.Single(SplitJobCheck.Problems(new SplitJobRequest { Categories = [new(name, description)] })).Location);

    // A fact, since an attribute would store another character in its place.
    [Fact]
    public void Half_a_character_is_refused() =>
        Assert.Equal("category.name", Assert.Single(SplitJobCheck.Problems(new SplitCategory("a\ud83d"), "category")).Location);

    [Theory]
    [InlineData(200, 2000, 0)]
    [InlineData(201, 2000, 1)]
    [InlineData(200, 2001, 1)]
    public void Texts_are_as_long_as_the_description_allows(int name, int description, int problems) =>
        Assert.Equal(problems,
            SplitJobCheck.Problems(new SplitCategory(new string('n', name), new string('d', description)), "category").Count());

    [Theory]
    [InlineData(1, 0)]
    [InlineData(500, 0)]
    [InlineData(501, 1)]
    [InlineData(0, 1)]
    public void One_to_500_categories_are_possible(int count, int problems) =>
        Assert.Equal(problems,
            SplitJobCheck.Problems(new SplitJobRequest { Categories = [.. Enumerable.Repeat(s_invoice, count)] }).Count());

    [Fact]
    public void A_saved_configuration_excludes_options_of_the_job()
    {
        Assert.Empty(SplitJobCheck.Problems(new SplitJobRequest { ConfigurationId = "cfg-1" }));
        SplitJobRequest both = new() { ConfigurationId = "cfg-1", MinPagesPerSplit = 2 };
        Assert.Equal("configuration_id", Assert.Single(SplitJobCheck.Problems(both)).Location);
    }

    [Fact]
    public void How_to_split_is_checked()
    {
        SplitJobRequest request = new() { Categories = [s_invoice], AllowUncategorized = "drop", MinPagesPerSplit = 0 };
        Assert.Equal(["allow_uncategorized", "min_pages_per_split"], SplitJobCheck.Problems(request).Select(problem => problem.Location));
    }
}
