using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using LlamaCloud.Emulator.Faults;
using LlamaCloud.Emulator.Files;
using Xunit;

namespace LlamaCloud.Client.Tests.Files;

/// <summary>Downloads: two requests, of which the second goes to another host and without the key; a whole file, or none.</summary>
public sealed class FileSaveTests : EmulatorTest
{
    private const string Content = $"/api/v1/beta/files/{SeedFiles.Invoice}/content";

    private static readonly byte[] s_contents = [.. Enumerable.Range(0, 300_000).Select(i => (byte)(i % 251))];

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("llamacloud-save-");
    private readonly List<long> _received = [];

    private string Target => Path.Combine(_folder.FullName, "a.bin");

    private string[] Names => [.. _folder.GetFileSystemInfos().Select(file => file.Name)];

    [Fact]
    public async Task The_contents_are_saved_and_neither_the_key_nor_a_header_of_the_caller_goes_to_the_store()
    {
        string id = Emulator.Files.Add("x", s_contents).Id;
        Heard.WantsExchanges = true;
        LlamaCloudClient client = new(
            new LlamaCloudClientOptions(Options()) { Headers = new Dictionary<string, string> { ["X-Gate"] = "hush-hush" } });
        await client.Files.SaveAsync(id, Target, received: _received.Add, cancellationToken: Cancellation);

        Assert.Equal(s_contents, await File.ReadAllBytesAsync(Target, Cancellation));
        Assert.Equal(["a.bin"], Names);
        Assert.Equal([$"/api/v1/beta/files/{id}/content"], Emulator.Requests.Targets);
        var request = Assert.Single(Emulator.PresignedRequests.All);
        Assert.DoesNotContain("Authorization", request.Headers.Keys);
        Assert.DoesNotContain("X-Gate", request.Headers.Keys);
        Assert.Contains("X-Signature=", request.Target, StringComparison.Ordinal);
        Assert.Equal((0, s_contents.Length), (_received[0], _received[^1]));
        AssertNoSecret(request.Target.Split("X-Signature=")[1].Split('&')[0], "hush", Emulator.ApiKey);
    }

    [Fact]
    public async Task A_download_that_is_cut_begins_anew()
    {
        string id = Emulator.Files.Add("x", s_contents).Id;
        Emulator.PresignedFaults.Add("GET", "/files/*", Fault.CutWithin(100_000), times: 1);
        await Client.Files.SaveAsync(id, Target, received: _received.Add, cancellationToken: Cancellation);

        Assert.Equal(s_contents, await File.ReadAllBytesAsync(Target, Cancellation));
        Assert.Equal(2, _received.Count(count => count == 0));
        Assert.Equal(["a.bin"], Names);
    }

    [Fact]
    public async Task The_store_has_limits_of_its_own()
    {
        Emulator.PresignedFaults.Add("GET", "/files/*", Fault.Answer(429, "text/plain", string.Empty, "Retry-After: 7"), times: 1);
        await Save();

        Assert.Equal([7.0], Clock.Seconds);
        Assert.Equal(["a.bin"], Names);
    }

    [Fact]
    public async Task What_cannot_be_saved_is_not_asked_for()
    {
        await File.WriteAllTextAsync(Target, "old", Cancellation);
        await Assert.ThrowsAnyAsync<IOException>(() => Client.Files.SaveAsync(SeedFiles.Invoice, Target, cancellationToken: Cancellation));
        await Assert.ThrowsAsync<ArgumentNullException>(
            () => Client.Files.SaveAsync(SeedFiles.Invoice, null!, cancellationToken: Cancellation));
        await Assert.ThrowsAsync<ArgumentNullException>(() => Client.Api.SendToAsync(new ApiRequest("GET", Content), null!, Cancellation));

        Assert.Empty(Emulator.Requests.All);
        Assert.Equal("old", await File.ReadAllTextAsync(Target, Cancellation));
    }

    [Fact]
    public async Task A_refusal_is_told_also_where_there_is_nothing_to_clean_up()
    {
        string nowhere = Path.Combine(_folder.FullName, "nowhere", "a.bin");

        Assert.Equal(404, (await FailureOf(Client.Files.SaveAsync("dfl-none", nowhere, cancellationToken: Cancellation))).StatusCode);
        Assert.Equal(
            404, (await FailureOf(Client.Api.SaveAsync(new ApiRequest("GET", "/api/v2/nothing"), nowhere, Cancellation))).StatusCode);
    }

    public static TheoryData<string> Endings => ["cut", "403", "500", "silence", "redirect", "cancel", "gzip"];

