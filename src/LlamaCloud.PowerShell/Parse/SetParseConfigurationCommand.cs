using System.Collections;
using System.Collections.Generic;
using System.Management.Automation;
using LlamaCloud.PowerShell.Binding;
using LlamaCloud.PowerShell.Jobs;
using LlamaCloud.PowerShell.Pipeline;

namespace LlamaCloud.PowerShell.Parse;

/// <summary>
/// <c>Set-ParseConfiguration</c>: saves how documents are parsed under a name, for <c>Start-ParseJob
/// -ConfigurationId</c>. A name that is there gets a new version.
/// </summary>
[Cmdlet(
    VerbsCommon.Set, "ParseConfiguration", SupportsShouldProcess = true,
    HelpUri = "https://developers.llamaindex.ai/reference/resources/configurations/methods/create")]
[OutputType(typeof(LlamaCloudConfiguration))]
public sealed class SetParseConfigurationCommand : ServiceCmdlet
{
    private const int LongestName = 255;

    /// <summary>The name, up to 255 characters.</summary>
    [Parameter(Position = 0, Mandatory = true)]
    [ValidateNotBlank]
    [ValidateLength(1, LongestName)]
    [ArgumentCompleter(typeof(ConfigurationNameCompleter))]
    public string Name { get; set; } = string.Empty;

    /// <summary>How thoroughly documents are read. Default: <c>cost_effective</c>.</summary>
    [Parameter]
    [ValidateNotBlank]
    [ArgumentCompleter(typeof(ParseTierCompleter))]
    public string? Tier { get; set; }

    /// <summary>The version of the tier, <c>latest</c> or a date. Default: <c>latest</c>.</summary>
    [Parameter]
    [ValidateNotBlank]
    [ArgumentCompleter(typeof(ParseVersionCompleter))]
    public string? Version { get; set; }

    /// <summary>What the service is told in plain words. Not with the tier <c>fast</c>.</summary>
    [Parameter]
    [ValidateNotBlank]
    [ArgumentCompleter(typeof(TextCompleter))]
    public string? Prompt { get; set; }

    /// <summary>Which pages of each document are read: <c>1,3,5-7</c>, ascending, counted from 1.</summary>
    [Parameter]
    [Alias("target_pages")]
    [ArgumentCompleter(typeof(TextCompleter))]
    [PagesTransformation]
    public string? TargetPages { get; set; }

    /// <summary>How many pages of each document are read at most.</summary>
    [Parameter]
    [ValidateRange(1, int.MaxValue)]
    public int MaxPages { get; set; }

    /// <summary>The languages of the documents, for texts in images. Default: the service's, <c>en</c>.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(ParseLanguageCompleter))]
    public string[]? Language { get; set; }

    /// <summary>The service's further options: a map, an object, a JSON text or the path of a .json file.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(ParseOptionCompleter))]
    [ParseOptionTransformation]
    public IDictionary? Option { get; set; }

    /// <summary>Sends options that look like a slip, too, with a warning: the service adds some.</summary>
    [Parameter]
    public SwitchParameter AllowUnknownOption { get; set; }

    /// <summary>Reads documents anew that the service has read within the last days.</summary>
    [Parameter]
    public SwitchParameter NoCache { get; set; }

    private protected override ErrorSubject Subject => ErrorSubject.Configuration with { Action = "saved", IsMade = true };

    /// <summary>Checks and saves it.</summary>
    protected override void ProcessRecord()
    {
        ParseJobRequest request = new()
        {
            Tier = ParseParameters.Text(Tier),
            Version = ParseParameters.Text(Version),
            Prompt = Prompt,
            MaxPages = IsGiven(nameof(MaxPages)) ? MaxPages : null,
            TargetPages = TargetPages,
            Languages = ParseParameters.Languages(Language),
            NoCache = NoCache,
            Options = ParseParameters.Options(Option),
        };
        List<string> unknown = [];
        if (RequestRefusal.Describe(ParseJobCheck.Problems(request, AllowUnknownOption, unknown)) is string problem)
        {
            Refuse("LlamaCloudConfigurationInvalid", ErrorCategory.InvalidArgument, problem);
        }

        foreach (string warning in ParseParameters.Warnings(unknown))
        {
            WriteWarning(warning);
        }

        if (!ShouldProcess(Name, "Save parse configuration"))
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
