using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Security.Cryptography;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using LlamaCloud.Emulator;
using LlamaCloud.Emulator.Faults;
using LlamaCloud.Emulator.Files;
using LlamaCloud.Emulator.Jobs;
using Xunit;

namespace LlamaCloud.Client.Tests.Files;

/// <summary>Uploads: what goes out, and what of it a second time.</summary>
public sealed class FileUploadTests : EmulatorTest
{
    private const string Files = "/api/v1/beta/files";

    private static readonly byte[] s_contents = [.. Enumerable.Range(0, 300_000).Select(i => (byte)(i % 251))];

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("llamacloud-upload-");
    private readonly List<long> _sent = [];

    private StoredFile Stored => Assert.Single(Emulator.Files.All.Skip(3));

    [Fact]
    public async Task The_form_holds_purpose_id_and_file_in_this_order_byte_for_byte()
    {
        LlamaCloudFile file = await Client.Files.UploadAsync(
            FileUpload.OfFile(Put("März \"1\" 日本.PDF", "%PDF"u8.ToArray())) with { Purpose = "classify", ExternalFileId = "ü" },
            new RequestScope(ProjectIdOf(1)),
            Cancellation);

        RecordedRequest request = Assert.Single(Emulator.Requests.All);
        Assert.Equal($"{Files}?project_id={ProjectIdOf(1)}", request.Target);
        string body = Encoding.UTF8.GetString(request.Body);
        string boundary = body[..body.IndexOf("\r\n", StringComparison.Ordinal)];
        Assert.Equal(
            [
                "",
                "\r\nContent-Disposition: form-data; name=\"purpose\"\r\n\r\nclassify\r\n",
                "\r\nContent-Disposition: form-data; name=\"external_file_id\"\r\n\r\nü\r\n",
                "\r\nContent-Type: application/pdf\r\nContent-Disposition: form-data; name=\"file\"; filename=\"März %221%22 "
                    + "日本.PDF\"\r\n\r\n%PDF\r\n",
                "--\r\n",
            ],
            body.Split(boundary));
        Assert.Equal((Stored.Id, "classify", "ü"), (file.Id, file.Purpose, file.ExternalFileId));
    }

    [Fact]
    public async Task A_retry_reads_the_file_from_its_start_and_says_so()
    {
        Emulator.Faults.Add("POST", Files, Fault.CutUpload(100_000), times: 1);
        Emulator.Faults.Add("POST", Files, Fault.Answer(503, "text/plain", string.Empty), times: 1);
        await UploadAsync(FileUpload.OfFile(Put("a.bin", s_contents)));

        Assert.Equal(3, Heard.Attempts.Count);
        AssertStored(s_contents);
        Assert.Equal(3, _sent.Count(count => count == 0));
        Assert.Equal(s_contents.Length, _sent[^1]);
        Assert.Equal(_sent.Skip(_sent.LastIndexOf(0)).Order(), _sent.Skip(_sent.LastIndexOf(0)));
    }

    [Fact]
    public async Task A_stream_that_can_seek_is_sent_again_from_where_it_stood_and_stays_open()
    {
        using MemoryStream stream = new(s_contents) { Position = 1000 };
        Emulator.Faults.Add("POST", Files, Fault.Answer(503, "text/plain", string.Empty), times: 1);
        await UploadAsync(FileUpload.OfStream(stream, "a.bin"));

        Assert.Equal(2, Heard.Attempts.Count);
        AssertStored(s_contents[1000..]);
        Assert.True(stream.CanRead);
    }

    public static TheoryData<int> Statuses => [429, 500, 503];

    [Theory]
    [MemberData(nameof(Statuses))]
    public async Task A_stream_that_cannot_seek_is_never_sent_again(int status)
    {
        Emulator.Faults.Add("POST", Files, Fault.CutUpload(100_000), times: status == 500 ? 1 : 0);
        Emulator.Faults.Add("POST", Files, Fault.Answer(status, "text/plain", string.Empty, "Retry-After: 1"));
        using Forward stream = new(s_contents);
        await FailureOf(UploadAsync(FileUpload.OfStream(stream, "a.bin")));

        Assert.Single(Emulator.Requests.All);
        Assert.Empty(Clock.Seconds);
        Assert.False(stream.IsClosed);
    }

