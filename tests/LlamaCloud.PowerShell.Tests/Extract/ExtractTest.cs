using System;
using System.IO;
using System.Linq;
using System.Management.Automation;
using System.Text.Json.Nodes;
using System.Threading.Tasks;

namespace LlamaCloud.PowerShell.Tests.Extract;

/// <summary>A test with a folder of documents, which is the current location, and a schema for them: <c>$schema</c>.</summary>
public abstract class ExtractTest : ModuleTest
{
    protected const string Files = "/api/v1/beta/files";
    protected const string Extract = "/api/v2/extract";

    protected const string Invoice = """
        INVOICE
        Invoice number: 2026-0142
        Invoice date: 2026-08-31
          Virtual server  3 x 40.00
          Backup storage  1 x 15.00
        Total amount due: 1,135.50 EUR
        """;

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        Engine.Run($"$null = $ExecutionContext.SessionState.Path.SetLocation('{Folder}')").OrThrow();
        Engine.Run("""
            $schema = [ordered]@{
                Number = 'the invoice number'; Date = [datetime]; Total = [decimal]; Payer = [string]
                Lines = @([ordered]@{ Text = [string]; Amount = [decimal] })
            }
            """).OrThrow();
        Engine.Runspace.SessionStateProxy.SetVariable("folder", new DirectoryInfo(Folder));
    }

    /// <summary>Writes a document, and answers its path.</summary>
    protected string Write(string name, string text = Invoice)
    {
        string path = Path.Combine(Folder, name);
        File.WriteAllText(path, text);
        return path;
    }

    protected int Count(string method, string path) =>
        Emulator.Requests.All.Count(request => request.Method == method && request.Target.Split('?')[0] == path);

    protected JsonObject Job(PSObject job) => Emulator.ExtractJobs.Find((string)job.Properties["Id"].Value, null)!;

    /// <summary>The body of the last request by this method to this path.</summary>
    protected JsonNode Sent(string path) =>
        JsonNode.Parse(Emulator.Requests.All.Last(request => request.Method == "POST" && request.Target.Split('?')[0] == path).Body)!;

    /// <summary>An object as <c>Name=value</c>, and what is nested in it too.</summary>
    protected static string Text(object? value) => value switch
    {
        null => "null",
        DateTime date => date.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture),
        PSObject { BaseObject: PSCustomObject } bag => string.Join(", ", bag.Properties.Select(one => $"{one.Name}={Text(one.Value)}")),
        PSObject wrapper => Text(wrapper.BaseObject),
        object[] list => $"[{string.Join(" | ", list.Select(Text))}]",
        _ => Convert.ToString(value, System.Globalization.CultureInfo.InvariantCulture)!,
    };
}
