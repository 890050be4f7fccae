using System;
using System.IO;
using System.Linq;
using System.Management.Automation;
using System.Text;
using System.Threading.Tasks;
using LlamaCloud.Demo.Engine;
using LlamaCloud.Emulator.Faults;
using Xunit;
using Shell = System.Management.Automation.PowerShell;

namespace LlamaCloud.PowerShell.Tests.Files;

/// <summary>A download that fails is one error, leaves nothing, and shows nobody what its address was signed with.</summary>
public sealed class SaveLlamaCloudFileErrorTests : FileTest
{
    // In one test each: an engine for each line would take longer than all of them.
    private static readonly (string Address, string Problem)[] s_addresses =
    [
        ("http://files.example/a?X-Signature=hush", "neither https nor on this machine"),
        ("http://127.0.0.1.files.example/a?X-Signature=hush", "neither https nor on this machine"),
        ("ftp://files.example/a?x=hush", "neither https nor on this machine"),
        ("file:///etc/passwd?hush", "neither https nor on this machine"),
        ("https://user:hush@files.example/a", "neither https nor on this machine"),
        ("files.example/a?X-Signature=hush", "neither https nor on this machine"),
        ("/files/a?X-Signature=hush", "neither https nor on this machine"),
        ("", "its fields are missing"),
    ];

    private static readonly (int Status, string Body, string ErrorId)[] s_refusals =
    [
        (
            403,
            "<?xml version=\"1.0\"?><Error><Code>SignatureDoesNotMatch</Code><SignatureProvided>hush</SignatureProvided></Error>",
            "LlamaCloudFileDownloadRefused"),
        (403, "{\"detail\":\"the signature hush is wrong\",\"message\":\"X-Signature=hush\"}", "LlamaCloudFileDownloadRefused"),
        (400, "X-Signature=hush is wrong", "LlamaCloudFileDownloadRefused"),
        (401, "hush", "LlamaCloudFileDownloadRefused"),
        (402, "hush", "LlamaCloudFileDownloadRefused"),
        (404, "{\"detail\":\"hush\"}", "LlamaCloudFileDownloadRefused"),
        (302, "hush", "LlamaCloudFileDownloadRefused"),
        (500, "hush", "LlamaCloudFileServiceUnavailable"),
        (503, "hush", "LlamaCloudFileServiceUnavailable"),
        (429, "hush", "LlamaCloudFileTooManyRequests"),
    ];

