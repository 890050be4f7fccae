using System;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using LlamaCloud.PowerShell.Binding;
using LlamaCloud.PowerShell.Pipeline;

namespace LlamaCloud.PowerShell.Usage;

/// <summary>
/// <c>Get-LlamaCloudUsage</c>: what was used and what it cost, added up, or what jobs cost. Without an organization, that of each that the
/// key may see.
/// </summary>
[Cmdlet(
    VerbsCommon.Get, "LlamaCloudUsage", DefaultParameterSetName = TotalSet,
    HelpUri = "https://developers.llamaindex.ai/reference/resources/beta")]
[OutputType(typeof(LlamaCloudUsage), typeof(LlamaCloudUsageRecord))]
public sealed class GetLlamaCloudUsageCommand : IdsCmdlet<object>
{
    private const string TotalSet = "Total";
    private const string JobSet = "Job";

    private static readonly Dictionary<string, string> s_dimensions = new(StringComparer.OrdinalIgnoreCase)
    {
        ["Day"] = "day", ["Project"] = "project_id", ["EventType"] = "event_type", ["Tier"] = "tier",
    };

    /// <summary>What is added up by: <c>Day</c>, <c>Project</c>, <c>EventType</c>, <c>Tier</c>, also several. Without it, by day.</summary>
    [Parameter(ParameterSetName = TotalSet, Position = 0)]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(UsageGroupCompleter))]
    public string[] GroupBy { get; set; } = [];

    /// <summary>
    /// The jobs whose usage is asked for: jobs of any product, events of webhooks, ids, or rows with a <c>JobId</c>, <c>job_id</c> or
    /// <c>Id</c>.
    /// </summary>
    [Parameter(ParameterSetName = JobSet, Mandatory = true, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [AllowNull]
    [AllowEmptyString]
    [AllowEmptyCollection]
    [Alias("Id", "job_id")]
    [UsageJobIdTransformation]
    public string?[]? JobId { get; set; }

    /// <summary>That of this day and later ones. The date counts as it stands, and days are those of UTC.</summary>
    [Parameter]
    [TimeTransformation]
    public DateTimeOffset After { get; set; }

    /// <summary>That of this day and earlier ones, as <c>-After</c>.</summary>
    [Parameter]
    [TimeTransformation]
    public DateTimeOffset Before { get; set; }

    /// <summary>That of these events alone, such as <c>pages_parsed</c>.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(UsageEventCompleter))]
    public string[] EventType { get; set; } = [];

    private protected override ErrorSubject Subject => ErrorSubject.Usage;

    /// <summary>Refuses days that nothing can be between.</summary>
    protected override void BeginProcessing() =>
        RefuseEmptyPeriod(nameof(After), Day(After), nameof(Before), Day(Before));

    /// <summary>Adds up, or reads the usage of the jobs of one pipeline record.</summary>
    protected override void ProcessRecord()
    {
        if (ParameterSetName == JobSet)
        {
            Take(JobId);
            return;
        }

        string[] groups = GroupBy.Length == 0 ? ["Day"] : GroupBy;
        string[] unknown = [.. groups.Where(name => !s_dimensions.ContainsKey(name.Trim()))];
        if (unknown.Length > 0)
        {
            Refuse(
                "LlamaCloudUsageGroupInvalid",
                ErrorCategory.InvalidArgument,
                $"Usage is not added up by '{ResourceId.Show(unknown[0])}'. Give {string.Join(", ", s_dimensions.Keys)}.");
        }

        RequestScope scope = ScopeOf();
        UsageSource source = OpenSource();
        string[] dimensions = [.. groups.Select(name => s_dimensions[name.Trim()]).Distinct()];
        foreach (string organization in source.OrganizationsOf(scope))
        {
            UsageFilter filter = Filter(scope);
            if (TryReceive(null, end => source.SumAsync(organization, dimensions, filter, end), out IReadOnlyList<LlamaCloudUsage> sums))
            {
                WriteObject(sums, enumerateCollection: true);
            }
        }
    }

    private protected override WindowWork<(string Id, RequestScope Scope), object> Open()
    {
        UsageSource source = OpenSource();
        return new IdWork<object>(
            "Getting usage",
            Subject,
            Session,
            async (id, scope, cancellation) =>
                await source.ReadAsync(Filter(scope) with { JobId = id }, scope, cancellation).ConfigureAwait(false),
            result => Write((JobUsage)result));
    }

    private UsageFilter Filter(RequestScope scope) => new()
    {
        ProjectId = scope.ProjectId,
        EventTypes = EventType,
        FirstDay = IsGiven(nameof(After)) ? After.Date : null,
        LastDay = IsGiven(nameof(Before)) ? Before.Date : null,
    };

    private static DateTimeOffset Day(DateTimeOffset time) => new(time.Date, TimeSpan.Zero);

    // Names are a courtesy where the organization is given; without it nothing can be asked.
    private UsageSource OpenSource()
    {
        string? organization = ScopeOf().OrganizationId;
        try
        {
            return new UsageSource(Client, Receive(cancellation => KnownProjects.ReadAsync(Client, organization, cancellation)));
        }
        catch (LlamaCloudException failure) when (organization is not null)
        {
            WriteVerbose($"The names of projects could not be read. {failure.Message}");
            return new UsageSource(Client, KnownProjects.None);
        }
        catch (LlamaCloudException failure)
        {
            ThrowTerminatingError(ServiceErrors.Describe(failure, ErrorSubject.Project, null, Session, out _));
            throw;
        }
    }

    private void Write(JobUsage usage)
    {
        if (usage.Records.Count == 0)
        {
            WriteError(new ErrorRecord(
                new ItemNotFoundException(
                    $"No usage of job '{usage.JobId}' is known. It may not be billed yet, or belong to another -OrganizationId."),
                "LlamaCloudUsageNotFound",
                ErrorCategory.ObjectNotFound,
                usage.JobId));
        }

        WriteObject(usage.Records, enumerateCollection: true);
    }
}
