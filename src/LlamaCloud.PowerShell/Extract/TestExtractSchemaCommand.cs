using System;
using System.Linq;
using System.Management.Automation;
using System.Text.RegularExpressions;
using System.Threading;
using System.Threading.Tasks;
using LlamaCloud.PowerShell.Binding;
using LlamaCloud.PowerShell.Pipeline;

namespace LlamaCloud.PowerShell.Extract;

/// <summary><c>Test-ExtractSchema</c>: asks the service whether it takes a schema. What it refuses is an error each.</summary>
[Cmdlet(
    VerbsDiagnostic.Test,
    "ExtractSchema",
    HelpUri = "https://developers.llamaindex.ai/reference/resources/extract/methods/validate_schema")]
[OutputType(typeof(bool), typeof(ExtractSchema))]
public sealed class TestExtractSchemaCommand : ServiceCmdlet
{
    private static readonly Regex s_inSchema = new("^(body\\.)?data_schema\\.?", RegexOptions.CultureInvariant);

    /// <summary>Fields, a class, or a JSON Schema, as New-ExtractSchema takes them.</summary>
    [Parameter(Position = 0, Mandatory = true)]
    [Alias("data_schema")]
    [ExtractSchemaTransformation]
    public ExtractSchema? Schema { get; set; }

    /// <summary>Emits the schema as the service takes it, in place of true; nothing in place of false.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    private protected override ErrorSubject Subject => ErrorSubject.ExtractSchema with { Action = "tested" };

    /// <summary>Asks.</summary>
    protected override void ProcessRecord()
    {
        if (!TryReceive(null, AskAsync, out Verdict verdict))
        {
            return;
        }

        if (verdict.Refusal is LlamaCloudException refusal)
        {
            string[] problems = [.. refusal.ValidationErrors.Select(Sentence)];
            string whole = $"The service refuses the schema: {refusal.Detail ?? refusal.Message}";
            foreach (string problem in problems.Length > 0 ? problems : [whole])
            {
                LlamaCloudException refused = new(problem, refusal);
                WriteError(new ErrorRecord(refused, "ExtractSchemaRefused", ErrorCategory.InvalidArgument, Schema));
            }
        }

        if (!PassThru)
        {
            WriteObject(verdict.Taken is not null);
        }
        else if (verdict.Taken is not null)
        {
            WriteObject(verdict.Taken);
        }
    }

    private static string Sentence(ValidationError problem)
    {
        // What is a rule of the service's own, and not of JSON Schema, its framework begins with these words.
        const string Own = "Value error, ";
        string field = s_inSchema.Replace(problem.Location, string.Empty);
        string message = (problem.Message.StartsWith(Own, StringComparison.Ordinal)
            ? problem.Message.Substring(Own.Length)
            : problem.Message).TrimEnd('.');
        return field.Length == 0 ? $"The service refuses the schema: {message}." : $"The service refuses the schema at {field}: {message}.";
    }

    private async Task<Verdict> AskAsync(CancellationToken cancellationToken)
    {
        try
        {
            return new Verdict(await Client.Extract.ValidateSchemaAsync(Schema!, cancellationToken).ConfigureAwait(false), null);
        }
        catch (LlamaCloudException refusal) when (refusal.StatusCode is 422 or 400)
        {
            return new Verdict(null, refusal);
        }
    }

    private sealed record Verdict(ExtractSchema? Taken, LlamaCloudException? Refusal);
}
