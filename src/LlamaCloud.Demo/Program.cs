using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Reflection;
using LlamaCloud.Demo;
using LlamaCloud.Demo.Engine;
using LlamaCloud.Emulator;

// Tells what the module does on a machine with only the .NET SDK. With --interactive a session stays, to play in; with --hosted it leaves
// a pwsh on the PATH alone.
string module = typeof(DemoStep).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(
    data => data.Key == "ModuleOutput").Value!;
Environment.CurrentDirectory = DemoFolder.Create(module);

ModuleVariables.Clear();
await using ServiceEmulator emulator = await ServiceEmulator.StartAsync();
Environment.SetEnvironmentVariable("LLAMA_CLOUD_API_KEY", emulator.ApiKey);
Environment.SetEnvironmentVariable("LLAMA_CLOUD_BASE_URL", emulator.BaseAddress.AbsoluteUri);

using IDemoSession session = args.Contains("--hosted") ? new HostedSession(module, "as --hosted asks")
    : ConsolePrograms.Find("pwsh") is string pwsh ? new PwshSession(pwsh, module)
    : new HostedSession(module, "there is no pwsh on the PATH");
Console.WriteLine($"The service is an emulator on {emulator.BaseAddress.Authority}; the session is {session.Description}");
Console.WriteLine($"It works in {Environment.CurrentDirectory}");

IReadOnlyList<string> printed = session.Run([.. DemoStep.All.Select(step => step.Command)]);
List<string> problems = [];
foreach ((DemoStep step, string text) in DemoStep.All.Zip(printed))
{
    Console.WriteLine();
    Console.WriteLine($"# {step.Title}");
    Console.WriteLine($"# {step.Cost}");
    Console.WriteLine($"PS> {step.Command}");
    Console.WriteLine(Environment.NewLine + text.Trim('\r', '\n'));
    problems.AddRange(step.Problems(text).Select(problem => $"{step.Command}: {problem}"));
}

Console.WriteLine();
int credits = DemoStep.All.Sum(step => step.Cost.Credits ?? 0);
Console.WriteLine(
    FormattableString.Invariant($"By the published prices parsing and extracting would have cost {credits} credits, ")
        + FormattableString.Invariant($"{credits * Prices.DollarsPerCredit:0.00} USD; the emulator costs nothing."));
Console.WriteLine(problems.Count == 0
    ? $"All {DemoStep.All.Count} commands worked; the error above is the one that belongs there."
    : string.Join(Environment.NewLine, problems.Prepend("This did not work:")));
if (args.Contains("--interactive"))
{
    Console.WriteLine();
    Console.WriteLine("This session is connected to the emulator: try the commands above, or your own. The emulator ends with it.");
    session.Interact();
}

return problems.Count == 0 ? 0 : 1;
