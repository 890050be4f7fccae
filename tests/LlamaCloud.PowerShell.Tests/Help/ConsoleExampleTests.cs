using Xunit;

namespace LlamaCloud.PowerShell.Tests.Help;

/// <summary>Every example runs in a real console, and shows what its page says.</summary>
public sealed class ConsoleExampleTests(ExampleRuns runs) : IClassFixture<ExampleRuns>
{
    public static TheoryData<string> All => [.. HelpPages.Examples.Keys];

    [Theory]
    [MemberData(nameof(All))]
    public void It_runs_in_a_console_and_shows_what_the_page_says(string name) =>
        runs.All[name].AssertShows(HelpPages.Examples[name].Example);
}
