using System;
using System.Management.Automation;
using LlamaCloud.PowerShell.Binding;
using LlamaCloud.PowerShell.Pipeline;

namespace LlamaCloud.PowerShell.Classify;

/// <summary>
/// <c>Get-ClassifyJob</c>: reads classify jobs by id and emits each as a <see cref="ClassifyJob"/>, in input order. A job
/// that cannot be read is one non-terminating error; the others go on.
/// </summary>
[Cmdlet(VerbsCommon.Get, "ClassifyJob")]
[OutputType(typeof(ClassifyJob))]
public sealed class GetClassifyJobCommand : ServiceCmdlet
{
    /// <summary>
    /// The ids, <c>clj-...</c>: strings, GUIDs, jobs, or rows, hashtables and JSON objects with a <c>JobId</c>,
    /// <c>job_id</c> or <c>Id</c>.
    /// </summary>
    // Not mandatory: a missing mandatory parameter is asked for, and a runbook would wait for an answer for ever.
    [Parameter(Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("Id", "job_id")]
    [ClassifyJobIdTransformation]
    public string?[]? JobId { get; set; }

    private protected override ErrorSubject Subject => ErrorSubject.ClassifyJob;

    /// <summary>Ends the command when there can be no id.</summary>
    protected override void BeginProcessing()
    {
        if (!MyInvocation.ExpectingInput && !MyInvocation.BoundParameters.ContainsKey(nameof(JobId)))
        {
            Refuse("ClassifyJobIdRequired", ErrorCategory.InvalidArgument, "Which job? Give its id with -JobId, or pipe ids or rows with a JobId column.");
        }
    }

    /// <summary>Reads the jobs of one pipeline record.</summary>
    protected override void ProcessRecord()
    {
        // A null in the pipeline, or a variable that was never set, binds as no array at all.
        foreach (string? item in JobId ?? [null])
        {
            if (ReadId(item, out BoundId id)
                && TryReceive(id.Value, cancellation => Client.Classify.GetAsync(id.Value, ScopeOf(id), cancellation), out ClassifyJob job))
            {
                WriteObject(job);
            }
        }
    }
}
