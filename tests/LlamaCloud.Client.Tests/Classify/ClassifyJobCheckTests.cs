using System;
using System.Linq;
using Xunit;

namespace LlamaCloud.Client.Tests.Classify;

/// <summary>What the service would refuse is known before it is sent.</summary>
public sealed class ClassifyJobCheckTests
{
    [Fact]
    public void A_line_break_at_the_end_is_no_part_of_anything()
    {
        ClassifyJobRequest request = new()
        {
            Rules = [new ClassifyRule("invoice\n", "has a total amount due")],
            Language = "en\n",
            TargetPages = "1,3\n",
        };

        Assert.Equal(["rules[1].type", "lang", "target_pages"], ClassifyJobCheck.Problems(request).Select(problem => problem.Location));
        Assert.NotNull(JobCheck.PagesProblem("1\n,3"));
    }

    [Theory]
    [InlineData("x", "has 1 character; 10 to 2000 are allowed")]
    [InlineData("too short", "has 9 characters; 10 to 2000 are allowed")]
    [InlineData("  short     ", "has 5 characters without the white space around them; 10 to 2000 are allowed")]
    public void A_description_is_told_how_it_was_counted(string description, string problem)
    {
        Assert.Equal(problem, Assert.Single(ClassifyJobCheck.Problems(new ClassifyRule("invoice", description), "rule")).Message);
    }

    [Fact]
    public void A_description_that_is_too_long_is_counted_in_characters_as_the_service_does()
    {
        Assert.Empty(ClassifyJobCheck.Problems(new ClassifyRule("invoice", string.Concat(Enumerable.Repeat("\U0001F600", 2000))), "rule"));
        Assert.Contains(
            "has 2001 characters",
            Assert.Single(ClassifyJobCheck.Problems(new ClassifyRule("invoice", new string('x', 2001)), "rule")).Message,
            StringComparison.Ordinal);
    }

    // Written as a fact: a test runner cannot carry half a character in a test case's name.
    [Fact]
    public void Half_a_character_is_refused()
    {
        Assert.All((string[])["a\ud83d", "\ude00b", "\ude00\ud83d"], half => Assert.Contains(
            "half a character",
            Assert.Single(ClassifyJobCheck.Problems(new ClassifyRule("invoice", "a description " + half + " here"), "rule")).Message,
            StringComparison.Ordinal));
    }
}
