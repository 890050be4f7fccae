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

/// <summary>Saves the results of parse jobs.</summary>
/// <param name="command">The command.</param>
/// <param name="connection">What it asks through.</param>
/// <param name="client">The same, opened.</param>
/// <param name="settings">How.</param>
/// <param name="placeOf">Finds the place of a document whose name was not known before.</param>
/// <param name="skipExisting">Whether a document is left out whose files are there.</param>
/// <param name="passThru">Whether what was saved is written.</param>
internal sealed class ParseSaves(
    RequestCmdlet command, LlamaCloudConnection connection, LlamaCloudClient client, SaveSettings settings,
    Func<JobReference, string, ResultPlace> placeOf, bool skipExisting, bool passThru)
    : WindowWork<PendingSave, ParseSaved>("Saving results", JobProducts.Parse.Subject with { Action = "saved" }, connection, isChange: true)
{
    public override TransferCount Transfer { get; } = new();

    public override bool HasOutput => passThru;

    // Ends when all jobs so far have their places: of two documents with one name the first of the input gets it.
    private Task _placed = Task.CompletedTask;

    // By its path, when all that were to be saved at a place so far are: of a document that comes twice the second one finds the first.
    private readonly Dictionary<string, Task> _atPlaces = new(StringComparer.OrdinalIgnoreCase);

    public override async Task<ParseSaved> SendAsync(PendingSave item, CancellationToken cancellationToken)
    {
        Task before = _placed;
        TaskCompletionSource<bool> placed = new(TaskCreationOptions.RunContinuationsAsynchronously);
        // One that has its place waits for none, and none waits for it.
        _placed = item.Place is null ? placed.Task : before;
        TaskCompletionSource<bool> done = new(TaskCreationOptions.RunContinuationsAsynchronously);
        Task earlier = item.Place is null ? Task.CompletedTask : Follow(item.Place, done.Task);
        try
        {
            using ParseResultReader reader = await ReadAsync(item, before, cancellationToken).ConfigureAwait(false);
            if (!ParseClient.Words.HasSucceeded(reader.Job.Status))
            {
                return new ParseSaved(reader.Job, [], [], []);
            }

            ResultPlace place = item.Place ?? placeOf(item.Job, reader.Job.Name ?? item.Job.Id);
            earlier = item.Place is null ? Follow(place, done.Task) : earlier;
            placed.TrySetResult(true);
            await earlier.ConfigureAwait(false);
            if (skipExisting && place.IsDone(settings.Formats))
            {
                return new ParseSaved(reader.Job, [], [], []) { DoneAt = place.First(settings.Formats) };
            }

            if (!settings.Overwrite && place.Existing(settings.Formats).FirstOrDefault() is string there)
            {
                throw new ResultExistsException(there);
            }

            ParseSaved saved = await new ParseSave(client, settings, Transfer).RunAsync(
                reader, item, place, cancellationToken).ConfigureAwait(false);
            return item.Place is null ? saved with { Notice = place.Notice } : saved;
        }
        finally
        {
            placed.TrySetResult(true);
            done.TrySetResult(true);
        }
    }

    // What is to be awaited before something is saved at a place.
    private Task Follow(ResultPlace place, Task done)
    {
        // A place that only the service knows the name of is found on any thread.
        lock (_atPlaces)
        {
            _atPlaces.TryGetValue(place.Path, out Task? earlier);
            _atPlaces[place.Path] = done;
            return earlier ?? Task.CompletedTask;
        }
    }

    private async Task<ParseResultReader> ReadAsync(PendingSave item, Task before, CancellationToken cancellationToken)
    {
        Task<ParseResultReader> reading =
            client.Parse.ReadResultAsync(item.Job.Id, settings.Expand, item.Job.Scope, cancellationToken);
        if (item.Place is null)
        {
            await Task.WhenAny(reading).ConfigureAwait(false);
            await before.ConfigureAwait(false);
        }

        return await reading.ConfigureAwait(false);
    }

    public override void Write(PendingSave item, ParseSaved result)
    {
        if (ParseOutcome.Problem(result.Job, item.Job, Connection, client) is ErrorRecord problem)
        {
            command.WriteError(problem);
            return;
        }

        if (result.DoneAt is not null)
        {
            command.WriteVerbose(LeftOut(item.Job.FileName ?? result.Job.Name ?? item.Job.Id, result.DoneAt));
            return;
        }

        if (result.HasNoPages)
        {
            command.WriteWarning(ParseOutcome.Empty(item.Job.FileName ?? result.Job.Name ?? item.Job.Id));
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
            ResultMissingException missing => missing.ToError(),
            _ => base.Describe(item, failure, out endsCommand),
        };
    }

    public override object? InputOf(PendingSave item) => item.Job.Input;

    /// <summary>Tells of a document that was left out.</summary>
    public static string LeftOut(string document, string path) => $"'{document}' has its result already: '{path}'. It is left out.";

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
