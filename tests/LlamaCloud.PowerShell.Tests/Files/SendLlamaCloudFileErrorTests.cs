using System;
using System.IO;
using System.Linq;
using System.Management.Automation;
using System.Threading.Tasks;
using LlamaCloud.Demo.Engine;
using LlamaCloud.Emulator.Faults;
using LlamaCloud.Emulator.Files;
using Xunit;

namespace LlamaCloud.PowerShell.Tests.Files;

/// <summary>What cannot be uploaded is one error that says what to do, and the others go on.</summary>
public sealed class SendLlamaCloudFileErrorTests : FileTest
{
    [Fact]
    public void What_is_no_file_that_can_be_sent_fails_alone_before_any_upload()
    {
        Put("good.txt");
        Put("empty.txt", "");
        Directory.CreateDirectory(Path.Combine(Folder, "folder"));
        using (FileStream large = File.Create(Path.Combine(Folder, "large.bin")))
        {
            large.SetLength((512L * 1024 * 1024) + 1);
        }

        using FileStream locked = new(Put("locked.txt"), FileMode.Open, FileAccess.ReadWrite, FileShare.None);
        EngineResult result = Run(
            "'folder', 'missing.txt', 'empty.txt', 'large.bin', 'locked.txt', '', 'nodrive:x', 'variable:PID', 'a[.txt', 'nofolder/*', "
                + "'good.txt' | Send-LlamaCloudFile");

        Assert.Null(result.Terminating);
        Assert.Equal(
            [
                "PathIsFolder", "PathNotFound", "Empty", "TooLarge", "Unreadable", "PathInvalid", "PathInvalid", "PathInvalid",
                "PathNotFound", "PathInvalid",
            ],
            IdsOf(result).Select(id => id["LlamaCloudFile".Length..]));
        Assert.Equal(Path.Combine(Folder, "large.bin"), result.Errors[3].TargetObject);
        Assert.Contains("has 512.0 MB, and the service takes 512 MB at most", result.Errors[3].ToString(), StringComparison.Ordinal);
        Assert.All(result.Errors, error => Assert.Contains("Nothing was sent for it.", error.ToString(), StringComparison.Ordinal));
        Assert.Equal("good.txt", Assert.Single(Uploads).Name);
        Assert.Single(Emulator.Requests.All);
    }

    public static TheoryData<string, string> Strangers => new()
    {
        { "[pscustomobject]@{ Foo = 'good.txt' }", "There is no path in a row with the column 'Foo'." },
        { "@{ Foo = 1 }", "There is no path in a row with the column 'Foo'." },
        { "[pscustomobject]@{ Path = '' }", "There is no path in a row with the column 'Path'." },
        { "(Get-LlamaCloudFile " + SeedFiles.Invoice
            + ")", "LlamaCloud.LlamaCloudFile is a file of the service already, and has no path." },
        { "[timespan]::Zero", "System.TimeSpan is no file of this machine." },
    };

    [Theory]
    [MemberData(nameof(Strangers))]
    public void What_has_no_path_is_one_error_and_the_others_go_on(string item, string message)
    {
        Put("good.txt");
        EngineResult result = Run($"{item}, 'good.txt' | Send-LlamaCloudFile");

        ErrorRecord error = AssertOne(result, "LlamaCloudFilePathMissing");
        Assert.Equal(
            $"{message} Nothing was sent for it. Give paths, files of Get-ChildItem, or rows with a column Path or FullName.",
            error.ToString());
        Assert.NotNull(error.TargetObject);
        Assert.Equal("good.txt", Assert.Single(Uploads).Name);
    }

    [Theory]
    [InlineData("$null | Send-LlamaCloudFile", 1)]
    [InlineData("Send-LlamaCloudFile $null", 1)]
    [InlineData("Send-LlamaCloudFile ' ', $null", 2)]
    [InlineData("@() | Send-LlamaCloudFile", 0)]
    [InlineData("Send-LlamaCloudFile @()", 0)]
    public void Nothing_is_an_error_where_a_path_is_meant(string script, int errors)
    {
        Environment.SetEnvironmentVariable("LLAMA_CLOUD_API_KEY", null);
        EngineResult result = Run(script);

        Assert.Null(result.Terminating);
        Assert.Equal(Enumerable.Repeat("LlamaCloudFilePathInvalid", errors), IdsOf(result));
    }

    [Fact]
    public void Without_a_key_the_first_file_that_could_be_sent_ends_the_command()
    {
        Put("a.txt");
        Environment.SetEnvironmentVariable("LLAMA_CLOUD_API_KEY", null);
        EngineResult result = Run("'missing.txt', 'a.txt', 'missing.txt' | Send-LlamaCloudFile");

        Assert.Equal("ApiKeyMissing", IdOf(result.Terminating));
        Assert.Equal("LlamaCloudFilePathNotFound", Assert.Single(IdsOf(result)));
    }

