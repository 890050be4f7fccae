using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Net.Http;
using System.Threading.Tasks;
using LlamaCloud.Emulator.Faults;
using Xunit;

namespace LlamaCloud.Client.Tests.Api;

/// <summary>Answers that are written to a file as they come.</summary>
public sealed class ApiDownloadTests : EmulatorTest
{
    private const string Image = "/api/v1/parsing/job/x/result/image/page_1.jpg";

    private static readonly byte[] s_image = [.. Enumerable.Range(0, 300_000).Select(i => (byte)(i % 251))];

    private readonly List<Target> _opened = [];

    [Fact]
    public async Task The_whole_body_arrives_and_the_target_is_closed()
    {
        await Download();

        Target target = Assert.Single(_opened);
        Assert.Equal(s_image, target.ToArray());
        Assert.True(target.IsClosed);
        Assert.Equal("*/*", Emulator.Requests.All[0].Headers["Accept"]);
    }

    [Fact]
    public async Task A_download_that_is_cut_begins_anew_with_a_target_of_its_own()
    {
        Emulator.Faults.Add("GET", Image, Fault.Raw("HTTP/1.1 200 OK\r\nContent-Length: 300000\r\n\r\n" + new string('x', 5000)), times: 1);
        await Download();

        Assert.Equal(2, _opened.Count);
        Assert.Equal(5000, _opened[0].ToArray().Length);
        Assert.All(_opened, target => Assert.True(target.IsClosed));
        Assert.Equal(s_image, _opened[1].ToArray());
    }

    [Fact]
    public async Task Nothing_is_opened_for_an_answer_that_is_an_error()
    {
        LlamaCloudException failure = await FailureOf(
            Client.Api.SendToAsync(new ApiRequest("GET", Image.Replace("page_1", "page_2")), Open, Cancellation));

        Assert.Equal((404, "Image page_2.jpg not found"), (failure.StatusCode!.Value, failure.Detail));
        Assert.Empty(_opened);
    }

    public static TheoryData<string> Failures => ["write", "write and close", "flush", "close"];

    [Theory]
    [MemberData(nameof(Failures))]
    public async Task A_target_that_cannot_be_written_is_an_io_exception_after_one_request(string when)
    {
        IOException failure = await Assert.ThrowsAnyAsync<IOException>(() => Client.Api.SendToAsync(
            new ApiRequest("GET", Image),
            () =>
            {
                Target target = new() { Fails = when };
                _opened.Add(target);
                return target;
            },
            Cancellation));

        Assert.Equal("No space left on device", failure.Message);
        Assert.Single(_opened);
        Assert.Single(Emulator.Requests.All);
    }

    [Fact]
    public async Task A_target_that_cannot_be_opened_is_an_io_exception_after_one_request()
    {
        foreach (Exception problem in (Exception[])[
            new IOException("It is open elsewhere"),
            new UnauthorizedAccessException("It is not yours"),
        ])
        {
            int before = Emulator.Requests.All.Count;
            IOException failure = await Assert.ThrowsAnyAsync<IOException>(
                () => Client.Api.SendToAsync(new ApiRequest("GET", Image), () => throw problem, Cancellation));

            Assert.Equal(problem.Message, failure.Message);
            Assert.Equal(before + 1, Emulator.Requests.All.Count);
        }
    }

    [Fact]
    public async Task A_disk_that_is_full_is_an_io_exception_after_one_request()
    {
        Assert.SkipUnless(File.Exists("/dev/full"), "Only Linux has a file that is a full disk.");
        IOException failure = await Assert.ThrowsAnyAsync<IOException>(
            () => Client.Api.SendToAsync(
                new ApiRequest("GET", Image),
                () => new FileStream("/dev/full", FileMode.Open, FileAccess.Write, FileShare.ReadWrite, bufferSize: 1 << 20),
                Cancellation));

        Assert.Contains("No space left", failure.Message, StringComparison.Ordinal);
        Assert.Single(Emulator.Requests.All);
    }

    [Fact]
    public async Task A_file_has_no_longest_length_where_a_text_has()
    {
        const long Length = 70L * 1024 * 1024;
        using Zeros zeros = new(Length);
        using HttpClient http = new(zeros);
        LlamaCloudClient client = new(new LlamaCloudClientOptions(Options()) { Http = http });
        using Counter counter = new();
        await client.Api.SendToAsync(new ApiRequest("GET", Image), () => counter, Cancellation);
        LlamaCloudException failure = await FailureOf(client.Api.SendForTextAsync(new ApiRequest("GET", Image), Cancellation));

        Assert.Equal(Length, counter.Written);
        Assert.Equal(LlamaCloudErrorKind.InvalidResponse, failure.Kind);
        Assert.Contains("longer than 64 MB", failure.Message, StringComparison.Ordinal);
        Assert.Equal(2, zeros.Requests);
    }

    private Task Download() => Client.Api.SendToAsync(new ApiRequest("GET", Image), Open, Cancellation);

    private Target Open()
    {
        Target target = new();
        _opened.Add(target);
        return target;
    }

    private sealed class Target : MemoryStream
    {
        public string Fails { get; init; } = string.Empty;

        public bool IsClosed { get; private set; }

        public override void Write(byte[] buffer, int offset, int count)
        {
            FailAt("write");
            base.Write(buffer, offset, count);
        }

        public override void Flush() => FailAt("flush");

        // As a file does that still has to write what it held back.
        protected override void Dispose(bool disposing)
        {
            IsClosed = true;
            base.Dispose(disposing);
            FailAt("close");
        }

        private void FailAt(string step)
        {
            if (Fails.Split(" and ").Contains(step))
            {
                throw new IOException("No space left on device");
            }
        }
    }

    private sealed class Counter : Stream
    {
        public long Written { get; private set; }

        public override bool CanRead => false;

        public override bool CanSeek => false;

        public override bool CanWrite => true;

        public override long Length => throw new NotSupportedException();

        public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

        public override void Write(byte[] buffer, int offset, int count) => Written += count;

        public override void Flush()
        {
        }

        public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();
    }
}
