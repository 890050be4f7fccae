using System;
using System.Linq;
using System.Net;
using System.Net.Http;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using System.Threading.Tasks;
using LlamaCloud.Emulator.Faults;
using LlamaCloud.Emulator.Files;
using Xunit;

namespace LlamaCloud.Client.Tests.Emulator;

/// <summary>The storage behind the emulator: presigned addresses on a port of their own.</summary>
public sealed class PresignedTests : ServiceTest
{
    private readonly byte[] _contents = RandomNumberGenerator.GetBytes(1_000_000);

    [Fact]
    public async Task A_presigned_address_is_elsewhere_and_gives_the_file_without_a_key()
    {
        StoredFile stored = await StoreAsync(_contents, "März & co.bin");
        Reply content = (await GetAsync($"{Files}/{stored.Id}/content")).Expect(200);
        Uri url = new(content.Text("url"));

        Assert.Equal(["url", "expires_at", "form_fields"], content.Json.AsObject().Select(field => field.Key));
        Assert.Equal("2026-11-23T13:00:00.000000Z", content.Text("expires_at"));
        Assert.Null(content.Json["form_fields"]);
        Assert.Equal(Emulator.PresignedAddress.Authority, url.Authority);
        Assert.NotEqual(Emulator.BaseAddress.Authority, url.Authority);
        Assert.Matches("^/files/[0-9a-f]{32}\\?X-Signature=[0-9a-f]{64}&name=M%C3%A4rz%20%26%20co.bin$", url.PathAndQuery);

        int asked = Emulator.Requests.Count;
        using HttpResponseMessage answer = await Http.GetAsync(url, Cancellation);
        Assert.Equal(_contents, await answer.Content.ReadAsByteArrayAsync(Cancellation));
        Assert.Equal(
            (_contents.Length, "application/octet-stream"),
            (answer.Content.Headers.ContentLength, answer.Content.Headers.ContentType!.MediaType));
        Assert.Equal([url.PathAndQuery], Emulator.PresignedRequests.Targets);
        Assert.Equal(asked, Emulator.Requests.Count);
        Assert.Empty(Emulator.PresignedViolations);
    }

    [Fact]
    public async Task Two_addresses_of_one_file_differ()
    {
        string target = $"{Files}/{SeedFiles.Invoice}/content";

        Assert.NotEqual((await GetAsync(target)).Text("url"), (await GetAsync(target)).Text("url"));
    }

    [Fact]
    public async Task A_key_that_is_sent_there_is_refused_and_told_of()
    {
        Uri url = await AddressAsync();
        Emulator.PresignedFaults.Add("GET", "/files/*", Fault.Status(500, "never seen"));
        using HttpRequestMessage request = new(HttpMethod.Get, url);
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", Emulator.ApiKey);

        (await Reply.OfAsync(await Http.SendAsync(request, Cancellation))).Expect(400);
        Assert.Equal(["GET " + url.PathAndQuery], Emulator.PresignedViolations);
    }

    [Fact]
    public async Task Without_its_signature_or_after_its_time_an_address_is_worth_nothing()
    {
        Uri url = await AddressAsync("?expires_at_seconds=60");

        Assert.Contains(
            "SignatureDoesNotMatch",
            (await PlainAsync(new Uri(url.GetLeftPart(UriPartial.Path)))).Expect(403).Plain,
            StringComparison.Ordinal);
        Assert.Contains(
            "NoSuchKey", (await PlainAsync(new Uri(Emulator.PresignedAddress, "/files/x"))).Expect(404).Plain, StringComparison.Ordinal);
        Pass(TimeSpan.FromSeconds(59));
        (await PlainAsync(url)).Expect(200);
        Pass(TimeSpan.FromSeconds(1));
        Assert.Contains("Request has expired", (await PlainAsync(url)).Expect(403).Plain, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("0")]
    [InlineData("-1")]
    [InlineData("1.5")]
    [InlineData("x")]
    public async Task A_time_that_is_none_is_refused(string seconds) =>
        Assert.Equal(
            ["query/expires_at_seconds int_parsing"],
            (await GetAsync($"{Files}/{SeedFiles.Invoice}/content?expires_at_seconds={seconds}")).Problems);

    [Fact]
    public async Task The_address_of_a_deleted_file_leads_nowhere()
    {
        Uri url = await AddressAsync();
        Assert.True(Emulator.Files.Remove(SeedFiles.Invoice));

        (await PlainAsync(url)).Expect(404);
    }

    [Fact]
    public async Task A_part_of_a_file_can_be_asked_for()
    {
        Uri url = await AddressAsync(id: (await StoreAsync(_contents)).Id);
        using HttpRequestMessage request = new(HttpMethod.Get, url);
        request.Headers.Range = new RangeHeaderValue(999_990, null);
        using HttpResponseMessage answer = await Http.SendAsync(request, Cancellation);

        Assert.Equal(HttpStatusCode.PartialContent, answer.StatusCode);
        Assert.Equal(_contents[999_990..], await answer.Content.ReadAsByteArrayAsync(Cancellation));
    }

    [Fact]
    public async Task A_script_can_cut_a_download_in_the_middle()
    {
        Uri url = await AddressAsync(id: (await StoreAsync(_contents)).Id);
        Emulator.PresignedFaults.Add("GET", url.AbsolutePath, Fault.CutWithin(400_000), times: 1);
        using HttpResponseMessage answer = await Http.GetAsync(url, HttpCompletionOption.ResponseHeadersRead, Cancellation);
        await using System.IO.Stream body = await answer.Content.ReadAsStreamAsync(Cancellation);
        byte[] beginning = new byte[400_000];

        Assert.Equal(_contents.Length, answer.Content.Headers.ContentLength);
        await body.ReadExactlyAsync(beginning, Cancellation);
        Assert.Equal(_contents[..400_000], beginning);
        await Assert.ThrowsAnyAsync<Exception>(() => body.ReadAsync(new byte[1], Cancellation).AsTask());
        Assert.Equal(_contents, (await PlainAsync(url)).Body);
    }

    [Fact]
    public async Task A_script_can_answer_there_and_only_there()
    {
        Uri url = await AddressAsync();
        Emulator.PresignedFaults.Add("GET", "/files/*", Fault.Status(500, "Oops"), times: 1);
        Emulator.PresignedFaults.Add("GET", "/files/*", Fault.Answer(403, "application/xml", Encoding.UTF8.GetBytes("<Error/>")), times: 1);
        Emulator.Faults.Add("GET", "/files/*", Fault.Cut());

        Assert.Equal("Oops", (await PlainAsync(url)).Expect(500).Detail);
        Assert.Equal("<Error/>", (await PlainAsync(url)).Expect(403).Plain);
        (await PlainAsync(url)).Expect(200);
    }

    private async Task<Uri> AddressAsync(string query = "", string id = SeedFiles.Invoice) =>
        new((await GetAsync($"{Files}/{id}/content{query}")).Expect(200).Text("url"));

    private async Task<Reply> PlainAsync(Uri address) => await Reply.OfAsync(await Http.GetAsync(address, Cancellation));
}
