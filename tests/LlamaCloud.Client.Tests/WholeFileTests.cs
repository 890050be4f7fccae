using System;
using System.IO;
using System.Text;
using Xunit;

namespace LlamaCloud.Client.Tests;

/// <summary>A file is written whole or not at all.</summary>
public sealed class WholeFileTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("llamacloud-").FullName;

    private string Target => Path.Combine(_folder, "a.txt");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void What_was_written_takes_its_place(bool isThere)
    {
        if (isThere)
        {
            File.WriteAllText(Target, "old");
        }

        WholeFile.Write(Target, overwrite: isThere, stream => stream.Write("new"u8));
        Assert.Equal("new", File.ReadAllText(Target));
        Assert.Equal([Target], Directory.GetFiles(_folder));
    }

    [Fact]
    public void What_fails_in_the_midst_leaves_the_old_one_and_nothing_else()
    {
        File.WriteAllText(Target, "old");
        Assert.Throws<InvalidOperationException>(() => WholeFile.Write(Target, overwrite: true, stream =>
        {
            stream.Write("half"u8);
            throw new InvalidOperationException();
        }));

        Assert.Equal("old", File.ReadAllText(Target));
        Assert.Equal([Target], Directory.GetFiles(_folder));
    }

    [Fact]
    public void One_that_is_there_is_kept_where_it_is_not_to_be_replaced()
    {
        File.WriteAllText(Target, "old");
        Assert.ThrowsAny<IOException>(() => WholeFile.Write(Target, overwrite: false, stream => stream.Write("new"u8)));
        Assert.Equal("old", File.ReadAllText(Target));
    }

    [Fact]
    public void A_folder_that_is_not_there_is_named_with_the_file() =>
        Assert.Contains("none", Assert.ThrowsAny<IOException>(() => WholeFile.Write(Path.Combine(_folder, "none", "a.txt"), overwrite: true, static _ => { })).Message, StringComparison.Ordinal);

    [Fact]
    public void A_link_stays_one_and_what_it_leads_to_is_replaced()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Links need a right there.");
        string link = Path.Combine(_folder, "link.txt");
        File.WriteAllText(Target, "old");
        File.CreateSymbolicLink(link, Target);
        WholeFile.Write(link, overwrite: true, stream => stream.Write(Encoding.UTF8.GetBytes("new")));

        Assert.Equal(("new", Target), (File.ReadAllText(Target), new FileInfo(link).LinkTarget));
    }
}