    [Theory]
    [InlineData(0, "LlamaCloudFileEmpty")]
    [InlineData((512L * 1024 * 1024) + 1, "LlamaCloudFileTooLarge")]
    public void A_stream_of_a_size_that_cannot_be_sent_is_not(long length, string id)
    {
        using FileStream stream = File.Create(Path.Combine(Folder, "x"));
        stream.SetLength(length + 3);
        stream.Position = 3;
        ErrorRecord error = AssertOne(Run("Send-LlamaCloudFile -Stream $stream -FileName x.pdf", ("stream", stream)), id);

        Assert.Equal("x.pdf", error.TargetObject);
        Assert.Empty(Emulator.Requests.All);
    }

    [Fact]
    public void A_stream_that_is_closed_is_refused()
    {
        EngineResult result = Run("$s = [IO.MemoryStream]::new(); $s.Dispose(); Send-LlamaCloudFile -Stream $s -FileName a.pdf");

        Assert.Equal("LlamaCloudFileStreamInvalid", IdOf(result.Terminating));
        Assert.Empty(Emulator.Requests.All);
    }

    [Fact]
    public void A_stream_that_cannot_seek_is_sent_once()
    {
        Emulator.Faults.Add("POST", Route, Fault.Answer(503, "text/plain", string.Empty, "retry-after-ms: 1"));
        using Unseekable stream = new(300_000);
        AssertOne(Run("Send-LlamaCloudFile -Stream $stream -FileName a.pdf", ("stream", stream)), "LlamaCloudFileServiceUnavailable");

        Assert.Single(Emulator.Requests.All);
        Emulator.Faults.Clear();
        using Unseekable other = new(300_000);
        Run("Send-LlamaCloudFile -Stream $stream -FileName a.pdf", ("stream", other)).OrThrow();
        Assert.Equal(300_000, Assert.Single(Uploads).Length);
    }

    [Fact]
    public void A_file_that_the_service_refuses_is_one_error_about_its_path()
    {
        string[] paths = [Put("a.txt"), Put("b.txt"), Put("c.txt")];
        Emulator.Faults.Add("POST", Route, Fault.Delay(TimeSpan.Zero), times: 1);
        Emulator.Faults.Add("POST", Route, Fault.Status(422, "no"), times: 1);
        EngineResult result = Run("'a.txt', 'b.txt', 'c.txt' | Send-LlamaCloudFile -ThrottleLimit 1");

        ErrorRecord error = AssertOne(result, "LlamaCloudFileInvalidRequest");
        Assert.Equal(paths[1], error.TargetObject);
        Assert.StartsWith($"File '{paths[1]}' could not be uploaded.", error.ToString(), StringComparison.Ordinal);
        Assert.Equal(["a.txt", "c.txt"], Texts(result, "Name"));
    }

    [Theory]
    [InlineData(401, "LlamaCloudFileUnauthorized")]
    [InlineData(402, "LlamaCloudFilePaymentRequired")]
    public void What_every_upload_would_meet_ends_the_command_and_nothing_more_is_uploaded(int status, string id)
    {
        string[] names = [.. Enumerable.Range(0, 40).Select(i => $"f{i:00}.txt")];
        Array.ForEach(names, name => Put(name));
        // The first goes through, but late: what was done comes out before the error.
        TaskCompletionSource release = new(TaskCreationOptions.RunContinuationsAsynchronously);
        Emulator.Faults.Add("POST", Route, Fault.Hold(release.Task), times: 1);
        Emulator.Faults.Add("POST", Route, Fault.Status(status, "no"));
        EngineResult result = Run(
            "$names | Send-LlamaCloudFile -ThrottleLimit 4 -Verbose", ReleaseAt(release, $": {status} "), ("names", names));

        Assert.Equal(id, IdOf(result.Terminating));
        // Those that were under way beside it may have met the same.
        Assert.All(IdsOf(result), other => Assert.Equal(id, other));
        Assert.Equal(Uploads.Select(file => file.Name), Texts(result, "Name"));
        Assert.Single(Uploads);
        Assert.InRange(Emulator.Requests.Count, 2, 4);
    }

    private sealed class Unseekable(int length) : Stream
    {
        private int _left = length;

        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => throw new NotSupportedException();

        public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

        public override int Read(byte[] buffer, int offset, int count)
        {
            int read = Math.Min(count, _left);
            _left -= read;
            return read;
        }

        public override void Flush()
        {
        }

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    }
}
