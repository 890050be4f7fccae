using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using LlamaCloud.Demo.Engine;
using LlamaCloud.Emulator.Classify;
using LlamaCloud.Emulator.Faults;
using LlamaCloud.Emulator.Files;
using Xunit;

namespace LlamaCloud.PowerShell.Tests.Files;

/// <summary>Files are removed, and only those that were meant.</summary>
public sealed class RemoveLlamaCloudFileTests : FileTest
{
    [Fact]
    public void Ids_and_files_are_removed_without_a_question_and_nothing_is_emitted()
    {
        EngineResult result = Run(
            $"'{SeedFiles.Invoice}', (Get-LlamaCloudFile {SeedFiles.Receipt}) | Remove-LlamaCloudFile; "
                + $"Remove-LlamaCloudFile {SeedFiles.Contract}").OrThrow();

        Assert.Empty(result.Output);
        Assert.Empty(Emulator.Files.All);
    }

    [Fact]
    public void What_is_no_file_fails_alone_and_no_job_loses_its_document()
    {
        System.Text.Json.Nodes.JsonObject job = SeedJobs.Job("clj-1", 1, "COMPLETED");
        job["file_input"] = SeedFiles.Contract;
        Emulator.Jobs.Put(job);
        EngineResult result = Run($"""
            $job = Get-ClassifyJob clj-1
            $job, [System.Management.Automation.PSSerializer]::Deserialize([System.Management.Automation.PSSerializer]::Serialize($job)), 'dfl-none', '', $null, '{SeedFiles.Invoice}' | Remove-LlamaCloudFile
            """);

        Assert.Null(result.Terminating);
        Assert.Equal(
            [
                "LlamaCloudFileIdWrongType", "LlamaCloudFileIdWrongType", "LlamaCloudFileNotFound", "LlamaCloudFileIdInvalid",
                "LlamaCloudFileIdInvalid",
            ],
            IdsOf(result).Order(Comparer<string>.Create((a, b) => Rank(a).CompareTo(Rank(b)))));
        Assert.Contains(
            "its document is in its FileInput",
            result.Errors.First(error => IdOf(error) == "LlamaCloudFileIdWrongType").ToString(),
            StringComparison.Ordinal);
        Assert.Equal([SeedFiles.Receipt, SeedFiles.Contract], Emulator.Files.All.Select(file => file.Id));

        static int Rank(string id) => Array.IndexOf(["LlamaCloudFileIdWrongType", "LlamaCloudFileNotFound", "LlamaCloudFileIdInvalid"], id);
    }

    [Theory]
    [InlineData("Remove-LlamaCloudFile {0} -WhatIf")]
    [InlineData("'{0}' | Remove-LlamaCloudFile -WhatIf -Confirm:$false")]
    [InlineData("$WhatIfPreference = $true; Remove-LlamaCloudFile {0}")]
    public void WhatIf_sends_nothing_and_needs_no_key(string script)
    {
        Environment.SetEnvironmentVariable("LLAMA_CLOUD_API_KEY", null);
        Run(script.Replace("{0}", SeedFiles.Invoice, StringComparison.Ordinal)).OrThrow();

        Assert.Empty(Emulator.Requests.All);
    }

    [Fact]
    public void A_removal_that_is_repeated_after_its_answer_was_lost_is_done()
    {
        Emulator.Faults.Add("DELETE", $"{Route}/{SeedFiles.Invoice}", Fault.CutAfterWork(), times: 1);
        Run($"Remove-LlamaCloudFile {SeedFiles.Invoice}").OrThrow();

        Assert.DoesNotContain(Emulator.Files.All, file => file.Id == SeedFiles.Invoice);
    }

    [Fact]
    public void A_wrong_key_ends_the_command_once_what_is_under_way_has_ended()
    {
        string[] ids = [.. Enumerable.Range(0, 30).Select(i => Store($"{i}.txt"))];
        TaskCompletionSource release = new(TaskCreationOptions.RunContinuationsAsynchronously);
        Emulator.Faults.Add("DELETE", $"{Route}/{ids[0]}", Fault.Hold(release.Task));
        Emulator.Faults.Add("DELETE", $"{Route}/*", Fault.Status(401, "no"));
        EngineResult result = Run("$ids | Remove-LlamaCloudFile -ThrottleLimit 4 -Verbose", ReleaseAt(release, ": 401 "), ("ids", ids));

        Assert.Equal("LlamaCloudFileUnauthorized", IdOf(result.Terminating));
        Assert.All(IdsOf(result), id => Assert.Equal("LlamaCloudFileUnauthorized", id));
        Assert.Equal(ids.Skip(1), Uploads.Select(file => file.Id));
        Assert.InRange(Emulator.Requests.Count, 2, 4);
    }

    [Fact]
    public void WhatIf_shows_the_name_and_the_id() =>
        Assert.Contains(
            $"\"Remove file\" on target \"invoice-0042.txt ({SeedFiles.Invoice})\"",
            Engine.Show($"Get-LlamaCloudFile {SeedFiles.Invoice} | Remove-LlamaCloudFile -WhatIf"),
            StringComparison.Ordinal);
}