    [Fact]
    public void An_address_that_is_not_safe_is_not_asked() => Assert.All(s_addresses, one =>
    {
        string id = Store("a.txt");
        Emulator.Faults.Add(
            "GET",
            $"{Route}/{id}/content",
            Fault.Answer(200, "application/json", $$"""{"url":"{{one.Address}}","expires_at":"2027-01-01T00:00:00Z"}"""));
        (ErrorRecord[] errors, string everything) = Save(id);

        Assert.Equal("LlamaCloudFileInvalidResponse", IdOf(Assert.Single(errors)));
        Assert.Contains(one.Problem, errors[0].ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("hush", everything, StringComparison.Ordinal);
        Assert.Empty(Names);
    });

    [Fact]
    public void What_the_store_refuses_is_about_that_file_and_the_others_go_on() => Assert.All(s_refusals, one =>
    {
        (int status, string body, string errorId) = one;
        string first = Store("a.txt");
        string second = Store("b.txt");
        string path = Put("a.txt", "old");
        Emulator.PresignedFaults.Add(
            "GET",
            "/files/*",
            Fault.Answer(status, "text/plain", body, "x-should-retry: false", "Location: https://other.example/x?X-Signature=hush"),
            times: 1);
        (ErrorRecord[] errors, string everything) = Save(first, second);

        ErrorRecord error = Assert.Single(errors);
        Assert.Equal(errorId, IdOf(error));
        Assert.Equal(first, error.TargetObject);
        Assert.StartsWith(
            $"File '{first}' could not be saved. GET {Emulator.PresignedAddress}files/", error.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("The key was", error.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("hush", everything, StringComparison.Ordinal);
        Assert.DoesNotContain(
            "X-Signature", everything.Replace("X-Signature=[redacted]", "", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.Equal(["a.txt", "b.txt"], Names);
        Assert.Equal("old", File.ReadAllText(path));
    });

    [Fact]
    public void A_store_that_leads_in_circles_shows_no_signature()
    {
        string id = Store("a.txt");
        Emulator.PresignedFaults.Add("GET", "/files/*", Fault.Answer(307, "text/plain", "hush", "Location: /files/again?X-Signature=hush"));
        (ErrorRecord[] errors, string everything) = Save(id);

        Assert.Equal("LlamaCloudFileDownloadRefused", IdOf(Assert.Single(errors)));
        Assert.DoesNotContain("hush", everything, StringComparison.Ordinal);
        Assert.Empty(Names);
    }

    [Theory]
    [InlineData("https://no-such-host.invalid/a?X-Signature=hush", "LlamaCloudFileDownloadUnreachable")]
    [InlineData("http://127.0.0.1:1/a?X-Signature=hush", "LlamaCloudFileDownloadUnreachable")]
    public void A_store_that_is_not_reached_does_not_end_the_command(string address, string errorId)
    {
        string first = Store("a.txt");
        string second = Store("b.txt");
        Emulator.Faults.Add("GET", $"{Route}/{first}/content", Fault.Answer(200, "application/json", $$"""{"url":"{{address}}"}"""));
        Run("Connect-LlamaCloud -MaximumRetryCount 0").OrThrow();
        (ErrorRecord[] errors, string everything) = Save(first, second);

        ErrorRecord error = Assert.Single(errors);
        Assert.Equal(errorId, IdOf(error));
        Assert.Contains(
            "reach that host, from which the contents of files come", error.ErrorDetails.RecommendedAction, StringComparison.Ordinal);
        Assert.DoesNotContain("hush", everything, StringComparison.Ordinal);
        Assert.Equal(["b.txt"], Names);
    }

    [Fact]
    public void A_download_that_is_cut_begins_anew()
    {
        // No two places in it are alike: what came before the cut must be there once, and at its place.
        string contents = string.Concat(Enumerable.Range(0, 20_000).Select(number => $"{number:00000}"));
        string id = Store("a.txt", contents);
        Emulator.PresignedFaults.Add("GET", "/files/*", Fault.CutWithin(40_000), times: 1);
        Run($"Save-LlamaCloudFile {id}").OrThrow();

        Assert.Equal(["a.txt"], Names);
        Assert.Equal(contents, File.ReadAllText(Path.Combine(Folder, "a.txt")));
        Assert.Equal(2, Emulator.PresignedRequests.Count);
    }

    [Theory]
    [InlineData("")]
    [InlineData("-Force")]
    public void A_download_that_never_becomes_whole_leaves_what_was_there(string force)
    {
        string first = Store("a.txt", new string('x', 100_000));
        string second = Store("b.txt", "right");
        string path = Put(force.Length > 0 ? "a.txt" : "other.txt", "old");
        Emulator.PresignedFaults.Add("GET", "/files/*", Fault.CutWithin(40_000), times: 1);
        EngineResult result = Run(
            $"Connect-LlamaCloud -MaximumRetryCount 0; '{first}', '{second}' | Save-LlamaCloudFile {force} -ThrottleLimit 1");

        AssertOne(result, "LlamaCloudFileDownloadUnreachable");
        Assert.Equal("old", File.ReadAllText(path));
        Assert.Equal(["b.txt", Path.GetFileName(path)], Names.OrderBy(name => name == Path.GetFileName(path)));
    }

    [Fact]
    public async Task What_cannot_be_written_is_named_as_the_user_named_it()
    {
        string id = Store("a.txt");
        string folder = Directory.CreateDirectory(Path.Combine(Folder, "sub")).FullName;
        TaskCompletionSource held = new(TaskCreationOptions.RunContinuationsAsynchronously);
        Emulator.Faults.Add("GET", $"{Route}/{id}/content", Fault.Hold(held.Task));
        using Shell command = Engine.Command($"Save-LlamaCloudFile {id} -Destination sub/b.txt");
        IAsyncResult running = command.BeginInvoke();
        await Emulator.Requests.WaitForAsync(1);
        Directory.Delete(folder);
        held.SetResult();
        command.EndInvoke(running);

        ErrorRecord error = Assert.Single(command.Streams.Error);
        Assert.Equal("LlamaCloudFileFailed", IdOf(error));
        Assert.StartsWith($"File '{id}' could not be saved. ", error.ToString(), StringComparison.Ordinal);
        Assert.Contains(Path.Combine(folder, "b.txt"), error.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain(".partial", error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_download_that_stands_still_ends_at_the_timeout()
    {
        string id = Store("a.txt");
        Emulator.PresignedFaults.Add("GET", "/files/*", Fault.BreakInBody("beginning", cut: false));
        ErrorRecord error = AssertOne(
            Run($"Connect-LlamaCloud -Timeout 1 -MaximumRetryCount 0; Save-LlamaCloudFile {id}"), "LlamaCloudFileTimeout");

        Assert.Contains("stood still for 1 s", error.ToString(), StringComparison.Ordinal);
        Assert.Empty(Names);
    }

    [Fact]
    public void A_wrong_key_ends_the_command_and_nothing_more_is_asked()
    {
        string[] ids = [.. Enumerable.Range(0, 30).Select(i => Store($"{i}.txt"))];
        Environment.SetEnvironmentVariable("LLAMA_CLOUD_API_KEY", "llx-wrong-key-000000");
        EngineResult result = Run("$ids | Save-LlamaCloudFile", ("ids", ids));

        Assert.Equal("LlamaCloudFileUnauthorized", IdOf(result.Terminating));
        Assert.All(IdsOf(result), id => Assert.Equal("LlamaCloudFileUnauthorized", id));
        Assert.InRange(Emulator.Requests.Count, 1, 8);
        Assert.Empty(Names);
    }

    // All that is written while it works, and all that can be had from what is written.
    private (ErrorRecord[] Errors, string Everything) Save(params string[] ids)
    {
        Engine.Runspace.SessionStateProxy.SetVariable("ids", ids);
        using Shell command = Engine.Command(
            "$DebugPreference = $VerbosePreference = 'Continue'; $ids | Save-LlamaCloudFile -PassThru -Force -ThrottleLimit 1");
        Exception? terminating = Record.Exception(() => { command.Invoke(); });
        Assert.Null(terminating);
        StringBuilder everything = new();
        everything.AppendJoin('\n', command.Streams.Debug)
            .AppendJoin('\n', command.Streams.Verbose)
            .AppendJoin('\n', command.Streams.Warning);
        foreach (ErrorRecord error in command.Streams.Error)
        {
            everything.Append(error.Exception)
                .Append(error.ErrorDetails?.Message)
                .Append(PSSerializer.Serialize(error, 2))
                .Append(error.TargetObject);
            everything.AppendJoin('\n', new PSObject(error.Exception).Properties.Select(property => property.Value));
        }

        Assert.NotEmpty(command.Streams.Debug);
        Assert.DoesNotContain(Emulator.ApiKey, everything.ToString(), StringComparison.Ordinal);
        Assert.Empty(Emulator.PresignedViolations);
        return ([.. command.Streams.Error], everything.ToString());
    }
}
