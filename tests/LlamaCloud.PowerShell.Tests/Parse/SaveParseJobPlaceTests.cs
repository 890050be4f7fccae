using System;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using LlamaCloud.Demo.Engine;
using LlamaCloud.Emulator.Faults;
using Xunit;

namespace LlamaCloud.PowerShell.Tests.Parse;

/// <summary>Where results are saved.</summary>
public sealed class SaveParseJobPlaceTests : ParseTest
{
    [Fact]
    public void Rows_have_paths_from_the_current_location_on()
    {
        Write("docs/a/one.txt");
        Engine.Run("""
            $job = Get-ChildItem docs/a | Start-ParseJob -Wait
            $null = $ExecutionContext.SessionState.Path.SetLocation("$PWD/docs")
            [pscustomobject]@{ JobId = $job.Id; SourcePath = 'a/one.txt' } | Save-ParseJob -Format Markdown
            [pscustomobject]@{ JobId = $job.Id; SourcePath = 'a/one.txt'; ResultPath = 'two' } | Save-ParseJob -Format Markdown
            [pscustomobject]@{ JobId = $job.Id; ResultPath = 'b/../three' } | Save-ParseJob -Format Markdown
            """).OrThrow();

        Assert.Equal(["docs/a/one.md", "docs/a/one.txt", "docs/three.md", "docs/two.md"], Tree());
    }

    [Fact]
    public void A_path_of_another_machine_is_an_error_about_its_job()
    {
        Write("one.txt");
        Engine.Run("$job = Get-ChildItem one.txt | Start-ParseJob -Wait").OrThrow();
        EngineResult result = Engine.Run("""
            [pscustomobject]@{ JobId = $job.Id; SourcePath = 'nodrive:\docs\one.txt' }, [pscustomobject]@{ JobId = $job.Id; ResultPath = 'nodrive:/one' }, $job |
                Save-ParseJob -Format Markdown
            """);

        Assert.Equal(["ParseJobPathInvalid", "ParseJobPathInvalid"], IdsOf(result));
        Assert.Contains("The SourcePath of parse job '", result.Errors[0].Exception.Message, StringComparison.Ordinal);
        Assert.Equal(["one.md", "one.txt"], Tree());
    }

    [Fact]
    public void What_was_started_for_one_folder_by_two_commands_is_told_apart()
    {
        Write("a/r.txt", "A");
        Write("b/r.txt", "B");
        EngineResult result = Engine.Run("""
            $a = Get-ChildItem a | Start-ParseJob -Destination md -Wait
            $b = Get-ChildItem b | Start-ParseJob -Destination md -Wait
            $a, $b | Save-ParseJob -Force
            """);

        Assert.Contains(
            "are saved as 'r.txt.md', with its whole name: 'r.md' is the place of",
            Assert.Single(result.Warnings),
            StringComparison.Ordinal);
        Assert.Equal(["r.md", "r.txt.md"], Tree("md"));
        Assert.Equal("# B\n", File.ReadAllText(Path.Combine(Folder, "md", "r.txt.md")));
    }

    [Fact]
    public void A_destination_that_is_given_twice_is_one()
    {
        Write("docs/a/r.txt", "A");
        Write("docs/b/r.txt", "B");
        const string Run =
            "Get-ChildItem docs -Recurse -File | Start-ParseJob -Destination md -SkipExisting -Wait | Save-ParseJob -Destination ./md/ "
                + "-Force";
        Engine.Run(Run).OrThrow();
        File.SetLastWriteTimeUtc(Write("docs/a/r.txt", "CHANGED"), DateTime.UtcNow.AddMinutes(1));
        Engine.Run(Run).OrThrow();

        Assert.Equal(["a/r.md", "b/r.md"], Tree("md"));
        Assert.Equal("# CHANGED\n", File.ReadAllText(Path.Combine(Folder, "md", "a", "r.md")));
        Engine.Run("Get-ChildItem docs -Recurse -File | Start-ParseJob -Destination md -Wait | Save-ParseJob -Destination other").OrThrow();
        Assert.Equal(["a/r.md", "b/r.md"], Tree("other"));
    }

    [Fact]
    public void Ids_alone_are_left_out_too_when_their_files_are_there()
    {
        Write("a.txt");
        Engine.Run("$id = (Get-ChildItem a.txt | Start-ParseJob -Wait).Id; Save-ParseJob -JobId $id -Destination md").OrThrow();
        File.WriteAllText(Path.Combine(Folder, "md", "a.md"), "mine");

        Assert.Equal(["ParseJobFileExists"], IdsOf(Engine.Run("$id | Save-ParseJob -Destination md")));
        Engine.Run("$id | Save-ParseJob -Destination md -SkipExisting -Force").OrThrow();
        Assert.Equal("mine", File.ReadAllText(Path.Combine(Folder, "md", "a.md")));
    }

