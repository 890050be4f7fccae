using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Reflection;
using LlamaCloud.Demo;
using LlamaCloud.Demo.Engine;
using LlamaCloud.Emulator;

// Shows the main job of the module on a machine with only the .NET SDK. With --hosted it leaves a pwsh on the PATH alone.
string module = typeof(DemoStep).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(
    data => data.Key == "ModuleOutput").Value!;
// The commands name a file as a user in the root of the repository would.
Environment.CurrentDirectory = Path.GetFullPath(Path.Combine(module, "..", ".."));

foreach (string made in (string[])[DemoStep.SortedFolder, DemoStep.MarkdownFolder])
{
    if (Directory.Exists(made))
    {
        Directory.Delete(made, recursive: true);
    }
}

ModuleVariables.Clear();
await using ServiceEmulator emulator = await ServiceEmulator.StartAsync();
Environment.SetEnvironmentVariable("LLAMA_CLOUD_API_KEY", emulator.ApiKey);
Environment.SetEnvironmentVariable("LLAMA_CLOUD_BASE_URL", emulator.BaseAddress.AbsoluteUri);

using IDemoSession session = args.Contains("--hosted") ? new HostedSession(module, "as --hosted asks")
    : ConsolePrograms.Find("pwsh") is string pwsh ? new PwshSession(pwsh, module)
    : new HostedSession(module, "there is no pwsh on the PATH");
Console.WriteLine($"The service is an emulator on {emulator.BaseAddress.Authority}; the session is {session.Description}");

IReadOnlyList<string> printed = session.Run([.. DemoStep.All.Select(step => step.Command)]);
List<string> problems = [];
foreach ((DemoStep step, string text) in DemoStep.All.Zip(printed))
{
    Console.WriteLine();
    Console.WriteLine($"# {step.Title}");
    Console.WriteLine($"PS> {step.Command}");
    Console.WriteLine(text.TrimEnd());
    problems.AddRange(step.Problems(text).Select(problem => $"{step.Command}: {problem}"));
}

Console.WriteLine();
Console.WriteLine(problems.Count == 0
    ? $"All {DemoStep.All.Count} commands worked; the error above is the one that belongs there."
    : string.Join(Environment.NewLine, problems.Prepend("This did not work:")));
return problems.Count == 0 ? 0 : 1;