    [Fact]
    public async Task A_stream_that_cannot_seek_goes_through_whole()
    {
        using Forward stream = new(s_contents);
        await UploadAsync(FileUpload.OfStream(stream, "a.bin"));

        AssertStored(s_contents);
        Assert.Equal("chunked", Emulator.Requests.All[0].Headers["Transfer-Encoding"]);
    }

    [Fact]
    public async Task A_stream_of_which_nothing_was_read_can_be_sent_again()
    {
        using Forward stream = new(s_contents);
        LlamaCloudClient client = new(new LlamaCloudClientOptions(Options()) { BaseAddress = new Uri("http://127.0.0.1:1/") });
        await FailureOf(client.Files.UploadAsync(FileUpload.OfStream(stream, "a.bin"), default, Cancellation));

        Assert.Equal(3, Heard.Attempts.Count);
        Assert.Equal(0, stream.BytesRead);
    }

    [Fact]
    public async Task A_stream_that_cannot_be_read_on_is_an_io_exception_after_one_request()
    {
        using Forward stream = new(s_contents) { FailsAt = 100_000 };
        IOException failure = await Assert.ThrowsAnyAsync<IOException>(() => UploadAsync(FileUpload.OfStream(stream, "a.bin")));

        Assert.Equal("The disk is gone", failure.Message);
        Assert.InRange(Emulator.Requests.Count, 0, 1);
        Assert.Equal(3, Emulator.Files.Count);
    }

    [Fact]
    public async Task A_file_that_is_not_there_is_an_io_exception_and_nothing_is_sent()
    {
        await Assert.ThrowsAnyAsync<IOException>(() => UploadAsync(FileUpload.OfFile(Path.Combine(_folder.FullName, "none.pdf"))));

        Assert.Empty(Emulator.Requests.All);
    }

    [Fact]
    public async Task Cancelling_aborts_it_at_the_service_and_lets_go_of_the_file()
    {
        string path = Put("a.bin", s_contents);
        Emulator.Faults.Add("POST", Files, Fault.Silence());
        using CancellationTokenSource end = new();
        Task upload = Client.Files.UploadAsync(FileUpload.OfFile(path), default, end.Token);
        RecordedRequest request = (await Emulator.Requests.WaitForAsync(1))[0];
        await end.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => upload);
        Assert.False(await request.Answered);
        new FileStream(path, FileMode.Open, FileAccess.ReadWrite, FileShare.None).Dispose();
    }

    [Fact]
    public void What_cannot_be_sent_is_refused()
    {
        Assert.Throws<ArgumentException>(() => FileUpload.OfFile(" "));
        Assert.Throws<ArgumentException>(() => FileUpload.OfStream(Stream.Null, " "));
        MemoryStream closed = new();
        closed.Dispose();
        Assert.Throws<ArgumentException>(() => FileUpload.OfStream(closed, "a"));
    }

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        _folder.Delete(recursive: true);
    }

    private static string ProjectIdOf(int number) =>
        number == 1 ? LlamaCloud.Emulator.Jobs.JobStore.OtherProjectId : LlamaCloud.Emulator.Jobs.JobStore.DefaultProjectId;

    private Task<LlamaCloudFile> UploadAsync(FileUpload upload) =>
        Client.Files.UploadAsync(upload with { Sent = _sent.Add }, default, Cancellation);

    private void AssertStored(byte[] contents) => Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(contents)), Stored.Sha256);

    private string Put(string name, byte[] contents)
    {
        string path = Path.Combine(_folder.FullName, name);
        File.WriteAllBytes(path, contents);
        return path;
    }

    /// <summary>A stream that only goes forward.</summary>
    private sealed class Forward(byte[] contents) : Stream
    {
        public int FailsAt { get; init; } = int.MaxValue;

        public bool IsClosed { get; private set; }

        public int BytesRead { get; private set; }

        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => throw new NotSupportedException();

        public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

        public override int Read(byte[] buffer, int offset, int count)
        {
            if (BytesRead >= FailsAt)
            {
                throw new IOException("The disk is gone");
            }

            int read = Math.Min(count, contents.Length - BytesRead);
            Array.Copy(contents, BytesRead, buffer, offset, read);
            BytesRead += read;
            return read;
        }

        public override void Flush()
        {
        }

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        protected override void Dispose(bool disposing)
        {
            IsClosed = true;
            base.Dispose(disposing);
        }
    }
}
