using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Management.Automation.Language;
using System.Management.Automation.Runspaces;
using System.Threading.Tasks;
using LlamaCloud.Demo.Engine;
using LlamaCloud.Help.Pages;
using Xunit;

namespace LlamaCloud.PowerShell.Tests.Help;

/// <summary>The examples that need the engine alone run in it too, and show what their pages say.</summary>
public sealed class HostedExampleTests : ModuleTest
{
    private static readonly string s_prelude = File.ReadAllText(
        Path.Combine(Places.Repository, "tests", "LlamaCloud.PowerShell.Tests", "Help", "Prelude.ps1"));

    public static TheoryData<string> OfTheEngineAlone
    {
        get
        {
            HashSet<string> known = new(
                InitialSessionState.CreateDefault2().Commands.Select(command => command.Name), StringComparer.OrdinalIgnoreCase);
            known.UnionWith(HelpPages.Commands.Keys);
            known.UnionWith(CommandsOf(s_prelude).Concat(
                ["Get-Secret", "Get-AutomationVariable", "Set-AutomationVariable", "Get-AutomationPSCredential", "Read-Host", "Push-OutputBinding"]));
            // Stand-ins that need processes of their own.
            known.ExceptWith(["New-PSSession", "Invoke-Command"]);
            return [.. HelpPages.Examples.Where(one => CommandsOf(one.Value.Example.Code).All(known.Contains)).Select(one => one.Key)];
        }
    }

    [Theory]
    [MemberData(nameof(OfTheEngineAlone))]
    public async Task It_runs_in_the_hosted_engine_and_shows_what_the_page_says(string name)
    {
        PageExample example = HelpPages.Examples[name].Example;
        HostedEngine engine = Start(new HostedEngine(width: 80));
        string folder = ExampleFiles.CreateIn(Path.Combine(Folder, "files"));
        engine.Run(
            $"{s_prelude}\n{ExampleService.SetupOf(example.Code)}\n$null = "
                + $"$ExecutionContext.SessionState.Path.SetLocation('{folder}')").OrThrow();
        TaskCompletionSource end = new();
        Task jobs = ExampleService.EndJobsAsync(Emulator, end.Task);
        string text = engine.Show("$global:Error.Clear()\n" + example.Code);
        end.SetResult();
        await jobs;

        ExampleRun run = new(name, text, [.. engine.Run("$Error").Output.Select(error => error.ToString())]);
        run.AssertShows(example);
    }

    private static IEnumerable<string> CommandsOf(string code) =>
        Parser.ParseInput(code, out _, out _)
            .FindAll(ast => ast is CommandAst, searchNestedScriptBlocks: true)
            .Select(ast => ((CommandAst)ast).GetCommandName());
}
