using System;
using System.IO;
using System.Linq;
using System.Management.Automation;
using System.Threading.Tasks;
using LlamaCloud.Demo.Engine;
using LlamaCloud.Emulator.Classify;
using LlamaCloud.Emulator.Faults;
using LlamaCloud.Emulator.Files;
using Xunit;

namespace LlamaCloud.PowerShell.Tests.Files;

/// <summary>Files of the service become files of this machine.</summary>
public sealed class SaveLlamaCloudFileTests : FileTest
{
    [Fact]
    public void A_file_is_saved_under_its_name_and_only_PassThru_emits_it()
    {
        string id = Store("Rechnung ü.txt", "right");

        Assert.Empty(Run($"Save-LlamaCloudFile {id}").OrThrow().Output);
        Assert.Equal(["Rechnung ü.txt"], Names);
        Assert.Equal("right", File.ReadAllText(Path.Combine(Folder, "Rechnung ü.txt")));
        PSObject file = Assert.Single(Run($"Save-LlamaCloudFile {id} -Destination other.bin -PassThru").OrThrow().Output);
        Assert.Equal(Path.Combine(Folder, "other.bin"), Assert.IsType<FileInfo>(file.BaseObject).FullName);
        Assert.NotNull(file.Properties["PSPath"]);
        Assert.Empty(Emulator.PresignedViolations);
    }

    [Fact]
    public void Ids_files_jobs_and_rows_are_taken_in_their_order()
    {
        string[] ids = [Store("a.txt"), Store("b.txt"), Store("c.txt"), Store("d.txt")];
        Emulator.Jobs.Put(Job("clj-1", ids[3], "file_id"));
        EngineResult result = Run($"""
            $file = Get-LlamaCloudFile {ids[1]}
            $job = Get-ClassifyJob clj-1
            '{ids[0]}', $file, [pscustomobject]@{"{"} file_id = '{ids[2]}' {"}"}, $job | Save-LlamaCloudFile -PassThru
            """).OrThrow();

        Assert.Equal(["a.txt", "b.txt", "c.txt", "d.txt"], Texts(result, "Name"));
        // The name of a file that was given as an object is known.
        Assert.Single(
            Emulator.Requests.Targets,
            target => target.StartsWith($"{Route}/{ids[1]}?", StringComparison.Ordinal) || target == $"{Route}/{ids[1]}");
    }

    [Fact]
    public void A_job_whose_document_is_no_file_is_one_error_in_its_place()
    {
        string id = Store("a.txt");
        Emulator.Jobs.Put(Job("clj-1", "pjb-1", "parse_job_id"));
        EngineResult result = Run(
            $"$job = Get-ClassifyJob clj-1; $job, '', '{id}', $null, [timespan]::Zero | Save-LlamaCloudFile -PassThru");

        Assert.Null(result.Terminating);
        Assert.Equal(
            ["LlamaCloudFileIdWrongType", "LlamaCloudFileIdInvalid", "LlamaCloudFileIdInvalid", "LlamaCloudFileIdWrongType"],
            IdsOf(result));
        Assert.Contains("its document being no file of the service", result.Errors[0].ToString(), StringComparison.Ordinal);
        Assert.Single(result.Output);
    }

    [Fact]
    public void What_is_no_id_is_told_in_its_place_among_others()
    {
        string id = Store("a.txt");
        Emulator.PresignedFaults.Add("GET", "/files/*", Fault.Delay(TimeSpan.FromMilliseconds(300)));
        EngineResult result = Run($"'{id}', 'x/y' | Save-LlamaCloudFile -PassThru 2>&1");

        Assert.Equal([typeof(FileInfo), typeof(ErrorRecord)], result.Output.Select(one => one.BaseObject.GetType()));
    }

