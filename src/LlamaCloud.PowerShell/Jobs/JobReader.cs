using System.Management.Automation;
using LlamaCloud.PowerShell.Pipeline;

namespace LlamaCloud.PowerShell.Jobs;

/// <summary>Reads jobs by their ids, many to a request, and writes them in the order they came, joined to what is known of each.</summary>
internal interface IJobReader
{
    /// <summary>Takes a job, and waits while there is no room for it.</summary>
    /// <param name="id">Its id.</param>
    /// <param name="scope">Where it is looked for.</param>
    /// <param name="input">What came through the pipeline for it; null when nothing did.</param>
    /// <param name="document">What it is about.</param>
    void Add(string id, RequestScope scope, object? input, DocumentInput document);

    /// <summary>Takes what is an error already; it is written in its place.</summary>
    void Add(ErrorRecord problem);

    /// <summary>Waits for everything.</summary>
    void Complete();
}

/// <summary>Reads jobs of one product.</summary>
internal sealed class JobReader<TJob>(
    ManyItemsCmdlet command, JobProduct<TJob> product, LlamaCloudConnection connection, LlamaCloudClient client) : IJobReader
    where TJob : LlamaCloudJob
{
    private readonly Window<JobReference, TJob> _items = new(
        command,
        () => new JobReading<TJob>(
            product,
            connection,
            new JobGroups<TJob>(command, product, connection, client) { Expand = product.Expand },
            isGrouping: true,
            (item, job) => command.WriteObject(item.Join(job))));

    public void Add(string id, RequestScope scope, object? input, DocumentInput document) =>
        _items.Add(new JobReference(id, scope, input, document));

    public void Add(ErrorRecord problem) => _items.Add(problem);

    public void Complete() => _items.Complete();
}
