using System.IO;
using System.Linq;
using System.Management.Automation;
using System.Text.Json.Nodes;
using System.Threading.Tasks;
using LlamaCloud.Demo.Engine;

namespace LlamaCloud.PowerShell.Tests.Jobs;

/// <summary>A test with a folder of documents, <c>$folder</c>, which is the current location.</summary>
public abstract class DocumentTest : JobTest
{
    protected const string Files = "/api/v1/beta/files";

    /// <summary>The ids of the jobs that were made, in no order.</summary>
    protected string[] Made => [.. Jobs.Of(null).Select(job => (string)job["id"]!).Except(Seeds)];

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        Engine.Run($"$null = $ExecutionContext.SessionState.Path.SetLocation('{Folder}')").OrThrow();
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

    protected JsonObject Job(PSObject job) => Jobs.Find((string)job.Properties["Id"].Value, null)!;

    /// <summary>The name of the document that a job is about, as the service has it.</summary>
    protected string DocumentName(PSObject job) => Product.DocumentName(Emulator, Job(job));
}
