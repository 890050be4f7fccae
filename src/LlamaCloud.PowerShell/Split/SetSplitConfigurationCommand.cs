using System.Linq;
using System.Management.Automation;
using LlamaCloud.PowerShell.Binding;
using LlamaCloud.PowerShell.Jobs;
using LlamaCloud.PowerShell.Pipeline;

namespace LlamaCloud.PowerShell.Split;

/// <summary>
/// <c>Set-SplitConfiguration</c>: saves categories and how documents are split under a name, for <c>Start-SplitJob
/// -ConfigurationId</c>. A name that is there gets a new version.
/// </summary>
[Cmdlet(VerbsCommon.Set, "SplitConfiguration", SupportsShouldProcess = true, HelpUri = "https://developers.llamaindex.ai/reference/resources/configurations/methods/create")]
[OutputType(typeof(LlamaCloudConfiguration))]
public sealed class SetSplitConfigurationCommand : ServiceCmdlet, ISplitOptions
{
    private const int LongestName = 255;

    /// <summary>The name, up to 255 characters.</summary>
    [Parameter(Position = 0, Mandatory = true)]
    [ValidateNotBlank]
    [ValidateLength(1, LongestName)]
    [ArgumentCompleter(typeof(ConfigurationNameCompleter))]
    public string Name { get; set; } = string.Empty;

    /// <summary>The categories of the parts: names, a map of names to descriptions, or objects with <c>Name</c> and <c>Description</c>.</summary>
    [Parameter(Position = 1, Mandatory = true)]
    [SplitCategoryTransformation]
    public SplitCategory[] Category { get; set; } = [];

    /// <summary>What becomes of pages of no category. Default: the service's, <c>include</c>.</summary>
    [Parameter]
    [ValidateNotBlank]
    [ArgumentCompleter(typeof(SplitUncategorizedCompleter))]
    public string? Uncategorized { get; set; }

    /// <summary>Where a part begins and ends, in plain words.</summary>
    [Parameter]
    [ValidateNotBlank]
    [ArgumentCompleter(typeof(TextCompleter))]
    public string? Instruction { get; set; }

    /// <summary>How many pages a part has at least.</summary>
    [Parameter]
    [ValidateRange(1, int.MaxValue)]
    public int MinPages { get; set; }

    private protected override ErrorSubject Subject => ErrorSubject.Configuration with { Action = "saved", IsMade = true };

    /// <summary>Checks and saves it.</summary>
    protected override void ProcessRecord()
    {
        SplitJobRequest request = this.ToRequest();
        if (RequestRefusal.Describe(SplitJobCheck.Problems(request), [.. Category.Select(category => category.Name)]) is string problem)
        {
            Refuse("LlamaCloudConfigurationInvalid", ErrorCategory.InvalidArgument, problem);
        }

        if (!ShouldProcess(Name, "Save split configuration"))
        {
            return;
        }

        Held.IsHolding = true;
        if (TryReceive(Name, cancellation => Client.Configurations.SaveAsync(Name, request, ScopeOf(), cancellation), out LlamaCloudConfiguration saved))
        {
            ForgetConfigurations();
            WriteObject(saved);
        }

        EndChange();
    }
}