    [Fact]
    public void Nothing_is_saved_over_a_file_without_Force()
    {
        string id = Store("a.txt", "new");
        string path = Put("a.txt", "old");
        ErrorRecord error = AssertOne(Run($"Save-LlamaCloudFile {id}"), "LlamaCloudFileExists");

        Assert.Equal(ErrorCategory.ResourceExists, error.CategoryInfo.Category);
        Assert.Contains("Give -Force", error.ToString(), StringComparison.Ordinal);
        Assert.Equal("old", File.ReadAllText(path));
        Assert.Empty(Emulator.PresignedRequests.All);
        Run($"Save-LlamaCloudFile {id} -Force").OrThrow();
        Assert.Equal("new", File.ReadAllText(path));
        Assert.Equal(["a.txt"], Names);
    }

    [Fact]
    public void A_folder_in_the_place_of_a_file_is_an_error_with_Force_too()
    {
        string id = Store("a.txt");
        Directory.CreateDirectory(Path.Combine(Folder, "a.txt"));
        AssertOne(Run($"Save-LlamaCloudFile {id} -Force"), "LlamaCloudFileExists");

        Assert.Equal(["a.txt"], Names);
    }

    [Theory]
    [InlineData("")]
    [InlineData("-Force")]
    public void Of_two_files_with_one_name_the_first_is_saved(string force)
    {
        string first = Store("a.txt", "first");
        string second = Store("A.TXT", "second");
        // Its name is known last.
        TaskCompletionSource known = new(TaskCreationOptions.RunContinuationsAsynchronously);
        Emulator.Faults.Add("GET", $"{Route}/{first}", Fault.Hold(known.Task));
        EngineResult result = Run(
            $"'{first}', '{second}' | Save-LlamaCloudFile -PassThru -Verbose {force}", ReleaseAt(known, second, ": 200 "));

        Assert.Equal(second, AssertOne(result, "LlamaCloudFileExists").TargetObject);
        Assert.Equal(["a.txt"], Names);
        Assert.Equal("first", File.ReadAllText(Path.Combine(Folder, "a.txt")));
    }

    [Fact]
    public async Task A_file_that_is_gone_again_is_emitted_all_the_same_and_the_others_go_on()
    {
        string first = Store("a.txt");
        string second = Store("b.txt");
        TaskCompletionSource held = new(TaskCreationOptions.RunContinuationsAsynchronously);
        Emulator.Faults.Add("GET", $"{Route}/{first}/content", Fault.Hold(held.Task));
        Task<EngineResult> running = Task.Run(
            () => Run($"'{first}', '{second}' | Save-LlamaCloudFile -PassThru"), TestContext.Current.CancellationToken);
        string path = Path.Combine(Folder, "b.txt");
        while (!File.Exists(path))
        {
            await Task.Delay(10, TestContext.Current.CancellationToken);
        }

        // As a scanner does that takes away what it does not like.
        File.Delete(path);
        held.SetResult();

        Assert.Equal(["a.txt", "b.txt"], Texts((await running).OrThrow(), "Name"));
    }

    [Theory]
    [InlineData("nofolder/a.txt", "is in a folder that does not exist")]
    [InlineData("file.txt/a.txt", "is in a folder that does not exist")]
    [InlineData("variable:", "is not in the file system")]
    [InlineData("nodrive:a.txt", "cannot be used: Cannot find drive. A drive with the name 'nodrive' does not exist")]
    [InlineData("a`0b", "cannot be used: ")]
    public void A_destination_that_is_none_ends_the_command_before_anything_is_sent(string destination, string problem)
    {
        Put("file.txt");
        EngineResult result = Run($"Save-LlamaCloudFile {SeedFiles.Invoice} -Destination \"{destination}\"");

        Assert.Equal("LlamaCloudFileDestinationInvalid", IdOf(result.Terminating));
        Assert.Contains(problem, result.Terminating!.ToString(), StringComparison.Ordinal);
        Assert.EndsWith(". Give a folder, or a path in a folder that exists.", result.Terminating.ToString(), StringComparison.Ordinal);
        Assert.Empty(Emulator.Requests.All);
    }

