using System;
using System.IO;
using System.Linq;
using System.Management.Automation;
using LlamaCloud.Demo.Engine;
using LlamaCloud.Emulator.Faults;
using LlamaCloud.Emulator.Files;
using Xunit;

namespace LlamaCloud.PowerShell.Tests.Batches;

/// <summary>The jobs of batches come out, each joined to its file.</summary>
public sealed class ReceiveLlamaCloudBatchTests : BatchTest
{
    [Fact]
    public void Jobs_have_the_names_and_paths_of_their_files_in_another_session_too()
    {
        Write("a.txt", "b.txt");
        string id = (string)Engine.Run($"{Begin} *.txt -Wait").OrThrow().Output.Single().Properties["Id"].Value;
        HostedEngine other = Start(new HostedEngine());
        PSObject[] jobs = [.. other.Run($"Receive-LlamaCloudBatch {id}").OrThrow().Output];

        Assert.Equal(["a.txt", "b.txt"], Texts(jobs, "FileName").Order());
        Assert.All(jobs, job => Assert.Equal(Path.Combine(Folder, (string)job.Properties["FileName"].Value), job.Properties["SourcePath"].Value));
        Assert.All(jobs, job => Assert.IsType<string>(job.Properties["Id"].Value));
        // The batch, the names, and one request for both jobs.
        Assert.Equal((1, 0), (Count("GET", "/api/v2/parse"), Count("GET", "/api/v2/parse/*")));
    }

    [Fact]
    public void A_file_without_a_job_is_one_error_with_the_services_words()
    {
        Write("a.txt", "b.zip", "c.txt");
        EngineResult result = Engine.Run($"$folder.GetFiles() | {Begin} -Wait -WarningVariable global:told -WarningAction SilentlyContinue | Receive-LlamaCloudBatch");

        Assert.Equal(["a.txt", "c.txt"], Texts(result.Output, "FileName").Order());
        ErrorRecord error = Assert.Single(result.Errors);
        Assert.Equal("LlamaCloudBatchFileFailed", IdOf(error));
        Assert.Matches("^The file 'b.zip' of batch 'bat-.+' has no job. The service says: Unsupported file type: .zip. Start one with Start-ParseJob, or look at the file.$", error.ToString());
        Assert.Equal("b.zip", PSObject.AsPSObject(error.TargetObject).Properties["FileName"].Value);
        Assert.Matches("^Batch 'bat-.+' has ended, but 1 of its 3 files have no job: Receive-LlamaCloudBatch says why.$", Engine.Run("$told").Output.Single().ToString());
        // The target of the error is a document of the command that starts such a job.
        Engine.Runspace.SessionStateProxy.SetVariable("failed", error.TargetObject);
        Assert.Equal(Path.Combine(Folder, "b.zip"), Engine.Run("$failed | Start-ParseJob").OrThrow().Output.Single().Properties["SourcePath"].Value);
    }

    [Fact]
    public void What_comes_out_is_saved_and_received()
    {
        Write("a.txt");
        EngineResult result = Engine.Run($$"""
            $null = Set-ExtractConfiguration bills -Schema @{ text = [string] }
            {{Begin}} a.txt -Wait | Receive-LlamaCloudBatch | Save-ParseJob -Destination out
            Start-LlamaCloudBatch a.txt -ConfigurationId bills -Wait | Receive-LlamaCloudBatch | Receive-ExtractJob
            """).OrThrow();
        Assert.True(File.Exists(Path.Combine(Folder, "out", "a.md")), string.Join(", ", Directory.GetFileSystemEntries(Folder, "*", SearchOption.AllDirectories)));
        Assert.Equal("a.txt", result.Output[^1].Properties["FileName"].Value);
        // Read once, with what the next command needs: that asks for nothing.
        Assert.Equal(1, Count("GET", "/api/v2/extract/*"));
    }

    [Fact]
    public void A_thousand_jobs_are_ten_requests_beside_the_batch_and_its_files()
    {
        string inbox = Emulator.Directories.Add("inbox").Id;
        for (int i = 0; i < 1000; i++)
        {
            StoredFile file = Emulator.Files.Add($"f{i}.txt", "# A"u8.ToArray());
            Assert.NotNull(Emulator.Directories.Put(inbox, $"u{i}", file));
        }

        string id = (string)Engine.Run($"{Begin} -DirectoryId {inbox} -Wait").OrThrow().Output.Single().Properties["Id"].Value;
        Emulator.Requests.Clear();
        EngineResult result = Engine.Run($"Receive-LlamaCloudBatch {id}").OrThrow();

        Assert.Equal(1000, Texts(result.Output, "FileName").Distinct().Count());
        Assert.Equal((12, 10), (Emulator.Requests.Count, Count("GET", "/api/v2/parse")));
    }

    [Fact]
    public void Of_a_directory_that_is_gone_the_jobs_come_without_paths_and_a_warning_says_so()
    {
        Write("a.txt");
        EngineResult result = Engine.Run($"$batch = {Begin} a.txt -Wait; Remove-LlamaCloudDirectory $batch.SourceDirectoryId; $batch | Receive-LlamaCloudBatch 3>&1").OrThrow();
        Assert.EndsWith("is gone: the names and paths of its files are not known.", result.Output[0].ToString(), StringComparison.Ordinal);
        Assert.Equal(("a.txt", null), (result.Output[1].Properties["Name"].Value, result.Output[1].Properties["SourcePath"].Value));
    }

    [Fact]
    public void Names_that_cannot_be_read_are_an_error_and_the_jobs_come_all_the_same()
    {
        Write("a.txt");
        Engine.Run($"$batch = {Begin} a.txt -Wait").OrThrow();
        Emulator.Faults.Add("GET", Directories + "/*", Fault.Status(403, "no"));
        EngineResult result = Engine.Run("$batch | Receive-LlamaCloudBatch");
        Assert.Equal(["LlamaCloudBatchForbidden"], IdsOf(result));
        Assert.Single(result.Output);
    }

    [Theory]
    [InlineData("RUNNING", "parse_v2", "LlamaCloudBatchNotEnded", "is RUNNING, and its jobs are known when it has ended. Wait for it with Wait-LlamaCloudBatch.")]
    [InlineData("FAILED", "extract_v2", "LlamaCloudBatchResultsMissing", "is FAILED, and the service does not say which jobs it has made. Get-ExtractJob -CreatedAfter lists what was made since.")]
    public void A_batch_without_results_is_an_error_and_the_others_go_on(string status, string type, string id, string words)
    {
        Write("a.txt");
        Put("bat-1", status, type: type);
        EngineResult result = Engine.Run($"'bat-1', ({Begin} a.txt -Wait) | Receive-LlamaCloudBatch");
        ErrorRecord error = Assert.Single(result.Errors);
        Assert.Equal((id, $"Batch 'bat-1' {words}"), (IdOf(error), error.ToString()));
        Assert.Single(result.Output);
    }

    [Fact]
    public void Jobs_of_a_product_that_is_not_known_are_told()
    {
        LeaveDescription();
        Emulator.Faults.Add("GET", Batches + "/bat-1", Fault.Answer(200, "application/json", """
            {"id":"bat-1","status":"COMPLETED","source_directory_id":"dir-1","config":{"job":{"type":"split_v9","configuration_id":"cfg-1"}},"results":[]}
            """));
        Assert.Equal(["LlamaCloudBatchProductUnknown"], IdsOf(Engine.Run("Receive-LlamaCloudBatch bat-1")));
    }
}
