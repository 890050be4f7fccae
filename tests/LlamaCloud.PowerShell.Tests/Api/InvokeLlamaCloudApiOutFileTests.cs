using System;
using System.IO;
using System.Linq;
using System.Management.Automation;
using System.Runtime.Versioning;
using LlamaCloud.Emulator.Faults;
using Xunit;

namespace LlamaCloud.PowerShell.Tests.Api;

/// <summary>An answer that goes into a file.</summary>
public sealed class InvokeLlamaCloudApiOutFileTests : ModuleTest
{
    private const string Image = "/api/v1/parsing/job/x/result/image/page_1.jpg";

    [Fact]
    public void OutFile_is_written_whole_and_in_place_of_what_was_there()
    {
        using TemporaryFolder folder = new();
        string file = folder.Write("page.jpg", "old");
        Assert.Empty(Engine.Run($"Invoke-LlamaCloudApi {Image} -OutFile '{file}'").OrThrow().Output);

        Assert.Equal(Enumerable.Range(0, 300_000).Select(i => (byte)(i % 251)), File.ReadAllBytes(file));
        Assert.Equal([file], folder.Files);
    }

    [Fact]
    [UnsupportedOSPlatform("windows")]
    public void OutFile_keeps_a_link_and_permissions_and_refuses_what_is_read_only()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Links need rights there, and permissions are others.");
        using TemporaryFolder folder = new();
        string file = folder.Write("private.jpg", "old");
        File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        string link = Path.Combine(Path.GetDirectoryName(file)!, "link.jpg");
        File.CreateSymbolicLink(link, file);
        Engine.Run($"Invoke-LlamaCloudApi {Image} -OutFile '{link}'").OrThrow();

        Assert.Equal(file, new FileInfo(link).LinkTarget);
        Assert.Equal(300_000, new FileInfo(file).Length);
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file));
        File.SetUnixFileMode(file, UnixFileMode.UserRead);
        Assert.Contains(
            "read-only", Engine.Run($"Invoke-LlamaCloudApi {Image} -OutFile '{file}'").Terminating!.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void OutFile_may_be_an_ordinary_file_beside_devices()
    {
        Assert.SkipUnless(Directory.Exists("/dev/shm"), "There is no such folder here.");
        string file = $"/dev/shm/llamacloud-{Guid.NewGuid():N}.jpg";
        try
        {
            Engine.Run($"Invoke-LlamaCloudApi {Image} -OutFile {file}; Invoke-LlamaCloudApi {Image} -OutFile {file}").OrThrow();
            Assert.Equal(300_000, new FileInfo(file).Length);
        }
        finally
        {
            File.Delete(file);
        }
    }

    [Fact]
    public void OutFile_is_left_as_it_was_when_the_answer_breaks_off()
    {
        using TemporaryFolder folder = new();
        string file = folder.Write("page.jpg", "old");
        Emulator.Faults.Add("GET", Image, Fault.BreakInBody("half of", cut: true));
        ErrorRecord error = Assert.Single(Engine.Run($"Invoke-LlamaCloudApi {Image} -OutFile '{file}'").Errors);

        Assert.StartsWith("LlamaCloudApiConnectionFailed,", error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Equal(3, Emulator.Requests.All.Count);
        Assert.Equal("old", File.ReadAllText(file));
        Assert.Equal([file], folder.Files);
    }
}
