using System;
using System.IO;
using System.Linq;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;
using System.Threading.Tasks;
using LlamaCloud.Emulator;
using LlamaCloud.Emulator.Classify;
using LlamaCloud.Emulator.Faults;
using LlamaCloud.Emulator.Files;
using LlamaCloud.Emulator.Jobs;
using Xunit;

namespace LlamaCloud.Client.Tests.Emulator;

/// <summary>Uploads to the emulator: what is stored, byte by byte, and what is refused.</summary>
public sealed class UploadTests : ServiceTest
{
    [Fact]
    public async Task What_is_uploaded_is_stored_and_described()
    {
        Pass(TimeSpan.FromSeconds(1.5));
        byte[] contents = RandomNumberGenerator.GetBytes(300_000);
        Reply reply = await SendFormAsync(
            "",
            TextPart("purpose", "classify"),
            FilePart("name=\"file\"; filename=\"In voice.PDF\"", contents, "application/pdf"),
            TextPart("external_file_id", "ext ü 1"));

        StoredFile stored = Emulator.Files.Find(reply.Expect(201).Text("id"))!;
        Assert.StartsWith("dfl-", stored.Id, StringComparison.Ordinal);
        Assert.True(Guid.TryParse(stored.Id[4..], out _));
        Assert.Equal(
            $$"""{"id":"{{stored.Id}}","name":"In voice.PDF","external_file_id":"ext ü 1","file_type":"pdf","project_id":"{{JobStore.DefaultProjectId}}","last_modified_at":"2026-11-23T12:00:01.500000Z","expires_at":null,"purpose":"classify","download_url":null}""",
            reply.Plain.Replace("\\u00FC", "ü", StringComparison.Ordinal));
        Assert.Equal(
            (contents.Length, Convert.ToHexStringLower(SHA256.HashData(contents)), "application/pdf"),
            (stored.Length, stored.Sha256, stored.ContentType));
        Assert.Equal(contents, await ReadAsync(stored));
        Assert.Equal(4, Emulator.Files.Count);
    }

    [Theory]
    [InlineData("filename=\"Rechnung März 日本 😀.pdf\"", "Rechnung März 日本 😀.pdf")]
    [InlineData("filename=\"a%22b.txt\"", "a%22b.txt")]
    [InlineData("filename=\"a\\\"b;c.txt\"", "a\"b;c.txt")]
    [InlineData("filename=\"C:\\temp\\a.txt\"", "C:\\temp\\a.txt")]
    [InlineData("filename=plain.txt", "plain.txt")]
    [InlineData("filename=\"a.txt\"; filename*=utf-8''b.txt", "a.txt")]
    [InlineData("filename*=utf-8''b.txt; filename=\"a; name=x.txt\"", "a; name=x.txt")]
    [InlineData("filename=\"=?utf-8?B?TcOkcno=?=\"", "=?utf-8?B?TcOkcno=?=")]
    public async Task A_name_is_what_the_bytes_of_the_header_say(string parameter, string name)
    {
        Reply reply = await SendFormAsync("", TextPart("purpose", "parse"), FilePart($"name=\"file\"; {parameter}", "x"u8.ToArray()));
        StoredFile stored = Emulator.Files.Find(reply.Expect(201).Text("id"))!;

        Assert.Equal((name, name), (reply.Text("name"), stored.Name));
        Assert.Equal(
            $"form-data; name=\"file\"; {parameter}", Encoding.UTF8.GetString(Encoding.Latin1.GetBytes(stored.ContentDisposition!)));
        Assert.Null(stored.ContentType);
    }

    [Fact]
    public async Task A_name_that_is_not_utf8_is_kept_byte_by_byte()
    {
        Reply reply = await SendFormAsync(
            "", TextPart("purpose", "parse"), FilePart("name=\"file\"; filename=\"M\u00E4rz.txt\"", [], encoding: Encoding.Latin1));

        Assert.Equal("form-data; name=\"file\"; filename=\"M\u00E4rz.txt\"", Emulator.Files.Find(reply.Text("id"))!.ContentDisposition);
    }

    [Fact]
    public async Task What_looks_like_a_boundary_in_a_file_is_part_of_it()
    {
        byte[] contents = Encoding.ASCII.GetBytes(
            string.Concat(Enumerable.Range(0, 40_000).Select(i => "\r\n--xyz"[..(i % 7)] + (i % 11))) + "\r\n");

        Assert.Equal(contents, await ReadAsync(await StoreAsync(contents)));
        Assert.Empty(await ReadAsync(await StoreAsync([])));
    }

    [Fact]
    public async Task Each_field_that_is_missing_or_wrong_is_named()
    {
        byte[] file = FilePart("name=\"file\"; filename=\"a.txt\"", "x"u8.ToArray());

        Assert.Equal(["body/purpose missing"], (await SendFormAsync("", file)).Problems);
        Assert.Equal(["body/purpose enum"], (await SendFormAsync("", TextPart("purpose", "Classify"), file)).Problems);
        Assert.Equal(["body/file missing"], (await SendFormAsync("", TextPart("purpose", "parse"))).Problems);
        Assert.Equal(["body/file value_error"], (await SendFormAsync("", TextPart("purpose", "parse"), TextPart("file", "x"))).Problems);
        Assert.Equal(["body/file value_error"], (await UploadAsync([], name: "")).Problems);
        Assert.Equal(["body/purpose missing", "body/file missing"], (await SendAsync("POST", Files)).Problems);
        Assert.Equal(["query/project_id uuid_parsing"], (await UploadAsync([], query: "?project_id=x")).Problems);
        Assert.Equal(3, Emulator.Files.Count);
        Assert.Empty(Leftovers());
    }

