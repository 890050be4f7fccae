using LlamaCloud.Demo.Engine;
using LlamaCloud.Emulator.Faults;
using LlamaCloud.PowerShell.Tests.Classify;
using Xunit;

namespace LlamaCloud.PowerShell.Tests.Pipeline;

/// <summary>
/// A preference of Stop ends a command in the middle of its work: what it changed by then has come out, also of what is no job.
/// </summary>
public sealed class StoppedByStreamTests : StartTest
{
    [Fact]
    public void An_upload_that_warns_comes_out_before_the_warning_ends_the_command()
    {
        Write("a.txt");
        Write("b.txt");
        Emulator.Faults.Add("POST", Files, Fault.Answer(429, "application/json", """{"detail":"slow"}""", "retry-after-ms: 200"), times: 1);
        EngineResult result = Engine.Run("$folder.GetFiles() | Send-LlamaCloudFile -WarningAction Stop");

        Assert.NotNull(result.Terminating);
        Assert.Equal(Count("POST", Files) - 1, result.Output.Count);
    }

    [Fact]
    public void A_pattern_without_a_file_ends_the_command_after_what_is_under_way()
    {
        Write("a.txt");
        Write("b.txt");
        EngineResult result = Engine.Run("& { $folder.GetFiles(); '*.docx' } | Send-LlamaCloudFile -WarningAction Stop");

        Assert.NotNull(result.Terminating);
        Assert.Equal(2, result.Output.Count);
    }

    [Theory]
    [InlineData("Set-ClassifyConfiguration -Name mine -Rule $rules")]
    [InlineData(
        "Invoke-LlamaCloudApi -Method POST -Path /api/v1/beta/configurations -Body @{ name = 'mine'; parameters = @{ product_type = "
            + "'split_v1'; categories = @(@{ name = 'a' }) } }")]
    public void What_one_request_changes_comes_out_before_a_stream_throws(string script)
    {
        EngineResult result = Engine.Run("$VerbosePreference = 'Stop'\n" + script);

        Assert.NotNull(result.Terminating);
        Assert.Single(result.Output);
    }
}
