using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.Json;
using System.Threading.Tasks;
using LlamaCloud.Emulator;
using LlamaCloud.Help.Pages;
using Xunit;

namespace LlamaCloud.PowerShell.Tests.Help;

/// <summary>Every example, run once in one real console.</summary>
public sealed class ExampleRuns : IAsyncLifetime
{
    private readonly string _folder = Directory.CreateTempSubdirectory("LlamaCloud.Examples.").FullName;
    private readonly TaskCompletionSource _end = new();

    internal IReadOnlyDictionary<string, ExampleRun> All { get; private set; } = new Dictionary<string, ExampleRun>();

    public async ValueTask InitializeAsync()
    {
        // A service for each, so that what one does is not seen by another.
        List<ServiceEmulator> emulators = [];
        foreach (string _ in HelpPages.Examples.Keys)
        {
            emulators.Add(await ServiceEmulator.StartAsync());
        }

        Task[] jobs = [.. emulators.Select(emulator => ExampleService.EndJobsAsync(emulator, _end.Task))];
        try
        {
            ExampleRun[] runs = await RunAsync([.. HelpPages.Examples.Values.Zip(emulators, (one, emulator) => new
            {
                one.Example.Code,
                Setup = ExampleService.SetupOf(one.Example.Code),
                Address = emulator.BaseAddress.AbsoluteUri,
                // One for each page: what an example writes, the next may read.
                Folder = ExampleFiles.CreateIn(Path.Combine(_folder, one.Page.Name)),
            })]);
            All = HelpPages.Examples.Keys.Zip(runs).ToDictionary(pair => pair.First, pair => pair.Second, StringComparer.Ordinal);
        }
        finally
        {
            _end.SetResult();
            await Task.WhenAll(jobs);
            foreach (ServiceEmulator emulator in emulators)
            {
                await emulator.DisposeAsync();
            }
        }
    }

    public ValueTask DisposeAsync()
    {
        Directory.Delete(_folder, recursive: true);
        return ValueTask.CompletedTask;
    }

    private async Task<ExampleRun[]> RunAsync(object[] plan)
    {
        string planFile = Path.Combine(_folder, "plan.json");
        string resultFile = Path.Combine(_folder, "result.json");
        await File.WriteAllTextAsync(planFile, JsonSerializer.Serialize(plan));
        string script = Path.Combine(Places.Repository, "tests", "LlamaCloud.PowerShell.Tests", "Help", "Invoke-Example.ps1");
        (int exitCode, string output) = await ChildProcess.RunAsync(
            Places.Pwsh,
            ["-NoProfile", "-NonInteractive", "-File", script, planFile, resultFile],
            ("LLAMA_CLOUD_API_KEY", ServiceEmulator.DefaultApiKey),
            // Found by its name, as an installed module is, also in the sessions that an example starts itself.
            ("PSModulePath", Path.GetDirectoryName(Places.Module) + Path.PathSeparator + Environment.GetEnvironmentVariable("PSModulePath")),
            // Percentages and dates follow the culture of the machine; what is compared here is one form.
            ("DOTNET_SYSTEM_GLOBALIZATION_INVARIANT", "1"));
        return exitCode == 0 && File.Exists(resultFile)
            ? JsonSerializer.Deserialize<ExampleRun[]>(await File.ReadAllTextAsync(resultFile))!
            : throw new InvalidOperationException(output);
    }
}

/// <summary>What came out of an example.</summary>
/// <param name="Text">What a console shows.</param>
/// <param name="Errors">Its errors.</param>
internal sealed record ExampleRun(string Text, string[] Errors);
