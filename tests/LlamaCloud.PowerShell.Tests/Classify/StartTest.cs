using System.Threading.Tasks;
using LlamaCloud.PowerShell.Tests.Jobs;

namespace LlamaCloud.PowerShell.Tests.Classify;

/// <summary>A test with a folder of documents, which is the current location, and rules for them: <c>$rules</c>.</summary>
public abstract class StartTest : DocumentTest
{
    protected const string Classify = "/api/v2/classify";

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        Use(TestedProducts.Classify);
        Engine.Runspace.SessionStateProxy.SetVariable("rules", Rules());
    }

    private static System.Collections.Specialized.OrderedDictionary Rules() => new()
    {
        ["invoice"] = "an invoice with invoice number, line items and total amount due",
        ["contract"] = "a contract with terms, conditions and signatures",
    };
}
