using System;
using System.Collections.Generic;
using System.Management.Automation;

namespace LlamaCloud.PowerShell.Jobs;

/// <summary>The transaction ids of a command: each belongs to one document, since the service answers the job of the first.</summary>
internal sealed class TransactionIds
{
    private readonly Dictionary<(string? Project, string? Organization, string Id), string> _documents = [];

    /// <summary>Takes the id of a document.</summary>
    /// <param name="id">The id.</param>
    /// <param name="projectId">The project: the service keeps the ids of projects apart.</param>
    /// <param name="organizationId">The organization.</param>
    /// <param name="document">The name of the document.</param>
    /// <param name="product">The product.</param>
    /// <returns>What is wrong with it; null when nothing is.</returns>
    public ErrorRecord? Check(string id, string? projectId, string? organizationId, string document, JobProduct product)
    {
        if (!_documents.TryGetValue((projectId, organizationId, id), out string? first))
        {
            _documents.Add((projectId, organizationId, id), first = document);
        }

        string? problem = JobCheck.TransactionProblem(id)
            ?? (first == document ? null : $"was used for '{first}' a moment ago, and would answer the job of that");
        return problem is null ? null : new ErrorRecord(
            new ArgumentException(
                $"The transaction id '{ResourceId.Show(id)}' for '{document}' {problem}. Nothing was sent for it. Give each document one "
                    + $"of its own, such as -TransactionId {{ \"inbox-$($_.Name)\" }}."),
            product.Noun + "TransactionIdInvalid",
            ErrorCategory.InvalidArgument,
            document);
    }
}
