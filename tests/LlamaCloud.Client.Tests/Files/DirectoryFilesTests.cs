using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using System.Text.Json.Nodes;
using System.Threading.Tasks;
using LlamaCloud.Emulator.Directories;
using LlamaCloud.Emulator.Faults;
using LlamaCloud.Emulator.Files;
using Xunit;

namespace LlamaCloud.Client.Tests.Files;

/// <summary>Files come into a directory once, and are listed.</summary>
public sealed class DirectoryFilesTests : EmulatorTest
{
    private StoredDirectory Directory => field ??= Emulator.Directories.Add("inbox");

    private string Root => $"/api/v1/beta/directories/{Directory.Id}/files";

    private DirectoryEntry[] Entries => [.. Emulator.Directories.FilesOf(Directory.Id)];

    [Fact]
    public async Task Every_field_is_read_and_the_address_of_the_contents_kept()
    {
        Emulator.Faults.Add("GET", Root, Fault.Answer(200, "application/json", """
            {"items": [{
              "id": "dfl-2", "display_name": "a.pdf", "unique_id": "u", "file_id": "dfl-1", "directory_id": "dir-1", "project_id": "project-1",
              "metadata": { "llamacloud_source_path": "C:\\a.pdf", "pages": 7 }, "created_at": "2026-09-01T09:00:00Z",
              "updated_at": "2026-09-01T09:01:00Z", "deleted_at": "2026-09-01T09:02:00Z", "download_url": { "url": "https://x.example/?sig=hush" }, "new": 1
            }, { "id": "dfl-3", "metadata": null, "display_name": null, "unique_id": null }]}
            """));
        IReadOnlyList<LlamaCloudDirectoryFile> all = await Client.DirectoryFiles.List(Directory.Id).ReadAllAsync(Cancellation);
        LlamaCloudDirectoryFile file = all[0];

        Assert.Equal(("dfl-2", "a.pdf", "u", "dfl-1", "dir-1", "project-1"), (file.Id, file.DisplayName, file.UniqueId, file.FileId, file.DirectoryId, file.ProjectId));
        Assert.Equal(("C:\\a.pdf", 7L, "a.pdf"), (file.SourcePath, file.Metadata["pages"], file.ToString()));
        Assert.Equal([0, 1, 2], new[] { file.CreatedAt, file.UpdatedAt, file.DeletedAt }.Select(time => time!.Value.Minute));
        Assert.Equal(["new"], file.AdditionalProperties.Keys);
        Assert.Equal(("", "", null, null), (all[1].DisplayName, all[1].UniqueId, all[1].FileId, all[1].SourcePath));
        Assert.DoesNotContain(typeof(LlamaCloudDirectoryFile).GetProperties(), property => property.Name.Contains("Url", StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public async Task An_upload_carries_its_name_its_unique_id_and_where_it_comes_from()
    {
        FileUpload upload = Upload("a \"b\".txt") with { ExternalFileId = "e-1" };
        LlamaCloudDirectoryFile file = await Client.DirectoryFiles.UploadAsync(Directory.Id, upload, "u-1", "/home/märz/a.txt", default, Cancellation);

        StoredFile stored = Emulator.Files.Find(file.FileId!)!;
        Assert.Equal(("u-1", "/home/märz/a.txt", "e-1", 3), (file.UniqueId, file.SourcePath, stored.ExternalFileId, stored.Length));
        Assert.Equal(Directory.Id, file.DirectoryId);
        Assert.DoesNotContain("purpose", Encoding.UTF8.GetString(Emulator.Requests.All[0].Body), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("cut after work")]
    [InlineData("cut")]
    [InlineData("503")]
    public async Task An_upload_of_unknown_outcome_is_there_once(string fault)
    {
        Emulator.Faults.Add("POST", Root + "/upload", Of(fault), times: 1);
        LlamaCloudDirectoryFile file = await Client.DirectoryFiles.UploadAsync(Directory.Id, Upload("a.txt"), "u-1", null, default, Cancellation);

        Assert.Equal(file.Id, Assert.Single(Entries).Id);
        Assert.Equal(fault == "cut after work" ? 1 : 2, Emulator.Requests.All.Count(request => request.Method == "POST"));
    }

    [Fact]
    public async Task What_is_there_already_is_answered_and_what_cannot_be_found_is_the_refusal()
    {
        LlamaCloudDirectoryFile first = await Client.DirectoryFiles.UploadAsync(Directory.Id, Upload("a.txt"), "u-1", null, default, Cancellation);
        Assert.Equal(first.Id, (await Client.DirectoryFiles.UploadAsync(Directory.Id, Upload("a.txt"), "u-1", null, default, Cancellation)).Id);

        Emulator.Faults.Add("GET", Root, Fault.Answer(200, "application/json", """{"items":[{"id":"dfl-9","unique_id":"u-9"}]}"""));
        Assert.Equal(409, (await FailureOf(Client.DirectoryFiles.UploadAsync(Directory.Id, Upload("a.txt"), "u-1", null, default, Cancellation))).StatusCode);
    }

    [Fact]
    public async Task A_stream_without_a_unique_id_is_named_by_the_service()
    {
        using MemoryStream stream = new([1, 2]);
        LlamaCloudDirectoryFile file = await Client.DirectoryFiles.UploadAsync(Directory.Id, FileUpload.OfStream(stream, "a.bin"), null, null, default, Cancellation);
        Assert.Equal(("a.bin", "a.bin", null), (file.UniqueId, file.DisplayName, file.SourcePath));
    }

    [Fact]
    public async Task A_file_of_the_service_is_put_there()
    {
        LlamaCloudDirectoryFile file = await Client.DirectoryFiles.AddAsync(Directory.Id, SeedFiles.Invoice, "u-1", default, Cancellation);
        Assert.Equal((SeedFiles.Invoice, "u-1", "invoice-0042.txt"), (file.FileId, file.UniqueId, file.DisplayName));
        Assert.Equal($$"""{"file_id":"{{SeedFiles.Invoice}}","unique_id":"u-1"}""", JsonNode.Parse(Emulator.Requests.All[0].Body)!.ToJsonString());
        Assert.Equal(file.Id, (await Client.DirectoryFiles.AddAsync(Directory.Id, SeedFiles.Invoice, "u-1", default, Cancellation)).Id);
        Assert.Equal(404, (await FailureOf(Client.DirectoryFiles.AddAsync(Directory.Id, "dfl-0", "u-2", default, Cancellation))).StatusCode);
    }

    [Fact]
    public async Task A_page_that_is_refused_is_asked_for_smaller()
    {
        for (int i = 0; i < 150; i++)
        {
            await Client.DirectoryFiles.AddAsync(Directory.Id, SeedFiles.Invoice, $"u-{i}", default, Cancellation);
        }

        Emulator.Directories.LargestPage = 1000;
        Emulator.Requests.Clear();
        IReadOnlyList<LlamaCloudDirectoryFile> all = await Client.DirectoryFiles.List(Directory.Id).ReadAllAsync(Cancellation);

        Assert.Equal(150, all.Select(file => file.UniqueId).Distinct().Count());
        Assert.Equal(["page_size=2000", "page_size=100", "page_size=100&page_token=after-100"], Emulator.Requests.Targets.Select(target => target.Split('?')[1]));
        Assert.Throws<ArgumentOutOfRangeException>(() => Client.DirectoryFiles.List(Directory.Id, pageSize: 0));
    }

    [Fact]
    public async Task Filters_go_out_as_they_are_and_what_was_taken_out_is_told_on_demand()
    {
        LlamaCloudDirectoryFile file = await Client.DirectoryFiles.AddAsync(Directory.Id, SeedFiles.Invoice, " u&1 ", default, Cancellation);
        DirectoryFileFilter filter = new() { DisplayName = "invoice-0042.txt", UniqueId = " u&1 " };
        Assert.Equal([file.Id], (await Client.DirectoryFiles.List(Directory.Id, filter).ReadAllAsync(Cancellation)).Select(one => one.Id));
        Assert.EndsWith("?page_size=2000&display_name=invoice-0042.txt&unique_id=%20u%261%20", Emulator.Requests.Targets[^1], StringComparison.Ordinal);

        Assert.True(Emulator.Directories.RemoveFile(Directory.Id, file.Id));
        Assert.Empty(await Client.DirectoryFiles.List(Directory.Id).ReadAllAsync(Cancellation));
        Assert.NotNull((await Client.DirectoryFiles.List(Directory.Id, new DirectoryFileFilter { IncludeDeleted = true }).ReadAllAsync(Cancellation)).Single().DeletedAt);
    }

    [Fact]
    public async Task The_same_file_has_the_same_id_in_every_run_and_another_path_or_content_another_one()
    {
        using TemporaryFile a = new("abc");
        string first = await DirectoryFilesClient.MakeUniqueIdAsync(FileUpload.OfFile(a.Path), "/a", Cancellation);
        Assert.Equal(first, await DirectoryFilesClient.MakeUniqueIdAsync(FileUpload.OfFile(a.Path), "/a", Cancellation));
        Assert.NotEqual(first, await DirectoryFilesClient.MakeUniqueIdAsync(FileUpload.OfFile(a.Path), "/b", Cancellation));
        File.WriteAllText(a.Path, "abd");
        Assert.NotEqual(first, await DirectoryFilesClient.MakeUniqueIdAsync(FileUpload.OfFile(a.Path), "/a", Cancellation));
    }

    private static FileUpload Upload(string name) => FileUpload.OfStream(new MemoryStream([1, 2, 3]), name);

    private static Fault Of(string name) => name switch
    {
        "cut after work" => Fault.CutAfterWork(),
        "cut" => Fault.Cut(),
        _ => Fault.Status(503, "overloaded"),
    };

    private sealed class TemporaryFile : IDisposable
    {
        public TemporaryFile(string text) => File.WriteAllText(Path, text);

        public string Path { get; } = System.IO.Path.GetTempFileName();

        public void Dispose() => File.Delete(Path);
    }
}