    [Theory]
    [InlineData("pipe")]
    [InlineData("link")]
    public void What_is_no_ordinary_file_is_not_replaced_and_not_opened(string destination)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "There are no pipes among its files.");
        string pipe = Path.Combine(Folder, "pipe");
        using (System.Diagnostics.Process made = System.Diagnostics.Process.Start("mkfifo", [pipe]))
        {
            made.WaitForExit();
        }

        File.CreateSymbolicLink(Path.Combine(Folder, "link"), pipe);
        EngineResult result = Run($"Save-LlamaCloudFile {SeedFiles.Invoice} {destination} -Force");

        Assert.Equal("LlamaCloudFileDestinationInvalid", IdOf(result.Terminating));
        Assert.Contains("is a device or a pipe", result.Terminating!.ToString(), StringComparison.Ordinal);
        Assert.Equal("LlamaCloudApiOutFileInvalid", IdOf(Run($"Invoke-LlamaCloudApi /api/v2/parse -OutFile {destination}").Terminating));
        Assert.Empty(Emulator.Requests.All);
        Assert.Equal(["link", "pipe"], Names);
    }

    [Fact]
    public void A_destination_goes_through_drives_and_from_the_current_location()
    {
        Directory.CreateDirectory(Path.Combine(Folder, "sub", "b[1]"));
        Run($"""
            $fs = $ExecutionContext.SessionState.Provider.GetOne('FileSystem')
            $null = $ExecutionContext.SessionState.Drive.New([System.Management.Automation.PSDriveInfo]::new('T', $fs, '{Folder}', '', $null), 'global')
            $null = $ExecutionContext.SessionState.Path.SetLocation('T:/sub')
            Save-LlamaCloudFile {SeedFiles.Invoice} 'b[1]'
            Save-LlamaCloudFile {SeedFiles.Receipt}
            Save-LlamaCloudFile {SeedFiles.Contract} T:/c.md
            """).OrThrow();

        Assert.Equal(
            ["c.md", "sub", "sub/b[1]", "sub/b[1]/invoice-0042.txt", "sub/receipt.txt"], Names.Select(name => name.Replace('\\', '/')));
    }

    [Theory]
    [InlineData("-WhatIf")]
    [InlineData("-WhatIf -Force -PassThru")]
    public void WhatIf_sends_and_writes_nothing_and_wins_over_Force(string parameters)
    {
        string path = Put("invoice-0042.txt", "old");
        Environment.SetEnvironmentVariable("LLAMA_CLOUD_API_KEY", null);

        Assert.Empty(Run($"Save-LlamaCloudFile {SeedFiles.Invoice} {parameters}").OrThrow().Output);
        Assert.Empty(Emulator.Requests.All);
        Assert.Equal("old", File.ReadAllText(path));
    }

    private static System.Text.Json.Nodes.JsonObject Job(string id, string document, string kind)
    {
        var job = SeedJobs.Job(id, 1, "COMPLETED");
        job["file_input"] = document;
        job["document_input_type"] = kind;
        return job;
    }

    [Theory]
    [InlineData("dl")]
    [InlineData("dl/")]
    public void Many_files_make_the_folder_that_is_missing(string destination)
    {
        Engine.Run($"'{SeedFiles.Invoice}', '{SeedFiles.Receipt}' | Save-LlamaCloudFile -Destination '{destination}'").OrThrow();

        Assert.Equal(2, System.IO.Directory.GetFiles(System.IO.Path.Combine(Folder, "dl")).Length);
    }

    [Fact]
    public void One_file_may_have_the_path_for_its_own()
    {
        Engine.Run($"Save-LlamaCloudFile {SeedFiles.Invoice} -Destination dl").OrThrow();

        Assert.True(System.IO.File.Exists(System.IO.Path.Combine(Folder, "dl")));
    }

    [Fact]
    public void WhatIf_makes_no_folder()
    {
        Engine.Run($"'{SeedFiles.Invoice}', '{SeedFiles.Receipt}' | Save-LlamaCloudFile -Destination dl/ -WhatIf").OrThrow();

        Assert.False(System.IO.Directory.Exists(System.IO.Path.Combine(Folder, "dl")));
    }
}
