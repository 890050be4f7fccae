using System.Threading.Tasks;
using Xunit;

namespace LlamaCloud.PowerShell.Tests;

/// <summary>
/// A minute of every cmdlet in one process while requests fail: the short form of <c>tests/LlamaCloud.Soak</c>, whose long one takes half
/// an hour.
/// </summary>
public sealed class SoakTests
{
    [Fact]
    public async Task Every_job_that_was_made_comes_out_or_is_told_and_nothing_grows()
    {
        (int exitCode, string output) = await ChildProcess.RunAsync("dotnet", [Places.Soak, "--minutes", "1"]);

        Assert.True(exitCode == 0, output);
    }
}
