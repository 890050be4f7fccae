using System;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using LlamaCloud.PowerShell.Pipeline;

namespace LlamaCloud.PowerShell.Jobs;

/// <summary>Writes what became of jobs that were waited for.</summary>
/// <param name="command">The command.</param>
/// <param name="product">The product.</param>
/// <param name="errors">What is said of it.</param>
/// <param name="client">What it asks through.</param>
/// <param name="beforeLast">Is called before an error that is the last that the command can write.</param>
internal sealed class JobOutput<TJob>(
    RequestCmdlet command, JobProduct product, JobErrors errors, LlamaCloudClient client, Action beforeLast)
    where TJob : LlamaCloudJob
{
    private readonly HashSet<string> _unknownStatuses = new(StringComparer.OrdinalIgnoreCase);
    private bool _isLast;

    /// <summary>A job that has ended; what did not end well is told too.</summary>
    public void WriteEnded(WaitedJob<TJob> waited, TJob job)
    {
        PSObject[] outputs = [.. waited.Outputs];
        command.WriteObject(outputs, enumerateCollection: true);
        if (product.Statuses.IsCancelled(job.Status))
        {
            command.WriteWarning($"{product.Subject.Title} '{job.Id}' was cancelled.");
        }
        else if (product.Statuses.HasFailed(job.Status))
        {
            Fail(outputs.Select(output => errors.Failed(job, client.Redact(job.ErrorMessage), output)));
        }
        else if (product.FindShortfall(job) is string shortfall)
        {
            command.WriteWarning($"{product.Subject.Title} '{job.Id}' has ended, but {shortfall}.");
        }
    }

    /// <summary>Jobs of which nothing more will be heard, as they were last seen.</summary>
    public void WriteLast(IEnumerable<WaitedJob<TJob>> jobs) =>
        command.WriteObject(jobs.SelectMany(job => job.Outputs).ToArray(), enumerateCollection: true);

    /// <summary>A job that goes on. The service adds statuses: each that is not known is told once.</summary>
    public void WarnIfUnknown(TJob job)
    {
        if (!product.Statuses.IsKnown(job.Status) && _unknownStatuses.Add(job.Status))
        {
            command.WriteWarning(
                $"{product.Subject.Title} '{job.Id}' has the status {job.Status}, which this version does not know: it is waited for like "
                    + "one that is running.");
        }
    }

    /// <summary>
    /// Writes what there is, since the next error is the last that can be written. What else goes wrong becomes a warning.
    /// </summary>
    public void PrepareEnd()
    {
        _isLast = true;
        beforeLast();
    }

    /// <summary>Errors.</summary>
    public void Fail(IEnumerable<ErrorRecord> records)
    {
        ErrorRecord[] all = [.. records];
        if (_isLast)
        {
            Array.ForEach(all, error => command.WriteWarning(ErrorAdvice.Whole(error)));
            return;
        }

        if (all.Length > 0 && command.StopsAtErrors)
        {
            PrepareEnd();
        }

        Array.ForEach(all, command.WriteError);
    }
}
