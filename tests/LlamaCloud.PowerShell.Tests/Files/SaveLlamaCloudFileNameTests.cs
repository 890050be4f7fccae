using System;
using System.IO;
using System.Linq;
using System.Text;
using LlamaCloud.Demo.Engine;
using Xunit;

namespace LlamaCloud.PowerShell.Tests.Files;

/// <summary>
/// Whatever a file is called at the service, it is saved in the folder that was meant, under a name that every system takes.
/// </summary>
public sealed class SaveLlamaCloudFileNameTests : FileTest
{
    // In one test: an engine for each would take longer than all of them.
    private static readonly (string Name, string Saved)[] s_hostile =
    [
        ("../../x", "_._.._x"),
        ("..\\..\\x", "_._.._x"),
        ("/etc/passwd", "_etc_passwd"),
        ("C:\\x.txt", "C__x.txt"),
        ("a:b", "a_b"),
        ("a.txt::$DATA", "a.txt__$DATA"),
        ("CON", "_CON"),
        ("con.txt", "_con.txt"),
        ("nul .tar.gz", "_nul .tar.gz"),
        ("LPT9.log", "_LPT9.log"),
        ("com¹", "_com¹"),
        ("CONIN$", "_CONIN$"),
        ("contract.txt", "contract.txt"),
        ("a. . .", "a"),
        ("  a.txt ", "a.txt"),
        (".bashrc", "_bashrc"),
        ("..", "dfl-1"),
        (" ", "dfl-1"),
        ("", "dfl-1"),
        ("evil\u202efdp.exe", "evil_fdp.exe"),
        ("a\u2028b\tc\0d\u007fe", "a_b_c_d_e"),
        ("a*b?c\"d<e>f|g", "a_b_c_d_e_f_g"),
        ("a[1]`$x.txt", "a[1]`$x.txt"),
        ("~", "~"),
        ("日本 🦙.pdf", "日本 🦙.pdf"),
    ];

    [Fact]
    public void A_name_becomes_one_that_a_file_can_have() => Assert.All(s_hostile, pair =>
    {
        // Such names break the service's own description; what it does with them is not the question here.
        Emulator.Requests.Exchanged = null;
        Store(pair.Name, pair.Name, "dfl-1");
        EngineResult result = Run("Save-LlamaCloudFile dfl-1 -PassThru").OrThrow();

        Assert.Equal([pair.Saved], Names);
        string path = Path.Combine(Folder, pair.Saved);
        Assert.Equal(path, Assert.Single(Texts(result, "FullName")));
        Assert.Equal(pair.Name, File.ReadAllText(path));
        File.Delete(path);
    });

    [Theory]
    [InlineData("dfl:1", "dfl_1")]
    [InlineData("...", "_")]
    [InlineData("NUL", "_NUL")]
    public void An_id_that_stands_in_for_a_name_becomes_one_too(string id, string saved)
    {
        Store("..", "right", id);
        Run($"Save-LlamaCloudFile '{id}'").OrThrow();

        Assert.Equal([saved], Names);
    }

    [Theory]
    [InlineData("é", ".pdf")]
    [InlineData("🦙", ".pdf")]
    [InlineData("x", "")]
    [InlineData("x.", "")]
    [InlineData("x", ".an-extension-that-is-none-at-all")]
    public void A_name_that_is_too_long_is_shortened_and_keeps_its_end(string letters, string extension)
    {
        Store(string.Concat(Enumerable.Repeat(letters, 300)) + extension, "right", "dfl-1");
        Run("Save-LlamaCloudFile dfl-1").OrThrow();

        string name = Assert.Single(Names);
        Assert.InRange(Encoding.UTF8.GetByteCount(name), 200, 240);
        Assert.StartsWith(letters, name, StringComparison.Ordinal);
        Assert.DoesNotContain('\ufffd', name);
        Assert.False(name.EndsWith('.'), name);
        Assert.True(extension.Length > 20 || name.EndsWith(extension, StringComparison.Ordinal), name);
    }
}
