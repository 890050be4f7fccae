using System;
using System.Diagnostics;
using System.IO;
using System.Linq;
using System.Text.Json;
using System.Threading.Tasks;
using LlamaCloud.Emulator;
using LlamaCloud.Emulator.Faults;
using LlamaCloud.PowerShell.Tests.Help;
using Xunit;

namespace LlamaCloud.PowerShell.Tests.Remoting;

/// <summary>The recipe of about_LlamaCloud_Scale, as it stands there, over two real sessions.</summary>
public sealed class RemotingTests : IAsyncLifetime
{
    private readonly TemporaryFolder _folder = new();
    private ServiceEmulator _emulator = null!;

    private int _jobsBefore;
    private int _filesBefore;

    private string Work => Path.Combine(_folder.Path, "work");

    public async ValueTask InitializeAsync()
    {
        _emulator = await ServiceEmulator.StartAsync();
        _jobsBefore = _emulator.Jobs.Count;
        _filesBefore = _emulator.Files.Count;
    }

    public async ValueTask DisposeAsync()
    {
        await _emulator.DisposeAsync();
        _folder.Dispose();
    }

    [Fact]
    public async Task The_recipe_does_what_its_page_says()
    {
        await using SshWorkers workers = await StartWorkersAsync();
        (string code, string output) = Recipe();

        string shown = await RunAsync(workers, code);

        Assert.Equal(ShownText.Normal(output), ShownText.Normal(shown));
        Assert.Equal(2, workers.ProcessIds.Count);
        Assert.Equal(3, _emulator.Jobs.Count - _jobsBefore);
    }

    [Fact]
    public async Task Each_job_is_made_once_when_a_worker_is_killed_and_all_is_run_again()
    {
        const int Documents = 24;
        await using SshWorkers workers = await StartWorkersAsync();
        for (int i = 0; i < Documents; i++)
        {
            await File.WriteAllTextAsync(
                Path.Combine(Work, $"letter-{i}.txt"), $"Invoice {i}, total amount due {i}.00", TestContext.Current.CancellationToken);
        }

        await File.WriteAllLinesAsync(
            Path.Combine(Work, "night.csv"),
            ["Path,TransactionId", .. Enumerable.Range(0, Documents).Select(i => $"./letter-{i}.txt,night-{i}")],
            TestContext.Current.CancellationToken);
        // No waiting for the limit of a free account, and a line for each job.
        string code = Recipe().Code.Replace("20 / ", "20000 / ", StringComparison.Ordinal);
        code = code[..code.LastIndexOf("$jobs | Wait", StringComparison.Ordinal)]
            + "$ids = @($jobs | Wait-ClassifyJob | ForEach-Object Id | Sort-Object -Unique)\n\"jobs: $($ids.Count)\"";

        // In the middle of the work nothing more is made until one of the two is dead.
        TaskCompletionSource dead = new();
        _emulator.Faults.Add("POST", "/api/v2/classify", Fault.Delay(TimeSpan.Zero), times: 5);
        _emulator.Faults.Add("POST", "/api/v2/classify", Fault.Hold(dead.Task));
        Task<string> first = RunAsync(workers, code);
        await WaitForCreatesAsync(8);
        using (Process worker = Process.GetProcessById(workers.ProcessIds[1]))
        {
            worker.Kill(entireProcessTree: true);
        }

        dead.SetResult();
        string half = await first;
        string whole = await RunAsync(workers, code);

        Assert.DoesNotContain($"jobs: {Documents}", half, StringComparison.Ordinal);
        Assert.Contains($"jobs: {Documents}", whole, StringComparison.Ordinal);
        Assert.Equal(Documents, _emulator.Jobs.Count - _jobsBefore);
        Assert.Equal(Documents, _emulator.Files.Count - _filesBefore);
        // Nothing that the sessions said or sent but the header has the key.
        Assert.DoesNotContain(ServiceEmulator.DefaultApiKey, half + whole, StringComparison.Ordinal);
    }

    private static (string Code, string Output) Recipe()
    {
        var example = HelpPages.Examples.Values.Single(one => one.Page.Name == "about_LlamaCloud_Scale").Example;
        return (example.Code, example.Output!);
    }

    private async Task WaitForCreatesAsync(int count)
    {
        int seen = 0;
        while (_emulator.Requests.All.Count(
            request => request.Method == "POST" && request.Target.StartsWith("/api/v2/classify", StringComparison.Ordinal)) < count)
        {
            seen = (await _emulator.Requests.WaitForAsync(Math.Max(seen, _emulator.Requests.Count) + 1)).Count;
        }
    }

    private async Task<SshWorkers> StartWorkersAsync()
    {
        Assert.SkipWhen(SshWorkers.Server is null, "There is no sshd (Debian: openssh-server).");
        ExampleFiles.CreateIn(Work);
        return await SshWorkers.StartAsync(
            Directory.CreateDirectory(Path.Combine(_folder.Path, "ssh")).FullName, Work, _emulator.BaseAddress);
    }

    private async Task<string> RunAsync(SshWorkers workers, string code)
    {
        string script = Path.Combine(_folder.Path, "recipe.ps1");
        await File.WriteAllTextAsync(script, $$"""
            $PSStyle.OutputRendering = 'PlainText'
            function Get-Secret { ConvertTo-SecureString {{JsonSerializer.Serialize(ServiceEmulator.DefaultApiKey)}} -AsPlainText -Force }
            Set-Location '{{Work}}'
            {{code}}
            """);
        (_, string output) = await ChildProcess.RunAsync(
            Places.Pwsh,
            ["-NoProfile", "-NonInteractive", "-File", script],
            ("LLAMA_CLOUD_API_KEY", ServiceEmulator.DefaultApiKey),
            ("LLAMA_CLOUD_BASE_URL", _emulator.BaseAddress.AbsoluteUri),
            ("PATH", workers.Programs + Path.PathSeparator + Environment.GetEnvironmentVariable("PATH")),
            (
                "PSModulePath",
                Path.GetDirectoryName(Places.Module) + Path.PathSeparator + Environment.GetEnvironmentVariable("PSModulePath")),
            ("DOTNET_SYSTEM_GLOBALIZATION_INVARIANT", "1"));
        return output;
    }
}
