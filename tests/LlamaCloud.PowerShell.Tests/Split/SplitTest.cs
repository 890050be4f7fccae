using System;
using System.IO;
using System.Linq;
using System.Management.Automation;
using System.Text.Json.Nodes;
using System.Threading.Tasks;

namespace LlamaCloud.PowerShell.Tests.Split;

/// <summary>A test with a scanned post of eight pages, <c>post.txt</c> in the current location, and its categories: <c>$categories</c>.</summary>
public abstract class SplitTest : ModuleTest
{
    protected const string Files = "/api/v1/beta/files";
    protected const string Split = "/api/v1/split/jobs";
    protected const string Extract = "/api/v2/extract";

    private static readonly string[] s_pages =
    [
        "INVOICE\nInvoice number: 7\nTotal amount due: 12.50", "Line items of the invoice, continued, and the total amount",
        "CONTRACT\nTenant: Ada\nThe terms and conditions of this contract", "Signatures of both parties under the contract terms", "More contract conditions",
        "Happy holidays to all of you", "INVOICE\nInvoice number: 8\nTotal amount due: 99.00", "A lunch was had",
    ];

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        Emulator.SplitJobs.PendingFor = Emulator.SplitJobs.RunningFor = TimeSpan.Zero;
        Write("post.txt");
        Engine.Run($"$null = $ExecutionContext.SessionState.Path.SetLocation('{Folder}')").OrThrow();
        Engine.Run("""
            $categories = [ordered]@{ invoice = 'an invoice with an invoice number, line items and a total amount'; contract = 'a contract with terms, conditions and signatures' }
            function global:Clone($it) { [Management.Automation.PSSerializer]::Deserialize([Management.Automation.PSSerializer]::Serialize($it)) }
            """).OrThrow();
    }

    /// <summary>Writes the post under a name, and answers its path.</summary>
    protected string Write(string name)
    {
        string path = Path.Combine(Folder, name);
        File.WriteAllText(path, string.Join('\f', s_pages));
        return path;
    }

    protected int Count(string method, string path) =>
        Emulator.Requests.All.Count(request => request.Method == method && request.Target.Split('?')[0] == path);

    /// <summary>The bodies of the requests by POST to this path.</summary>
    protected JsonNode[] Sent(string path) =>
        [.. Emulator.Requests.All.Where(request => request.Method == "POST" && request.Target.Split('?')[0] == path).Select(request => JsonNode.Parse(request.Body)!)];

    protected static string Text(PSObject one, params string[] properties) => string.Join(" ", properties.Select(name => one.Properties[name]?.Value));

    protected string[] Texts(string script, params string[] properties) => [.. Engine.Run(script).OrThrow().Output.Select(one => properties.Length == 0 ? one.ToString() : Text(one, properties))];
}