    [Theory]
    [MemberData(nameof(Endings))]
    public async Task What_fails_leaves_what_was_there_and_shows_no_signature(string ending)
    {
        Heard.WantsExchanges = true;
        await File.WriteAllTextAsync(Target, "old", Cancellation);
        TaskCompletionSource begun = new(TaskCreationOptions.RunContinuationsAsynchronously);
        Emulator.PresignedFaults.Add("GET", "/files/*", ending switch
        {
            "cut" => Fault.CutWithin(10),
            "403" => Fault.Answer(403, "application/xml", "<Error><SignatureProvided>hush</SignatureProvided></Error>"),
            "500" => Fault.Answer(500, "application/json", """{"detail":"X-Signature=hush"}"""),
            "redirect" => Fault.Answer(307, "text/plain", "hush", "Location: /files/x?X-Signature=hush"),
            "gzip" => Fault.Answer(200, "text/plain", "hush", "Content-Encoding: gzip"),
            _ => Fault.BreakInBody("hush", cut: false, begun),
        });
        using CancellationTokenSource end = new();
        Task save = Once().Files.SaveAsync(SeedFiles.Invoice, Target, overwrite: true, cancellationToken: end.Token);
        if (ending is "silence" or "cancel")
        {
            await begun.Task;
            await (ending == "cancel" ? end.CancelAsync() : Task.Run(Clock.Expire, Cancellation));
        }

        Exception failure = await Assert.ThrowsAnyAsync<Exception>(() => save);
        Assert.Equal(ending == "cancel", failure is OperationCanceledException);
        string signature = Emulator.PresignedRequests.Targets[0].Split("X-Signature=")[1].Split('&')[0];
        AssertNoSecret(signature, "hush");
        string everything = failure + (failure as LlamaCloudException)?.Detail + (failure as LlamaCloudException)?.Body
            + (failure as LlamaCloudException)?.Address;
        Assert.DoesNotContain("hush", everything, StringComparison.Ordinal);
        Assert.DoesNotContain(signature, everything, StringComparison.Ordinal);
        Assert.Equal(["a.bin"], Names);
        Assert.Equal("old", await File.ReadAllTextAsync(Target, Cancellation));
    }

    [Theory]
    [InlineData("http://files.example/a?hush")]
    [InlineData("ftp://127.0.0.1/a?hush")]
    [InlineData("https://user:hush@files.example/a")]
    [InlineData("files.example/a?hush")]
    [InlineData(" ")]
    public async Task An_address_that_is_neither_https_nor_here_is_not_asked(string address)
    {
        Heard.WantsExchanges = true;
        Emulator.Faults.Add("GET", Content, Fault.Answer(200, "application/json", $$"""{"url":"{{address}}"}"""));
        LlamaCloudException failure = await FailureOf(Save());

        Assert.Equal(LlamaCloudErrorKind.InvalidResponse, failure.Kind);
        Assert.Contains(Content, failure.Address.AbsolutePath, StringComparison.Ordinal);
        Assert.DoesNotContain("hush", failure + failure.Body, StringComparison.Ordinal);
        AssertNoSecret("hush");
        Assert.Empty(Names);
    }

    [Fact]
    public async Task A_file_that_is_there_is_replaced_only_where_that_is_wanted()
    {
        await File.WriteAllTextAsync(Target, "old", Cancellation);
        await Assert.ThrowsAnyAsync<IOException>(() => Client.Files.SaveAsync(SeedFiles.Invoice, Target, cancellationToken: Cancellation));
        Assert.Equal("old", await File.ReadAllTextAsync(Target, Cancellation));
        await Client.Files.SaveAsync(SeedFiles.Invoice, Target, overwrite: true, cancellationToken: Cancellation);

        Assert.StartsWith("INVOICE", await File.ReadAllTextAsync(Target, Cancellation), StringComparison.Ordinal);
        Assert.Equal(["a.bin"], Names);
    }

    [Fact]
    public async Task A_folder_that_is_not_there_is_an_io_exception()
    {
        await Assert.ThrowsAnyAsync<IOException>(
            () => Client.Files.SaveAsync(
                SeedFiles.Invoice, Path.Combine(_folder.FullName, "none", "a.bin"), cancellationToken: Cancellation));

        Assert.Empty(Names);
    }

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        _folder.Delete(recursive: true);
    }

    private Task Save() => Client.Files.SaveAsync(SeedFiles.Invoice, Target, cancellationToken: Cancellation);

    private void AssertNoSecret(params string[] secrets)
    {
        StringBuilder heard = new();
        heard.AppendJoin('\n', Heard.Exchanges).AppendJoin('\n', Heard.Attempts);
        Assert.NotEmpty(Heard.Attempts);
        Assert.All(secrets, secret => Assert.DoesNotContain(secret, heard.ToString(), StringComparison.Ordinal));
    }
}
