using System;
using System.Linq;
using System.Text.Json.Nodes;
using System.Threading.Tasks;
using LlamaCloud.Emulator.Classify;
using LlamaCloud.Emulator.Files;
using LlamaCloud.Emulator.Jobs;
using Xunit;

namespace LlamaCloud.Client.Tests.Emulator;

/// <summary>Files of the emulator once they are there: get, list, delete.</summary>
public sealed class FileRoutesTests : ServiceTest
{
    [Fact]
    public async Task A_file_is_got_by_its_id_with_an_address_only_when_asked()
    {
        Reply plain = (await GetAsync($"{Files}/{SeedFiles.Invoice}")).Expect(200);

        Assert.Equal(("invoice-0042.txt", "txt", "classify"), (plain.Text("name"), plain.Text("file_type"), plain.Text("purpose")));
        Assert.Null(plain.Json["download_url"]);
        string url = (string)(await GetAsync($"{Files}/{SeedFiles.Invoice}?expand=download_url")).Json["download_url"]!["url"]!;
        Assert.Contains("Invoice number", await Http.GetStringAsync(new Uri(url), Cancellation), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_not_there_or_elsewhere_is_a_404()
    {
        string elsewhere = Emulator.Files.Add("a.txt", [], projectId: JobStore.OtherProjectId).Id;

        foreach (string id in (string[])["dfl-unknown", elsewhere])
        {
            Assert.Equal($"File {id} not found", (await GetAsync($"{Files}/{id}")).Expect(404).Detail);
            Assert.Equal($"File {id} not found", (await GetAsync($"{Files}/{id}/content")).Expect(404).Detail);
            Assert.Equal($"File {id} not found", (await SendAsync("DELETE", $"{Files}/{id}")).Expect(404).Detail);
        }

        (await GetAsync($"{Files}/{elsewhere}/content?project_id={JobStore.OtherProjectId}")).Expect(200);
    }

    [Fact]
    public async Task A_deleted_file_is_gone_and_deleted_once()
    {
        StoredFile stored = await StoreAsync("x"u8.ToArray());

        Assert.Empty((await SendAsync("DELETE", $"{Files}/{stored.Id}")).Expect(204).Body);
        (await SendAsync("DELETE", $"{Files}/{stored.Id}")).Expect(404);
        (await GetAsync($"{Files}/{stored.Id}")).Expect(404);
        Assert.DoesNotContain(stored.Id, (await GetAsync(Files)).Ids);
        Assert.Empty(System.IO.Directory.GetFiles(Emulator.Files.Folder!));
    }

    [Fact]
    public async Task The_list_has_the_newest_first_and_filters_exactly()
    {
        StoredFile a = Emulator.Files.Add("a.txt", [], externalFileId: "ext-1");
        StoredFile b = Emulator.Files.Add("A.txt", []);
        Emulator.Files.Add("a.txt", [], projectId: JobStore.OtherProjectId);

        Assert.Equal([b.Id, a.Id, SeedFiles.Contract, SeedFiles.Receipt, SeedFiles.Invoice], (await GetAsync(Files)).Ids);
        Assert.Equal([a.Id], (await GetAsync($"{Files}?file_name=a.txt")).Ids);
        Assert.Empty((await GetAsync($"{Files}?file_name=a")).Ids);
        Assert.Equal([a.Id], (await GetAsync($"{Files}?external_file_id=ext-1")).Ids);
        Assert.Equal(
            [b.Id, SeedFiles.Receipt], (await GetAsync($"{Files}?file_ids={SeedFiles.Receipt}&file_ids={b.Id}&file_ids=dfl-unknown")).Ids);
        Assert.Empty((await GetAsync($"{Files}?file_name=a.txt&file_ids={b.Id}")).Ids);
    }

    [Fact]
    public async Task The_list_is_ordered_as_asked()
    {
        string first = Emulator.Files.Add("b.pdf", []).Id;
        string second = Emulator.Files.Add("a.pdf", []).Id;
        string third = Emulator.Files.Add("c.doc", []).Id;
        string ids = $"?file_ids={first}&file_ids={second}&file_ids={third}";

        Assert.Equal([second, first, third], (await GetAsync($"{Files}{ids}&order_by=name")).Ids);
        Assert.Equal([third, first, second], (await GetAsync($"{Files}{ids}&order_by=name%20desc")).Ids);
        Assert.Equal([third, first, second], (await GetAsync($"{Files}{ids}&order_by=file_type,name%20desc")).Ids);
        Assert.Equal(["query/order_by value_error"], (await GetAsync($"{Files}?order_by=size")).Problems);
    }

    [Fact]
    public async Task The_list_comes_in_pages()
    {
        for (int i = 0; i < 60; i++)
        {
            Emulator.Files.Add($"{i:00}.txt", []);
        }

        string[] all = (await GetAsync($"{Files}?page_size=1000")).Ids;
        Reply first = await GetAsync(Files);
        Reply second = await GetAsync($"{Files}?page_token={first.Text("next_page_token")}");

        Assert.Equal(63, all.Length);
        Assert.Equal(50, first.Ids.Length);
        Assert.Equal(all, first.Ids.Concat(second.Ids));
        Assert.Null(second.Json["next_page_token"]);
        Assert.Equal(["query/page_size int_range"], (await GetAsync($"{Files}?page_size=1001")).Problems);
        Assert.Equal(["query/page_size int_range"], (await GetAsync($"{Files}?page_size=0")).Problems);
        (await GetAsync($"{Files}?page_token=x")).Expect(400);
    }

    [Fact]
    public async Task A_list_has_addresses_when_asked()
    {
        JsonArray items = (await GetAsync($"{Files}?expand=download_url")).Json["items"]!.AsArray();

        Assert.Equal(3, items.Select(item => (string)item!["download_url"]!["url"]!).Distinct().Count());
        Assert.All((await GetAsync(Files)).Json["items"]!.AsArray(), item => Assert.Null(item!["download_url"]));
    }

    [Theory]
    [InlineData("../../x")]
    [InlineData("a:b")]
    [InlineData("CON")]
    [InlineData("C:\\x\\..\\y")]
    [InlineData("a\0\r\nb\u202E\"<.exe")]
    [InlineData("")]
    public async Task A_test_can_seed_any_name(string name)
    {
        LeaveDescription();
        StoredFile seeded = Emulator.Files.Add(
            name, "contents"u8.ToArray(), purpose: null, id: "dfl-seeded", expiresAt: DateTimeOffset.UnixEpoch);
        Reply reply = (await GetAsync($"{Files}/dfl-seeded")).Expect(200);

        Assert.Equal((name, "1970-01-01T00:00:00.000000Z"), (reply.Text("name"), reply.Text("expires_at")));
        Assert.Null(reply.Json["purpose"]);
        string url = (await GetAsync($"{Files}/dfl-seeded/content")).Text("url");
        Assert.Equal("contents", await Http.GetStringAsync(new Uri(url), Cancellation));
        Assert.Equal((8, "d1b2a59fbea7e20077af9f91b27e95e865061b270be03ff539ab3b73587882e8"), (seeded.Length, seeded.Sha256));
    }

    [Fact]
    public async Task Files_are_counted_for_a_program_outside()
    {
        Emulator.Files.Add("a", []);

        Assert.Equal("4", (await SendAsync("GET", "/_emulator/files/count", key: null)).Expect(200).Plain);
    }
}
