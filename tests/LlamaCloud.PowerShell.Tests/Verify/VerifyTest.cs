using System;
using System.IO;
using System.Linq;
using System.Management.Automation;
using System.Threading.Tasks;

namespace LlamaCloud.PowerShell.Tests.Verify;

/// <summary>A test with a receipt, <c>taxi.txt</c>, and one that was edited, <c>dinner.txt</c>, in the current location.</summary>
public abstract class VerifyTest : ModuleTest
{
    protected const string Verify = "/api/alpha/verify";

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        Emulator.VerifyJobs.PendingFor = Emulator.VerifyJobs.RunningFor = TimeSpan.Zero;
        await File.WriteAllTextAsync(Path.Combine(Folder, "taxi.txt"), "Receipt. Total 12.00.");
        await File.WriteAllTextAsync(Path.Combine(Folder, "dinner.txt"), "Receipt. Total 120.00, edited by hand.");
        Engine.Run($"$null = $ExecutionContext.SessionState.Path.SetLocation('{Folder}')").OrThrow();
    }

    protected static string Text(PSObject one, params string[] properties) =>
        string.Join(" ", properties.Select(name => one.Properties[name]?.Value));

    protected string[] Texts(string script, params string[] properties) =>
        [.. Engine.Run(script).OrThrow().Output.Select(one => Text(one, properties))];
}
