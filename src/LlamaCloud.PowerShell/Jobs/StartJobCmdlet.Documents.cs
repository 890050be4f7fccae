using System;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using System.Threading;
using System.Threading.Tasks;
using LlamaCloud.PowerShell.Binding;
using LlamaCloud.PowerShell.Pipeline;

namespace LlamaCloud.PowerShell.Jobs;

/// <content>From a document to its request.</content>
public abstract partial class StartJobCmdlet<TJob>
{
    /// <summary>Whether a value is blank because a row of the pipeline has nothing in that column: then it was not given.</summary>
    private protected bool IsBlankCell(string? value, params string[] columns) =>
        string.IsNullOrWhiteSpace(value) && InputObject is not null && columns.Any(column => InputObject.Properties[column] is not null);

    // They are checked with all else that is asked: a saved configuration excludes them, say.
    private ErrorRecord? CheckPages(DocumentInput document)
    {
        if (document.Pages is null)
        {
            return null;
        }

        JobRequest request = Request();
        bool isSaid = request.TargetPages is not null;
        request.TargetPages = document.Pages;
        string? problem = isSaid
            ? "it says itself which pages are read. Nothing was sent for it. Leave out -TargetPages."
            : RequestRefusal.Describe(Problems(request), ItemNames);
        return problem is null ? null : new ErrorRecord(
            new ArgumentException($"No {Product.Name} can be started for '{document.Title}': {problem}"),
            Product.Noun + "PagesInvalid",
            ErrorCategory.InvalidArgument,
            (object?)document.Segment ?? document.Title);
    }

    private JobRequest Request()
    {
        JobRequest request = NewRequest();
        request.Webhooks = Webhook;
        AddSaved(request);
        return request;
    }

    private IEnumerable<DocumentInput> ReadDocuments()
    {
        if (ParameterSetName == nameof(Path) && !IsGiven(nameof(Path)))
        {
            Refuse(
                Product.Noun + "InputRequired",
                ErrorCategory.InvalidArgument,
                "Which documents? Pipe files, or give -Path, -LiteralPath or -FileInput.");
        }

        DocumentReader reader = new(this, Product);
        return ReadOwnDocuments() ?? ParameterSetName switch
        {
            nameof(InputObject) => reader.OfObject(InputObject),
            nameof(LiteralPath) => reader.OfLiteralPaths(LiteralPath),
            nameof(FileInput) => DocumentReader.OfIds(FileInput),
            _ => reader.OfPaths(Path),
        };
    }

    /// <summary>Starts the job of a document, unless something is wrong with it.</summary>
    private protected void Add(DocumentInput document)
    {
        ErrorRecord? problem = document.Local?.Problem
            ?? (document.Id is null ? null : document.Check(Product))
            ?? CheckDocument(document)
            ?? CheckPages(document)
            ?? (GivenTransactionId is null
                ? null
                : _transactions.Check(GivenTransactionId, ProjectId, OrganizationId, document.Title, Product));
        if (problem is not null)
        {
            Items.Add(ErrorInput.Join(problem, MyInvocation.ExpectingInput ? InputObject : null));
        }
        else if (ShouldProcess(document.Title, document.Local is null ? $"Start {Product.Name}" : $"Upload and start {Product.Name}"))
        {
            _transfer.Expect(document.Local?.Length ?? 0);
            JobRequest request = Request();
            request.TargetPages = document.Pages ?? request.TargetPages;
            // Only now: -WhatIf sends nothing.
            FindSaved(request);
            SetDocument(request, document);
            // A fresh one is made here, so that an error can tell it: what may have been done is asked for again with it.
            request.TransactionId = GivenTransactionId ?? (Product.HasTransactions ? Guid.NewGuid().ToString("D") : null);
            Items.Add(
                new PendingStart(
                    document, request, ScopeOf(), GivenTransactionId is not null, MyInvocation.ExpectingInput ? InputObject : null)
                {
                    OwnFields = document.Pages is null ? _perRow : [.. _perRow, "target_pages"],
                });
        }
    }
}
