using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Management.Automation;
using System.Threading;
using System.Threading.Tasks;
using LlamaCloud.PowerShell.Jobs;
using LlamaCloud.PowerShell.Pipeline;

namespace LlamaCloud.PowerShell.Parse;

/// <summary>Reads the results of parse jobs, and writes them as objects.</summary>
/// <param name="command">The command.</param>
/// <param name="connection">What it asks through.</param>
/// <param name="client">The same, opened.</param>
/// <param name="expand">What is read, by its names on the wire.</param>
/// <param name="wanted">What of it a document must have, by the names of -Include.</param>
/// <param name="isPaged">Whether each page is an object of its own.</param>
internal sealed class ParseReceiving(RequestCmdlet command, LlamaCloudConnection connection, LlamaCloudClient client, string[] expand, string[] wanted, bool isPaged)
    : WindowWork<JobReference, ParseResultReader>("Receiving results", JobProducts.Parse.Subject, connection)
{
    public override Task<ParseResultReader> SendAsync(JobReference item, CancellationToken cancellationToken) =>
        client.Parse.ReadResultAsync(item.Id, expand, item.Scope, cancellationToken);

    public override void Write(JobReference item, ParseResultReader result)
    {
        using ParseResultReader reader = result;
        if (ParseOutcome.Problem(reader.Job, item, Connection, client) is ErrorRecord problem)
        {
            command.WriteError(problem);
            return;
        }

        WarnOfGaps(item, reader);
        try
        {
            if (isPaged)
            {
                WritePages(item, reader);
            }
            else
            {
                WriteWhole(item, reader.ReadAll(command.Cancellation));
            }
        }
        catch (OperationCanceledException)
        {
            // Somebody has pressed Ctrl+C while a large result was read.
            throw new PipelineStoppedException();
        }
        catch (Exception failure) when (failure is InvalidDataException or IOException)
        {
            command.WriteError(ParseOutcome.Unreadable(failure, item.Id)!);
        }
    }

    public override ErrorRecord Describe(JobReference item, Exception failure, out bool endsCommand)
    {
        endsCommand = false;
        return ParseOutcome.Unreadable(failure, item.Id) ?? base.Describe(item, failure, out endsCommand);
    }

    public override object? InputOf(JobReference item) => item.Input;

    protected override string NameOf(JobReference item) => item.Id;

    private void WarnOfGaps(JobReference item, ParseResultReader reader)
    {
        string[] missing = [.. wanted.Where(kind => !reader.Has(kind.ToLowerInvariant()))];
        foreach (string kind in missing)
        {
            command.WriteWarning(ParseOutcome.Missing(item.Id, kind));
        }

        if (missing.Length < wanted.Length && reader.PageCount == 0)
        {
            command.WriteWarning(ParseOutcome.Empty(item.FileName ?? reader.Job.Name ?? item.Id));
        }
    }

    private void WritePages(JobReference item, ParseResultReader reader)
    {
        foreach (ParsePage page in reader.ReadPages())
        {
            Join(item, page, item.FileName ?? reader.Job.Name);
            command.WriteObject(item.WithSegment(page));
        }
    }

    private void WriteWhole(JobReference item, ParseResult result)
    {
        result.FileName = item.FileName ?? result.FileName;
        result.SourcePath = item.SourcePath;
        result.SetInputObject(item.Input);
        foreach (ParsePage page in result.Pages)
        {
            Join(item, page, result.FileName);
        }

        command.WriteObject(item.WithSegment(result));
    }

    private void Join(JobReference item, ParsePage page, string? fileName)
    {
        page.FileName = fileName;
        page.SourcePath = item.SourcePath;
        page.SetInputObject(item.Input);
        foreach (ParseTable table in page.Tables)
        {
            table.Rows = [.. table.Rows.Select(ToObject)];
        }

        if (!page.Success)
        {
            command.WriteWarning(ParseOutcome.Warning(fileName ?? item.Id, page.PageNumber, client.Redact(page.Error)));
        }
    }

    // A row with a property for each column, as Import-Csv makes them.
    private static object ToObject(object row)
    {
        if (row is not IReadOnlyDictionary<string, object?> cells)
        {
            return row;
        }

        PSObject made = new();
        foreach (KeyValuePair<string, object?> cell in cells)
        {
            made.Properties.Add(new PSNoteProperty(cell.Key, cell.Value));
        }

        return made;
    }
}
