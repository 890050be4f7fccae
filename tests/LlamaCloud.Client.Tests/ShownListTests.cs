using System.Collections.Generic;
using System.Text.Json;
using Xunit;

namespace LlamaCloud.Client.Tests;

public sealed class ShownListTests
{
    [Fact]
    public void Texts_and_numbers_are_shown_and_other_things_counted()
    {
        Assert.Equal("a, b", new ShownList<string>(["a", "b"]).ToString());
        Assert.Equal("2, 5", new ShownList<int>([2, 5]).ToString());
        Assert.Equal(string.Empty, new ShownList<string>([]).ToString());
        Assert.Equal("0", new ShownList<object>([]).ToString());
        Assert.Equal("2", new ShownList<IReadOnlyList<int>>([[1], [2]]).ToString());
        Assert.Equal("1, 10", new ShownList<IReadOnlyList<int>>([[1], [10, 2]], one => $"{one[0]}").ToString());
    }

    [Fact]
    public void It_is_a_list_like_any_other()
    {
        List<string> items = ["a"];
        ShownList<string> list = new(items);
        items.Add("b");

        Assert.Equal(["a"], list);
        Assert.Equal("""["a"]""", JsonSerializer.Serialize(list));
    }
}
