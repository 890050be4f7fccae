using System.Management.Automation;

namespace LlamaCloud.PowerShell.Jobs;

/// <summary>Which of its views shows a job: one whose file is known is shown by the name of that.</summary>
internal static class JobView
{
    /// <summary>Gives a job the type name of its view.</summary>
    /// <param name="shown">The job as it is written.</param>
    /// <param name="job">The job.</param>
    /// <returns>The first.</returns>
    public static PSObject Choose(PSObject shown, LlamaCloudJob job)
    {
        if (job.FileName is not null && job.GetType().FullName + "#Document" is string name && !shown.TypeNames.Contains(name))
        {
            shown.TypeNames.Insert(0, name);
        }

        return shown;
    }
}
