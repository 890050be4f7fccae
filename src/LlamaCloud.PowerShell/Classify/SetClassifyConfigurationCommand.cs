using System.Linq;
using System.Management.Automation;
using LlamaCloud.PowerShell.Binding;
using LlamaCloud.PowerShell.Jobs;
using LlamaCloud.PowerShell.Pipeline;

namespace LlamaCloud.PowerShell.Classify;

/// <summary>
/// <c>Set-ClassifyConfiguration</c>: saves rules and how documents are read under a name, for <c>Start-ClassifyJob
/// -ConfigurationId</c>. A name that is there gets a new version.
/// </summary>
[Cmdlet(
    VerbsCommon.Set, "ClassifyConfiguration", SupportsShouldProcess = true,
    HelpUri = "https://developers.llamaindex.ai/reference/resources/configurations/methods/create")]
[OutputType(typeof(LlamaCloudConfiguration))]
public sealed class SetClassifyConfigurationCommand : ServiceCmdlet
{
    private const int LongestName = 255;

    /// <summary>The name, up to 255 characters.</summary>
    [Parameter(Position = 0, Mandatory = true)]
    [ValidateNotBlank]
    [ValidateLength(1, LongestName)]
    [ArgumentCompleter(typeof(ConfigurationNameCompleter))]
    public string Name { get; set; } = string.Empty;

    /// <summary>
    /// The types of documents and how to tell them: a map of types to descriptions, rules of New-ClassifyRule, or objects with
    /// <c>Type</c> and <c>Description</c>.
    /// </summary>
    [Parameter(Position = 1, Mandatory = true)]
    [ClassifyRuleTransformation]
    public ClassifyRule[] Rule { get; set; } = [];

    /// <summary>The language of the documents, ISO 639-1. Default: the service's, <c>en</c>.</summary>
    [Parameter]
    [ValidateNotBlank]
    [ArgumentCompleter(typeof(LanguageCompleter))]
    public string? Language { get; set; }

    /// <summary>How many pages of each document are read at most.</summary>
    [Parameter]
    [ValidateRange(1, int.MaxValue)]
    public int MaxPages { get; set; }

    /// <summary>Which pages of each document are read: <c>1,3,5-7</c>, ascending, counted from 1.</summary>
    [Parameter]
    [Alias("target_pages")]
    [ArgumentCompleter(typeof(TextCompleter))]
    [PagesTransformation]
    public string? TargetPages { get; set; }

    private protected override ErrorSubject Subject => ErrorSubject.Configuration with { Action = "saved", IsMade = true };

    /// <summary>Checks and saves it.</summary>
    protected override void ProcessRecord()
    {
        ClassifyJobRequest request = new()
        {
            Rules = Rule,
            Language = Language?.Trim(),
            MaxPages = IsGiven(nameof(MaxPages)) ? MaxPages : null,
            TargetPages = TargetPages,
        };
        if (RequestRefusal.Describe(ClassifyJobCheck.Problems(request), [.. Rule.Select(rule => rule.Type)]) is string problem)
        {
            Refuse("LlamaCloudConfigurationInvalid", ErrorCategory.InvalidArgument, problem);
        }

        if (!ShouldProcess(Name, "Save classify configuration"))
        {
            return;
        }

        Held.IsHolding = true;
        if (TryReceive(
            Name,
            cancellation => Client.Configurations.SaveAsync(Name, request, ScopeOf(), cancellation),
            out LlamaCloudConfiguration saved))
        {
            ForgetConfigurations();
            WriteObject(saved);
        }

        EndChange();
    }
}
