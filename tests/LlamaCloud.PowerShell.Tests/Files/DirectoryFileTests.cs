using System;
using System.Linq;
using System.Management.Automation;
using LlamaCloud.Demo.Engine;
using LlamaCloud.Emulator.Directories;
using LlamaCloud.Emulator.Faults;
using LlamaCloud.Emulator.Jobs;
using Xunit;

namespace LlamaCloud.PowerShell.Tests.Files;

/// <summary>Files go into a directory of the service once, and are listed and used from there.</summary>
public sealed class DirectoryFileTests : FileTest
{
    private StoredDirectory Inbox => field ??= Emulator.Directories.Add("inbox");

    private DirectoryEntry[] Entries => [.. Emulator.Directories.FilesOf(Inbox.Id)];

    private int Sent => Emulator.Requests.All.Count(request => request.Method == "POST");

    [Fact]
    public void A_file_is_sent_once_also_when_it_comes_again()
    {
        string path = Put("a.txt");
        Put("sub/a.txt");
        EngineResult first = Run($"'a.txt', 'sub/a.txt', 'a.txt' | Send-LlamaCloudFile -DirectoryId {Inbox.Id} -ExternalFileId e").OrThrow();
        EngineResult again = Run($"'a.txt', 'sub/a.txt' | Send-LlamaCloudFile -DirectoryId (Get-LlamaCloudDirectory {Inbox.Id})").OrThrow();

        Assert.Equal(2, Sent);
        Assert.Equal(Texts(first, "Id"), Texts(again, "Id"));
        Assert.Equal([path, System.IO.Path.Combine(Folder, "sub", "a.txt")], Texts(first, "SourcePath"));
        Assert.Equal("LlamaCloud.LlamaCloudDirectoryFile", first.Output[0].TypeNames[0]);
        // What was changed since is another file.
        Put("a.txt", "other contents");
        Run($"Send-LlamaCloudFile a.txt -DirectoryId {Inbox.Id}").OrThrow();
        Assert.Equal(3, Entries.Length);
    }

    [Fact]
    public void A_stream_goes_there_too()
    {
        using System.IO.MemoryStream stream = new([1, 2]);
        Run($"Send-LlamaCloudFile -Stream $stream -FileName a.bin -DirectoryId {Inbox.Id}", ("stream", stream)).OrThrow();
        Assert.Equal("a.bin", Entries.Single().DisplayName);
    }

    [Fact]
    public void What_cannot_be_sent_is_an_error_in_its_place()
    {
        Put("a.txt");
        Put("b.txt");
        Emulator.Faults.Add("POST", "/api/v1/beta/directories/*", Fault.Status(400, "bad file"), times: 1);
        EngineResult result = Run($"'a.txt', 'gone.txt', 'b.txt' | Send-LlamaCloudFile -ThrottleLimit 1 -DirectoryId {Inbox.Id}");
        Assert.Equal(["LlamaCloudFileInvalidRequest", "LlamaCloudFilePathNotFound"], IdsOf(result));
        Assert.Equal(["b.txt"], Texts(result, "DisplayName"));
    }

    [Theory]
    [InlineData("Send-LlamaCloudFile a.txt -DirectoryId dir-0", "LlamaCloudDirectoryNotFound", "Directory 'dir-0' was not found.")]
    [InlineData("Send-LlamaCloudFile a.txt -DirectoryId dir-0 -Purpose parse", "LlamaCloudFileParameterConflict", "-Purpose is for files without a directory. Leave it out, or -DirectoryId.")]
    [InlineData("Send-LlamaCloudFile a.txt -DirectoryId pjb-1", "ParameterArgumentTransformationError", "is the id of a parse job and not of a directory")]
    public void A_directory_that_is_none_ends_the_command(string script, string id, string words)
    {
        Put("a.txt");
        EngineResult result = Run(script);
        Assert.Equal(id, IdOf(result.Terminating ?? result.Errors[0]));
        Assert.Contains(words, (result.Terminating ?? result.Errors[0]).ToString(), StringComparison.Ordinal);
        Assert.Equal(0, Sent);
    }

