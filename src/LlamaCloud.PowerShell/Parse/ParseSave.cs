using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using LlamaCloud.PowerShell.Binding;
using LlamaCloud.PowerShell.Pipeline;

namespace LlamaCloud.PowerShell.Parse;

/// <summary>
/// Saves the results of one parse job: the images first and the Markdown last, so that what is there has all that it leads to.
/// </summary>
/// <param name="client">What it asks through.</param>
/// <param name="settings">How.</param>
/// <param name="transfer">Counts what is downloaded.</param>
internal sealed class ParseSave(LlamaCloudClient client, SaveSettings settings, TransferCount transfer)
{
    private readonly List<string> _files = [];
    private readonly List<string> _missing = [];

    /// <summary>Saves them. On any thread.</summary>
    /// <param name="reader">The results.</param>
    /// <param name="item">The job.</param>
    /// <param name="place">Where to.</param>
    /// <param name="cancellationToken">Ends the requests.</param>
    public async Task<ParseSaved> RunAsync(
        ParseResultReader reader, PendingSave item, ResultPlace place, CancellationToken cancellationToken)
    {
        if (settings.Pages.FirstOrDefault(format => !reader.Has(format.ToLowerInvariant())) is string missing)
        {
            throw new ResultMissingException(item.Job.Id, missing);
        }

        Directory.CreateDirectory(Path.GetDirectoryName(place.Path)!);
        IReadOnlyList<ParseArtifact> artifacts = reader.ReadArtifacts();
        Dictionary<string, string> images = settings.Has("Images")
            ? await SaveImagesAsync(item, place, artifacts, cancellationToken).ConfigureAwait(false)
            : [];
        await SaveArtifactAsync("Pdf", "output_pdf", item, place, artifacts, cancellationToken).ConfigureAwait(false);
        await SaveArtifactAsync("Xlsx", "xlsx", item, place, artifacts, cancellationToken).ConfigureAwait(false);
        foreach (string format in settings.Formats.Where(format => Is(format, "Items") || Is(format, "Metadata")))
        {
            await ParseClient.SaveJsonAsync(reader, format.ToLowerInvariant(), place.Of(format), settings.Encoding, settings.Overwrite, cancellationToken).ConfigureAwait(false);
            _files.Add(place.Of(format));
        }

        foreach (string format in settings.Formats.Where(format => Is(format, "Text") || Is(format, "Markdown"))
            .OrderBy(format => Is(format, "Markdown")))
        {
            await ParseClient.SaveAsync(
                reader, Is(format, "Markdown"), place.Of(format), settings.Encoding, settings.Overwrite, name => images.TryGetValue(name, out string? link) ? link : null, cancellationToken)
                .ConfigureAwait(false);
            _files.Add(place.Of(format));
        }

        return new ParseSaved(reader.Job, _files, [.. reader.ReadFailedPages().Select(page => (page.PageNumber, page.Error))], _missing)
        {
            HasNoPages = settings.Pages.Any() && reader.PageCount == 0,
        };
    }

    // The names are the document's: each becomes one that stays in the folder, and that no other has.
    private async Task<Dictionary<string, string>> SaveImagesAsync(
        PendingSave item, ResultPlace place, IReadOnlyList<ParseArtifact> artifacts, CancellationToken cancellationToken)
    {
        Dictionary<string, string> links = new(StringComparer.Ordinal);
        HashSet<string> taken = new(StringComparer.OrdinalIgnoreCase);
        string folder = place.Of("Images");
        foreach (ParseArtifact image in artifacts.Where(one => one.Kind == "image" && !links.ContainsKey(one.Name)))
        {
            string name = SafeFileName.Of(image.Name, "image");
            for (int number = 2; !taken.Add(name); number++)
            {
                name = FormattableString.Invariant($"{number}-{SafeFileName.Of(image.Name, "image")}");
            }

            Directory.CreateDirectory(folder);
            // Of a run that was ended before the Markdown was there, say.
            if (!settings.Overwrite && File.Exists(Path.Combine(folder, name)))
            {
                throw new ResultExistsException(Path.Combine(folder, name));
            }

            await client.Parse.SaveArtifactAsync(item.Job.Id, image, Path.Combine(folder, name), settings.Overwrite, transfer.Begin(), item.Job.Scope, cancellationToken).ConfigureAwait(false);
            links[image.Name] = $"{Uri.EscapeDataString(Path.GetFileName(folder))}/{Uri.EscapeDataString(name)}";
        }

        if (links.Count > 0)
        {
            _files.Add(folder);
        }

        return links;
    }

    private async Task SaveArtifactAsync(
        string format,
        string kind,
        PendingSave item,
        ResultPlace place,
        IReadOnlyList<ParseArtifact> artifacts,
        CancellationToken cancellationToken)
    {
        if (!settings.Has(format))
        {
            return;
        }

        if (artifacts.FirstOrDefault(one => one.Kind == kind) is not ParseArtifact artifact)
        {
            _missing.Add(format);
            return;
        }

        await client.Parse.SaveArtifactAsync(
            item.Job.Id,
            artifact,
            place.Of(format),
            settings.Overwrite,
            transfer.Begin(),
            item.Job.Scope,
            cancellationToken).ConfigureAwait(false);
        _files.Add(place.Of(format));
    }

    private static bool Is(string one, string other) => string.Equals(one, other, StringComparison.OrdinalIgnoreCase);
}
