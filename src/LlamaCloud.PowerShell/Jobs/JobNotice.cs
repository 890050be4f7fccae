namespace LlamaCloud;

/// <summary>
/// What a Start- command says on the Information stream, so that a job which does not come out any more is found all the same:
/// before it is made its transaction id, and, where it is waited for, its id as soon as it is made.
/// </summary>
public sealed class JobNotice
{
    internal JobNotice(string product, string document, string? jobId, string? transactionId)
    {
        Product = product;
        Document = document;
        JobId = jobId;
        TransactionId = transactionId;
    }

    /// <summary>The kind of job, such as <c>classify job</c>.</summary>
    public string Product { get; }

    /// <summary>The document: its path, or its id.</summary>
    public string Document { get; }

    /// <summary>The id of the job; null before it is made.</summary>
    public string? JobId { get; }

    /// <summary>Its transaction id: starting a job with it again answers this one. Null where the product has none.</summary>
    public string? TransactionId { get; }

    /// <summary>What happened, in a sentence.</summary>
    public override string ToString() => JobId is null
        ? $"Starting the {Product} for '{Document}'{(TransactionId is null ? string.Empty : $" with transaction id {TransactionId}")}."
        : $"Started {Product} {JobId} for '{Document}'.";
}