    [Theory]
    [InlineData("$job, $job", "-Destination md")]
    [InlineData("$job, $job", "")]
    [InlineData("$job.Id, $job.Id", "-Destination md")]
    public void A_document_that_comes_twice_is_saved_once_and_its_place_is_told_as_it_is(string input, string destination)
    {
        Write("a.txt");
        Engine.Run("$job = Get-ChildItem a.txt | Start-ParseJob -Wait").OrThrow();
        EngineResult result = Engine.Run($"{input} | Save-ParseJob {destination}");
        string place = Path.Combine(Folder, destination.Length == 0 ? string.Empty : "md", "a.md");

        Assert.Equal(["ParseJobFileExists"], IdsOf(result));
        Assert.Contains($"'{place}'", result.Errors[0].Exception.Message, StringComparison.Ordinal);
        EngineResult again = Engine.Run($"{input} | Save-ParseJob {destination} -SkipExisting -Verbose");
        Assert.Empty(again.Errors);
        Assert.Equal(
            2,
            again.Verbose.Count(line => line.EndsWith($"' has its result already: '{place}'. It is left out.", StringComparison.Ordinal)));
        Engine.Run($"{input} | Save-ParseJob {destination} -Force").OrThrow();
        Assert.Equal(destination.Length == 0 ? 3 : 2, Tree(destination.Length == 0 ? string.Empty : "md").Length);
    }

    [Fact]
    public void Of_two_ids_whose_documents_have_one_name_the_first_keeps_it_however_late_it_comes()
    {
        Write("a/r.txt", "A");
        Write("b/r.txt", "B");
        string[] ids = Texts(Engine.Run("'a', 'b' | % { Get-ChildItem $_ | Start-ParseJob -Wait } | % Id"));
        Emulator.Faults.Add("GET", $"{Root}/{ids[0]}", Fault.Delay(TimeSpan.FromMilliseconds(700)));
        EngineResult result = Engine.Run($"'{ids[0]}', '{ids[1]}' | Save-ParseJob -Destination md -Format Markdown");

        Assert.Single(result.Warnings);
        Assert.Equal(
            ("# A\n", "# B\n"),
            (File.ReadAllText(Path.Combine(Folder, "md", "r.md")), File.ReadAllText(Path.Combine(Folder, "md", "r.txt.md"))));
    }

    [Fact]
    public async Task What_is_stopped_while_it_is_saved_leaves_no_half_file()
    {
        Write("report.txt");
        Engine.Run("$job = Get-ChildItem report.txt | Start-ParseJob -Wait").OrThrow();
        Emulator.PresignedFaults.Add("GET", "/files/*", Fault.BreakInBody("half an image", cut: false));
        using System.Management.Automation.PowerShell command = Engine.Command("$job | Save-ParseJob -Destination out");
        IAsyncResult saving = command.BeginInvoke();
        while (!Directory.Exists(Path.Combine(Folder, "out")) || Tree("out").Length == 0)
        {
            await Task.Delay(20, TestContext.Current.CancellationToken);
        }

        command.Stop();
        Assert.True(saving.IsCompleted);
        Assert.Empty(Tree("out"));
        Emulator.PresignedFaults.Clear();
        Engine.Run("$job | Save-ParseJob -Destination out").OrThrow();
        Assert.Equal(["report.images/chart.png", "report.md"], Tree("out"));
    }

    [Theory]
    [InlineData("", "")]
    [InlineData("-Destination docs/md", "md/")]
    public void A_folder_that_holds_its_results_costs_nothing_the_next_night(string destination, string folder)
    {
        Write("docs/a/r.txt");
        Write("docs/a/r.pdf");
        Write("docs/b.txt");
        string run = $"Get-ChildItem docs -Recurse -File | Start-ParseJob {destination} -SkipExisting -Wait | Save-ParseJob -Force";
        Engine.Run(run).OrThrow();
        string[] first = Tree();
        Assert.Contains($"docs/{folder}a/r.md", first);
        Assert.Contains($"docs/{folder}a/r.txt.images/chart.png", first);
        for (int night = 0; night < 2; night++)
        {
            Emulator.Requests.Clear();
            string warning = Assert.Single(Engine.Run(run).Warnings, text => text.Contains("left out", StringComparison.Ordinal));
            Assert.StartsWith(
                "6 of the files are left out: they look like results of others, such as '", warning, StringComparison.Ordinal);
            Assert.Empty(Emulator.Requests.All);
            Assert.Equal(first, Tree());
        }

        File.SetLastWriteTimeUtc(Write("docs/a/r.pdf", "CHANGED"), DateTime.UtcNow.AddMinutes(1));
        Engine.Run(run).OrThrow();
        Assert.Equal(1, Count("POST", Root));
        Assert.Equal("# CHANGED\n", File.ReadAllText(Path.Combine(Folder, "docs", folder + "a", "r.md")));
    }

    [Fact]
    public void Documents_that_only_look_alike_are_documents()
    {
        Write("docs/notes.md");
        Write("docs/report.md");
        Write("docs/report.txt.md");
        Write("docs/pictures.images/a.png");

        Assert.Empty(Engine.Run("Get-ChildItem docs -Recurse -File | Start-ParseJob -Destination md -SkipExisting").Warnings);
        Assert.Equal(4, Count("POST", Root));
    }
}
