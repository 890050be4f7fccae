using LlamaCloud.PowerShell.Jobs;

namespace LlamaCloud.PowerShell.Parse;

/// <summary>The results of a job that are to be saved.</summary>
/// <param name="Job">The job.</param>
/// <param name="Name">What its document is called in messages.</param>
/// <param name="Place">Where they are saved; null where that depends on the name of the document, which only the service knows.</param>
internal sealed record PendingSave(JobReference Job, string Name, ResultPlace? Place);
