using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using LlamaCloud.Emulator.Classify;
using LlamaCloud.Emulator.Faults;
using LlamaCloud.Emulator.Files;
using LlamaCloud.Emulator.Jobs;
using Xunit;

namespace LlamaCloud.Client.Tests.Files;

/// <summary>What is known of files, and lists of them.</summary>
public sealed class FileListTests : EmulatorTest
{
    private const string Files = "/api/v1/beta/files";

    [Fact]
    public async Task Every_field_of_a_file_is_read()
    {
        DateTimeOffset end = new(2027, 1, 2, 3, 4, 5, TimeSpan.Zero);
        string id = Emulator.Files.Add("a.PDF", [1], "parse", externalFileId: "e", expiresAt: end).Id;
        LlamaCloudFile file = await Client.Files.GetAsync(id, default, Cancellation);

        Assert.Equal(
            (id, "a.PDF", "pdf", "parse", "e", JobStore.DefaultProjectId, end),
            (file.Id, file.Name, file.FileType, file.Purpose, file.ExternalFileId, file.ProjectId, file.ExpiresAt));
        Assert.NotNull(file.LastModifiedAt);
        Assert.Empty(file.AdditionalProperties);
        Assert.Equal(id, file.ToString());
    }

    [Theory]
    [InlineData("null")]
    [InlineData("""{"url":"https://x.example/y?sig=hush","expires_at":"2027-01-01T00:00:00Z"}""")]
    [InlineData("\"https://x.example/y?sig=hush\"")]
    [InlineData("[{\"url\":7}]")]
    public async Task An_address_of_contents_is_kept_to_itself_whatever_its_shape(string address)
    {
        Emulator.Faults.Add(
            "GET",
            Files + "/dfl-1",
            Fault.Answer(200, "application/json", $$"""{"id":"dfl-1","name":null,"project_id":null,"download_url":{{address}},"new":7}"""));
        LlamaCloudFile file = await Client.Files.GetAsync("dfl-1", default, Cancellation);

        Assert.Equal(["new"], file.AdditionalProperties.Keys);
        Assert.Equal(("dfl-1", "", ""), (file.Id, file.Name, file.ProjectId));
        Assert.DoesNotContain(
            typeof(LlamaCloudFile).GetProperties(), property => property.Name.Contains("Url", StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public async Task A_list_goes_on_by_its_tokens()
    {
        IReadOnlyList<LlamaCloudFile> all = await Client.Files.List(
            pageSize: 2, scope: new RequestScope(JobStore.DefaultProjectId)).ReadAllAsync(Cancellation);

        Assert.Equal([SeedFiles.Contract, SeedFiles.Receipt, SeedFiles.Invoice], all.Select(file => file.Id));
        Assert.Equal(2, Emulator.Requests.Count);
        Assert.All(
            Emulator.Requests.Targets,
            target => Assert.Matches($"^{Files}\\?page_size=2(&page_token=.+)?&project_id={JobStore.DefaultProjectId}$", target));
    }

    [Fact]
    public async Task Filters_go_out_as_they_are()
    {
        string id = Emulator.Files.Add(" a&b ", [1], externalFileId: " e+1 ").Id;
        IReadOnlyList<LlamaCloudFile> found = await Client.Files.List(
            new FileFilter { Name = " a&b ", ExternalFileId = " e+1 " }).ReadAllAsync(Cancellation);

        Assert.Equal([id], found.Select(file => file.Id));
        Assert.Equal($"{Files}?page_size=1000&file_name=%20a%26b%20&external_file_id=%20e%2B1%20", Emulator.Requests.Targets.Single());
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1001)]
    public void A_page_has_a_size_that_the_service_gives(int size) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => Client.Files.List(pageSize: size));

    [Theory]
    [InlineData("{\"items\":[{\"name\":\"x\"}]}")]
    [InlineData("{\"items\":[null]}")]
    [InlineData("{}")]
    public async Task A_page_without_ids_is_none(string body)
    {
        Emulator.Faults.Add("GET", Files, Fault.Answer(200, "application/json", body));
        LlamaCloudException failure = await FailureOf(Client.Files.List().NextAsync(Cancellation));

        Assert.Equal(LlamaCloudErrorKind.InvalidResponse, failure.Kind);
    }

    [Fact]
    public async Task A_file_is_deleted_and_then_not_found()
    {
        await Client.Files.DeleteAsync(SeedFiles.Invoice, default, Cancellation);

        Assert.Null(Emulator.Files.Find(SeedFiles.Invoice));
        Assert.Equal(404, (await FailureOf(Client.Files.DeleteAsync(SeedFiles.Invoice, default, Cancellation))).StatusCode);
    }

    [Theory]
    [InlineData("")]
    [InlineData("../projects")]
    [InlineData("a?b")]
    public async Task What_is_no_id_is_not_sent(string id)
    {
        await Assert.ThrowsAsync<ArgumentException>(() => Client.Files.GetAsync(id, default, Cancellation));
        await Assert.ThrowsAsync<ArgumentException>(() => Client.Files.SaveAsync(id, "x", cancellationToken: Cancellation));
        Assert.Throws<ArgumentException>(() => { _ = Client.Files.DeleteAsync(id, default, Cancellation); });

        Assert.Empty(Emulator.Requests.All);
    }
}
