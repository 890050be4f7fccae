using System;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using LlamaCloud.Help.Commands;
using LlamaCloud.Help.Pages;
using LlamaCloud.Help.Topics;
using Xunit;

namespace LlamaCloud.PowerShell.Tests.Help;

/// <summary>A page that is not of the form that help is made from ends the build with one line: where it is wrong, and in what.</summary>
public sealed class WrongPageTests : IDisposable
{
    private const string Good = """
        ---
        online version: https://example.com/things
        schema: 2.0.0
        ---

        # Get-Thing

        ## SYNOPSIS
        Gets a thing.

        ## SYNTAX

        ```
        Get-Thing [-Name <String>] [<CommonParameters>]
        ```

        ## DESCRIPTION
        It gets a thing by its name.

        ## EXAMPLES

        ### Example 1: One thing
        ```powershell
        Get-Thing one
        ```

        ## PARAMETERS

        ### -Name
        The name.

        ```yaml
        Type: String
        Parameter Sets: (All)
        Aliases:

        Required: False
        Position: 0
        Default value: None
        Accept pipeline input: False
        Accept wildcard characters: False
        ```

        ## INPUTS

        ### None

        ## OUTPUTS

        ### None

        ## NOTES
        A thing is a thing.

        ## RELATED LINKS

        [Set-Thing](Set-Thing.md)
        """;

    private const string GoodTopic = """
        # about_Things

        ## SHORT DESCRIPTION
        What things are.

        ## LONG DESCRIPTION
        Things are things.
        """;

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void The_pages_that_the_others_are_made_from_are_right()
    {
        Assert.Equal("Name", Assert.Single(ReadCommand(Good).Parameters).Name);
        Assert.Contains("What things are.", ReadTopic(GoodTopic), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("# Get-Thing", "# Get-Other", 1, "The page has no title Get-Thing.")]
    [InlineData("## NOTES", "## REMARKS", 1, "There is no section NOTES.")]
    [InlineData("Gets a thing.", "Gets a thing.\n\nAnd more.", 8, "SYNOPSIS: It is one paragraph.")]
    [InlineData("schema: 2.0.0", "schema: 2.0.0\nschema: 2.0.1", 4, "The key 'schema' stands twice. Keep one of them.")]
    [InlineData(
        "Get-Thing [-Name <String>] [<", "Get-Thing [-Name <String>] [-Other <String>] [<", 11,
        "SYNTAX: -Other has no section below PARAMETERS. Write one with the heading -Other, or take it out of the syntax.")]
    [InlineData("```powershell", "```", 22, "Example 1: One thing: It is one block of powershell, and at most one of output.")]
    [InlineData("```yaml", "```", 29, "-Name: There is no block of yaml with its facts.")]
    [InlineData("Position: 0\n", "", 29, "-Name: The fact 'Position' is missing.")]
    [InlineData("Required: False", "Required: False\nRequired: True", 38, "The key 'Required' stands twice. Keep one of them.")]
    public void It_is_told_where_and_in_what(string right, string wrong, int line, string problem)
    {
        PageException error = Assert.Throws<PageException>(() => ReadCommand(Good.Replace(right, wrong, StringComparison.Ordinal)));

        Assert.Equal($"{Path.Combine(_folder.Path, "Get-Thing.md")}({line}): error HELP: {problem}", error.Message);
    }

    [Fact]
    public void A_topic_is_described_in_one_line()
    {
        PageException error = Assert.Throws<PageException>(
            () => ReadTopic(GoodTopic.Replace("What things are.", new string('x', 76), StringComparison.Ordinal)));

        Assert.Equal(
            $"{Path.Combine(_folder.Path, "about_Things.md")}(3): error HELP: SHORT DESCRIPTION: It is one line of at most 75 characters.",
            error.Message);
    }

    [Fact]
    public async Task The_program_says_it_in_one_line_and_writes_nothing()
    {
        string page = _folder.Write(
            "Get-Thing.md", Good.Replace("schema: 2.0.0", "schema: 2.0.0\nschema: 2.0.1", StringComparison.Ordinal));
        string help = Path.Combine(_folder.Path, "help");
        (int exitCode, string output) = await ChildProcess.RunAsync("dotnet", [typeof(Page).Assembly.Location, _folder.Path, help]);

        Assert.Equal((1, $"{page}(4): error HELP: The key 'schema' stands twice. Keep one of them."), (exitCode, output.Trim()));
        Assert.False(Directory.Exists(help));
    }

    private CommandPage ReadCommand(string text) => CommandPage.Read(Page.Read(_folder.Write("Get-Thing.md", text)));

    private string ReadTopic(string text) => TopicText.Of(Page.Read(_folder.Write("about_Things.md", text)));
}