    [Theory]
    [InlineData("", "a.txt", "b.txt", "c[1].pdf")]
    [InlineData("-Name a.txt", "a.txt")]
    [InlineData("-Name *.txt", "a.txt", "b.txt")]
    [InlineData("-Name 'c[1].pdf'", "c[1].pdf")]
    [InlineData("-First 2", "a.txt", "b.txt")]
    [InlineData("-Name *.txt -First 1", "a.txt")]
    public void The_files_of_a_directory_are_listed(string filter, params string[] names)
    {
        Array.ForEach((string[])["a.txt", "b.txt", "c[1].pdf"], name => Put(name));
        Run($"Send-LlamaCloudFile -LiteralPath a.txt, b.txt, 'c[1].pdf' -ThrottleLimit 1 -DirectoryId {Inbox.Id}").OrThrow();
        Assert.Equal(names, Texts(Run($"Get-LlamaCloudFile -DirectoryId {Inbox.Id} {filter}").OrThrow(), "DisplayName"));
    }

    [Theory]
    [InlineData("Get-LlamaCloudFile -DirectoryId dir-1 -ExternalFileId e", "LlamaCloudFileParameterConflict")]
    [InlineData("'dfl-1' | Get-LlamaCloudFile -DirectoryId dir-1", "LlamaCloudFileListInPipeline")]
    public void What_does_not_go_together_is_refused(string script, string id)
    {
        Assert.Equal(id, IdOf(Run(script).Terminating));
        Assert.Empty(Emulator.Requests.All);
    }

    [Fact]
    public void A_name_that_no_file_there_has_is_an_error() => Assert.Equal(
        "No file of the directory is named 'x'. Get-LlamaCloudFile -DirectoryId without a name shows them all.",
        AssertOne(Run($"Get-LlamaCloudFile -DirectoryId {Inbox.Id} -Name x"), "LlamaCloudFileNameNotFound").ToString());

    [Fact]
    public void A_file_of_a_directory_is_a_file_and_a_document_everywhere()
    {
        Put("a.txt", "# A\n\nText.");
        Run($"$placed = Send-LlamaCloudFile a.txt -DirectoryId {Inbox.Id}").OrThrow();
        string id = Entries.Single().FileId;
        EngineResult result = Run("""
            $copy = [Management.Automation.PSSerializer]::Deserialize([Management.Automation.PSSerializer]::Serialize($placed))
            $placed, $copy | Get-LlamaCloudFile
            $placed, $copy | Start-ParseJob
            $placed | Save-LlamaCloudFile -Destination out/ -PassThru
            """).OrThrow();

        Assert.Equal([id, id], result.Output.Take(2).Select(one => one.Properties["Id"].Value));
        Assert.Equal(["a.txt", "a.txt"], result.Output.Skip(2).Take(2).Select(one => one.Properties["FileName"].Value));
        Assert.Equal(System.IO.Path.Combine(Folder, "a.txt"), result.Output[2].Properties["SourcePath"].Value);
        Assert.Equal(["a.txt", "out", "out/a.txt"], Names.Select(name => name.Replace('\\', '/')));
        ErrorRecord refused = AssertOne(Run("$placed | Remove-LlamaCloudFile"), "LlamaCloudFileIdWrongType");
        Assert.Contains("the file that is there is in its FileId", refused.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_directory_piped_for_files_says_how_they_are_listed() => Assert.Contains(
        "its files are listed by Get-LlamaCloudFile -DirectoryId",
        AssertOne(Run($"Get-LlamaCloudDirectory {Inbox.Id} | Get-LlamaCloudFile"), "LlamaCloudFileIdWrongType").ToString(),
        StringComparison.Ordinal);

    [Fact]
    public void Files_of_a_directory_are_shown_by_name()
    {
        Put("a.txt");
        Run($"Send-LlamaCloudFile a.txt -DirectoryId {Inbox.Id}").OrThrow();
        string id = Entries.Single().FileId;
        Assert.Equal(
            $"""
            DisplayName                            FileId
            -----------                            ------
            a.txt                                  {id}
            """,
            Lines(Start(new HostedEngine(80)).Show($"Get-LlamaCloudFile -DirectoryId {Inbox.Id}")).ReplaceLineEndings("\n"));
    }

    [Fact]
    public void The_project_of_a_directory_is_that_of_its_files()
    {
        Put("a.txt");
        string other = Emulator.Directories.Add("other", projectId: JobStore.OtherProjectId).Id;
        Run($"$other = Get-LlamaCloudDirectory {other} -ProjectId {JobStore.OtherProjectId}; Send-LlamaCloudFile a.txt -DirectoryId $other").OrThrow();
        Assert.Equal([JobStore.OtherProjectId], Texts(Run("Get-LlamaCloudFile -DirectoryId $other").OrThrow(), "ProjectId"));
    }
}
