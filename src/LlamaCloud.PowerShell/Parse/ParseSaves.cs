using System;
using System.IO;
using System.Linq;
using System.Management.Automation;
using System.Threading;
using System.Threading.Tasks;
using LlamaCloud.PowerShell.Jobs;
using LlamaCloud.PowerShell.Pipeline;

namespace LlamaCloud.PowerShell.Parse;

/// <summary>Saves the results of parse jobs.</summary>
/// <param name="command">The command.</param>
/// <param name="connection">What it asks through.</param>
/// <param name="client">The same, opened.</param>
/// <param name="settings">How.</param>
/// <param name="placeOf">Finds the place of a document whose name was not known before.</param>
/// <param name="passThru">Whether what was saved is written.</param>
internal sealed class ParseSaves(
    RequestCmdlet command,
    LlamaCloudConnection connection,
    LlamaCloudClient client,
    SaveSettings settings,
    Func<JobReference, string, ResultPlace> placeOf,
    bool passThru)
    : WindowWork<PendingSave, ParseSaved>("Saving results", JobProducts.Parse.Subject with { Action = "saved" }, connection, isChange: true)
{
    public override TransferCount Transfer { get; } = new();

    public override async Task<ParseSaved> SendAsync(PendingSave item, CancellationToken cancellationToken)
    {
        using ParseResultReader reader = await client.Parse.ReadResultAsync(
            item.Job.Id, settings.Expand, item.Job.Scope, cancellationToken).ConfigureAwait(false);
        if (!ParseClient.Words.HasSucceeded(reader.Job.Status))
        {
            return new ParseSaved(reader.Job, [], [], []);
        }

        ResultPlace place = item.Place ?? placeOf(item.Job, reader.Job.Name ?? item.Job.Id);
        ParseSaved saved = await new ParseSave(client, settings, Transfer).RunAsync(
            reader, item, place, cancellationToken).ConfigureAwait(false);
        return item.Place is null ? saved with { Notice = place.Notice } : saved;
    }

    public override void Write(PendingSave item, ParseSaved result)
    {
        if (ParseOutcome.Problem(result.Job, item.Job, Connection, client) is ErrorRecord problem)
        {
            command.WriteError(problem);
            return;
        }

        if (result.Notice is not null)
        {
            command.WriteWarning(result.Notice);
        }

        foreach ((int number, string? error) in result.FailedPages)
        {
            command.WriteWarning(ParseOutcome.Warning(item.Job.FileName ?? result.Job.Name ?? item.Job.Id, number, client.Redact(error)));
        }

        foreach (string format in result.Missing)
        {
            string how = format == "Pdf"
                ? "output_options = @{ save_output_pdf = $true }"
                : "output_options = @{ tables_as_spreadsheet = @{ enable = $true } }";
            command.WriteWarning(
                $"Parse job '{result.Job.Id}' has no {format}: it is made where the job is started with -Option @{{ {how} }}.");
        }

        if (passThru)
        {
            command.WriteObject(result.Files.Select(Find).ToArray(), enumerateCollection: true);
        }
    }

    public override ErrorRecord Describe(PendingSave item, Exception failure, out bool endsCommand)
    {
        endsCommand = false;
        return failure switch
        {
            InvalidDataException => ParseOutcome.Unreadable(failure, item.Job.Id)!,
            ResultExistsException exists => exists.ToError(),
            _ => base.Describe(item, failure, out endsCommand),
        };
    }

    public override object? InputOf(PendingSave item) => item.Job.Input;

    protected override string NameOf(PendingSave item) => item.Job.Id;

    private object Find(string path)
    {
        try
        {
            // As Get-Item gives it, whose views show more than the file itself knows.
            return command.InvokeProvider.Item.Get([path], force: true, literalPath: true).Single();
        }
        catch (ItemNotFoundException)
        {
            // Somebody has taken it away since it was saved.
            return new FileInfo(path);
        }
    }
}
