using System.IO;
using System.Linq;
using System.Management.Automation;
using System.Text.Json.Nodes;
using System.Threading.Tasks;

namespace LlamaCloud.PowerShell.Tests.Classify;

/// <summary>A test with a folder of documents, which is the current location, and rules for them: <c>$rules</c>.</summary>
public abstract class StartTest : ModuleTest
{
    protected const string Files = "/api/v1/beta/files";
    protected const string Classify = "/api/v2/classify";

    /// <summary>The ids of the jobs that were made, in no order.</summary>
    protected string[] Made => [.. Emulator.Jobs.Of(null).Select(job => (string)job["id"]!).Except(_seeds)];

    private string[] _seeds = [];

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        _seeds = [.. Emulator.Jobs.Of(null).Select(job => (string)job["id"]!)];
        Engine.Run($"$null = $ExecutionContext.SessionState.Path.SetLocation('{Folder}')").OrThrow();
        Engine.Runspace.SessionStateProxy.SetVariable("rules", Rules());
        Engine.Runspace.SessionStateProxy.SetVariable("folder", new DirectoryInfo(Folder));
    }

    /// <summary>Writes a document, and answers its path.</summary>
    protected string Write(string name, string text = "Invoice number 7. Line items. Total amount due.")
    {
        string path = Path.Combine(Folder, name);
        File.WriteAllText(path, text);
        return path;
    }

    protected int Count(string method, string path) =>
        Emulator.Requests.All.Count(request => request.Method == method && request.Target.Split('?')[0] == path);

    protected JsonObject Job(PSObject job) => Emulator.Jobs.Find((string)job.Properties["Id"].Value, null)!;

    private static System.Collections.Specialized.OrderedDictionary Rules() => new()
    {
        ["invoice"] = "an invoice with invoice number, line items and total amount due",
        ["contract"] = "a contract with terms, conditions and signatures",
    };
}