    [Theory]
    [InlineData("user_data")]
    [InlineData("parse")]
    [InlineData("extract")]
    [InlineData("split")]
    [InlineData("classify")]
    [InlineData("sheet")]
    [InlineData("agent_app")]
    public async Task Every_purpose_of_the_service_is_taken(string purpose) =>
        Assert.Equal(purpose, (await UploadAsync([], purpose: purpose)).Expect(201).Text("purpose"));

    [Fact]
    public async Task Without_the_key_nothing_is_stored()
    {
        Assert.Equal(401, (await SendAsync("POST", Files, FormContent("--xyz--"u8.ToArray()), key: "other")).Status);
        Assert.Equal(3, Emulator.Files.Count);
    }

    [Theory]
    [InlineData("--xyz\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a\"\r\n\r\nabc")]
    [InlineData("--xyz\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a\"\r\n\r\nabc\r\n--xyz")]
    [InlineData("--xyz\r\nContent-Dispo")]
    [InlineData("")]
    public async Task A_form_without_its_end_is_refused(string body)
    {
        Assert.Equal(
            "There was an error parsing the body",
            (await SendAsync("POST", Files, FormContent(Encoding.ASCII.GetBytes(body)))).Expect(400).Detail);
        Assert.Equal(3, Emulator.Files.Count);
        Assert.Empty(Leftovers());
    }

    [Fact]
    public async Task A_file_whose_upload_was_cut_is_not_stored()
    {
        using (TcpClient client = new())
        {
            await client.ConnectAsync(Emulator.BaseAddress.Host, Emulator.BaseAddress.Port, Cancellation);
            await client.GetStream().WriteAsync(Encoding.ASCII.GetBytes(
                $"POST {Files} HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer {Emulator.ApiKey}\r\nContent-Type: multipart/form-data; "
                    + "boundary=xyz\r\nContent-Length: 100000\r\n\r\n"
                + "--xyz\r\nContent-Disposition: form-data; name=\"purpose\"\r\n\r\nparse\r\n--xyz\r\nContent-Disposition: form-data; "
                + "name=\"file\"; filename=\"a\"\r\n\r\nabc\r\n--xyz--\r\n"), Cancellation);
            RecordedRequest request = (await Emulator.Requests.WaitForAsync(1))[0];
            await Until(() => Leftovers().Length == 1);
            client.Close();
            await request.Answered.WaitAsync(TimeSpan.FromSeconds(30), Cancellation);
        }

        Assert.Equal(3, Emulator.Files.Count);
        Assert.Empty(Leftovers());
    }

    [Fact]
    public async Task A_script_can_cut_an_upload_on_either_side_of_the_work()
    {
        Emulator.Faults.Add("POST", Files, Fault.CutUpload(100_000), times: 1);
        await Assert.ThrowsAnyAsync<Exception>(() => UploadAsync(new byte[2_000_000]));
        Assert.Equal(3, Emulator.Files.Count);

        Emulator.Faults.Add("POST", Files, Fault.CutAfterWork(), times: 1);
        await Assert.ThrowsAnyAsync<Exception>(() => UploadAsync(new byte[2_000_000]));
        Assert.Equal(4, Emulator.Files.Count);
    }

    [Fact]
    public async Task What_is_too_large_is_refused_with_413()
    {
        Assert.Equal(512 * 1024 * 1024, Emulator.Files.LargestFile);
        Emulator.Files.LargestFile = 200_000;

        Assert.Equal("File size exceeds the limit of 200000 bytes", (await UploadAsync(new byte[200_001])).Expect(413).Detail);
        Assert.Empty(Leftovers());
        (await UploadAsync(new byte[200_000])).Expect(201);
    }

    [Fact]
    public async Task A_file_belongs_to_the_project_it_was_uploaded_to()
    {
        Reply reply = await UploadAsync([], query: $"?project_id={JobStore.OtherProjectId}");

        Assert.Equal(JobStore.OtherProjectId, reply.Expect(201).Text("project_id"));
        (await GetAsync($"{Files}/{reply.Text("id")}")).Expect(404);
        (await GetAsync($"{Files}/{reply.Text("id")}?project_id={JobStore.OtherProjectId}")).Expect(200);
    }

    [Fact]
    public async Task The_folder_of_uploads_goes_with_the_emulator()
    {
        Assert.Null(Emulator.Files.Folder);
        await StoreAsync("x"u8.ToArray());
        string folder = Emulator.Files.Folder!;

        Assert.Single(Directory.GetFiles(folder));
        await Emulator.DisposeAsync();
        Assert.False(Directory.Exists(folder));
    }

    private string[] Leftovers() => Emulator.Files.Folder is string folder ? Directory.GetFiles(folder) : [];

    private static async Task<byte[]> ReadAsync(StoredFile file)
    {
        await using Stream stream = file.Open();
        using MemoryStream copy = new();
        await stream.CopyToAsync(copy, Cancellation);
        return copy.ToArray();
    }

    private static async Task Until(Func<bool> isSo)
    {
        for (int tries = 0; !isSo(); tries++)
        {
            Assert.True(tries < 1000, "It did not come to that.");
            await Task.Delay(20, Cancellation);
        }
    }
}
