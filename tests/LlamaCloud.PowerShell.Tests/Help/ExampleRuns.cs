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

/// <summary>Every example, run once in a real console.</summary>
public sealed class ExampleRuns : IAsyncLifetime
{
    // An example that waits in one of them does not keep those in the others.
    private const int Consoles = 3;

    private readonly TemporaryFolder _folder = new();
    private readonly TaskCompletionSource _end = new();

    internal IReadOnlyDictionary<string, ExampleRun> All { get; private set; } = new Dictionary<string, ExampleRun>();

    public async ValueTask InitializeAsync()
    {
        // A service for each, so that what one does is not seen by another.
        Task<ServiceEmulator>[] starting = [.. HelpPages.Examples.Keys.Select(_ => ServiceEmulator.StartAsync())];
        Task[] jobs = [];
        string[] pages = [.. HelpPages.Examples.Values.Select(one => one.Page.Name).Distinct()];
        try
        {
            ServiceEmulator[] emulators = await Task.WhenAll(starting);
            jobs = [.. emulators.Select(emulator => ExampleService.EndJobsAsync(emulator, _end.Task))];
            IEnumerable<Task<ExampleRun[]>> runs = HelpPages.Examples
                .Zip(emulators, (one, emulator) => new Planned(
                    one.Key,
                    one.Value.Example.Code,
                    ExampleService.SetupOf(one.Value.Example.Code),
                    emulator.BaseAddress.AbsoluteUri,
                    // One for each page: what an example writes, the next may read.
                    ExampleFiles.CreateIn(Path.Combine(_folder.Path, one.Value.Page.Name))))
                .GroupBy(one => Array.IndexOf(pages, HelpPages.Examples[one.Name].Page.Name) % Consoles)
                .Select(group => RunAsync(group.Key, [.. group]));
            All = (await Task.WhenAll(runs)).SelectMany(all => all).ToDictionary(run => run.Name, StringComparer.Ordinal);
        }
        finally
        {
            _end.SetResult();
            await Task.WhenAll(jobs);
            foreach (Task<ServiceEmulator> one in starting.Where(one => one.IsCompletedSuccessfully))
            {
                await (await one).DisposeAsync();
            }
        }
    }

    public ValueTask DisposeAsync()
    {
        _folder.Dispose();
        return ValueTask.CompletedTask;
    }

    private async Task<ExampleRun[]> RunAsync(int console, Planned[] plan)
    {
        string planFile = Path.Combine(_folder.Path, $"plan-{console}.json");
        string resultFile = Path.Combine(_folder.Path, $"result-{console}.json");
        await File.WriteAllTextAsync(planFile, JsonSerializer.Serialize(plan));
        string script = Path.Combine(Places.Repository, "tests", "LlamaCloud.PowerShell.Tests", "Help", "Invoke-Example.ps1");
        (int exitCode, string output) = await ChildProcess.RunAsync(
            Places.Pwsh,
            ["-NoProfile", "-NonInteractive", "-File", script, planFile, resultFile],
            ("LLAMA_CLOUD_API_KEY", ServiceEmulator.DefaultApiKey),
            // Found by its name, as an installed module is, also in the sessions that an example starts itself.
            (
                "PSModulePath",
                Path.GetDirectoryName(Places.Module) + Path.PathSeparator + Environment.GetEnvironmentVariable("PSModulePath")),
            // Percentages and dates follow the culture of the machine; what is compared here is one form.
            ("DOTNET_SYSTEM_GLOBALIZATION_INVARIANT", "1"));
        return exitCode == 0 && File.Exists(resultFile)
            ? JsonSerializer.Deserialize<ExampleRun[]>(await File.ReadAllTextAsync(resultFile))!
            : throw new InvalidOperationException(output);
    }

    private sealed record Planned(string Name, string Code, string Setup, string Address, string Folder);
}

/// <summary>What came out of an example.</summary>
/// <param name="Name">The example: its page, and the line where its code begins.</param>
/// <param name="Text">What a console shows.</param>
/// <param name="Errors">Its errors.</param>
internal sealed record ExampleRun(string Name, string Text, string[] Errors)
{
    /// <summary>Fails unless this is what the page says, or, where it says nothing, a run without errors.</summary>
    public void AssertShows(PageExample example)
    {
        if (example.Output is not null)
        {
            Assert.Equal(ShownText.Normal(example.Output), ShownText.Normal(Text));
        }
        else
        {
            Assert.True(Errors.Length == 0, string.Join("\n", Errors));
        }
    }
}
