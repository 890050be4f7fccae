using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using LlamaCloud.Http;

namespace LlamaCloud;

/// <content>Reads and saves results.</content>
public sealed partial class ParseClient
{
    /// <summary>
    /// Reads the results of a job (<c>GET /api/v2/parse/{job_id}?expand=...</c>), in one request and with little memory however large they
    /// are.
    /// </summary>
    /// <param name="jobId">The job's id.</param>
    /// <param name="expand">Which, such as <c>markdown</c>; the service's description names them.</param>
    /// <param name="scope">The project and organization of the job.</param>
    /// <param name="cancellationToken">Ends the request.</param>
    /// <returns>The results; to be disposed of. Those of a job that has not completed are empty.</returns>
    /// <exception cref="ArgumentException"><paramref name="jobId"/> cannot be an id (see <see cref="ResourceId"/>).</exception>
    /// <exception cref="LlamaCloudException">The request did not succeed; 404 also when the job is in another project.</exception>
    /// <exception cref="IOException">What is too large for the memory cannot be written to a temporary file.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was cancelled.</exception>
    public async Task<ParseResultReader> ReadResultAsync(
        string jobId, IReadOnlyCollection<string> expand, RequestScope scope = default, CancellationToken cancellationToken = default)
    {
        Spool spool = new();
        try
        {
            return await Transport.ReadAsync(
                ResultRequest(jobId, expand, null, scope), new ParseResultAnswer(spool, jobId), cancellationToken).ConfigureAwait(false);
        }
        catch
        {
            spool.Dispose();
            throw;
        }
    }

    /// <summary>Saves the Markdown or the text of a document: whole, or not at all.</summary>
    /// <param name="result">The results.</param>
    /// <param name="isMarkdown">Whether the Markdown is meant; otherwise the text.</param>
    /// <param name="path">The whole path, in a folder that exists.</param>
    /// <param name="encoding">How it is written.</param>
    /// <param name="overwrite">Whether a file that is there may be replaced.</param>
    /// <param name="linkOf">
    /// Where the Markdown leads to an image, by the name that the service gave it; null for as it is. May be null.
    /// </param>
    /// <param name="cancellationToken">Ends it between two pages.</param>
    /// <exception cref="IOException">The file cannot be written, or is there already.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was cancelled.</exception>
    public static async Task SaveAsync(
        ParseResultReader result,
        bool isMarkdown,
        string path,
        Encoding encoding,
        bool overwrite = false,
        Func<string, string?>? linkOf = null,
        CancellationToken cancellationToken = default)
    {
        _ = result ?? throw new ArgumentNullException(nameof(result));
        using PartialFile file = new(path ?? throw new ArgumentNullException(nameof(path)), overwrite);
        await file.ReceiveAsync(open => LocalFileException.GuardAsync(() =>
        {
            using StreamWriter writer = new(open(), encoding) { NewLine = "\n" };
            bool isFirst = true;
            IEnumerable<ParsePage> pages = result.ReadPages([isMarkdown ? "markdown" : "text"]);
            foreach (string part in pages.Select(page => isMarkdown ? page.Markdown : page.Text).OfType<string>())
            {
                cancellationToken.ThrowIfCancellationRequested();
                writer.Write(isFirst ? string.Empty : "\n\n");
                writer.Write(isMarkdown && linkOf is not null ? ImageLinks.Lead(part, linkOf) : part);
                isFirst = false;
            }

            writer.Write("\n");
            return Task.FromResult(true);
        })).ConfigureAwait(false);
    }

    /// <summary>Saves what comes page by page as JSON, exactly as the service sent it: an object with <c>pages</c>.</summary>
    /// <param name="result">The results.</param>
    /// <param name="kind">What: <c>items metadata forms markdown text</c>.</param>
    /// <param name="path">The whole path, in a folder that exists.</param>
    /// <param name="encoding">How it is written.</param>
    /// <param name="overwrite">Whether a file that is there may be replaced.</param>
    /// <param name="cancellationToken">Ends it between two pages.</param>
    /// <exception cref="IOException">The file cannot be written, or is there already.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was cancelled.</exception>
    public static async Task SaveJsonAsync(
        ParseResultReader result,
        string kind,
        string path,
        Encoding encoding,
        bool overwrite = false,
        CancellationToken cancellationToken = default)
    {
        _ = result ?? throw new ArgumentNullException(nameof(result));
        using PartialFile file = new(path ?? throw new ArgumentNullException(nameof(path)), overwrite);
        await file.ReceiveAsync(open => LocalFileException.GuardAsync(() =>
        {
            using StreamWriter writer = new(open(), encoding) { NewLine = "\n" };
            byte[] buffer = [];
            writer.Write("{\"pages\":[");
            for (int i = 0; i < result.Index.Count(kind); i++)
            {
                cancellationToken.ThrowIfCancellationRequested();
                writer.Write(i == 0 ? "\n" : ",\n");
                writer.Write(result.Index.Text(kind, i, ref buffer));
            }

            writer.Write("\n]}\n");
            return Task.FromResult(true);
        })).ConfigureAwait(false);
    }

    /// <summary>
    /// Saves a file among the results from the address that the service gave for it, which does not get the key: whole, or not at all.
    /// An address that is no longer good is asked for again.
    /// </summary>
    /// <param name="jobId">The job's id.</param>
    /// <param name="artifact">Which.</param>
    /// <param name="path">The whole path, in a folder that exists.</param>
    /// <param name="overwrite">Whether a file that is there may be replaced.</param>
    /// <param name="received">Is told how many bytes have come; 0 when an attempt begins. On any thread. May be null.</param>
    /// <param name="scope">The project and organization of the job.</param>
    /// <param name="cancellationToken">Ends the requests.</param>
    /// <exception cref="LlamaCloudException">A request did not succeed, or the address is neither https nor on this machine.</exception>
    /// <exception cref="IOException">The file cannot be written, or is there already.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was cancelled.</exception>
    public async Task SaveArtifactAsync(
        string jobId,
        ParseArtifact artifact,
        string path,
        bool overwrite = false,
        Action<long>? received = null,
        RequestScope scope = default,
        CancellationToken cancellationToken = default)
    {
        using PartialFile file = new(path ?? throw new ArgumentNullException(nameof(path)), overwrite);
        string? address = (artifact ?? throw new ArgumentNullException(nameof(artifact))).Address;
        await file.ReceiveAsync(async open =>
        {
            try
            {
                if (address is not null)
                {
                    await DownloadAsync(jobId, address, open, received, scope, cancellationToken).ConfigureAwait(false);
                    return;
                }
            }
            // Storage says in one of these ways that an address is no longer good.
            catch (LlamaCloudException expired) when (expired.StatusCode is 400 or 401 or 403 or 404 or 410)
            {
            }

            string fresh = await AskAgainAsync(jobId, artifact, scope, cancellationToken).ConfigureAwait(false);
            await DownloadAsync(jobId, fresh, open, received, scope, cancellationToken).ConfigureAwait(false);
        }).ConfigureAwait(false);
    }

    private async Task<string> AskAgainAsync(string jobId, ParseArtifact artifact, RequestScope scope, CancellationToken cancellationToken)
    {
        string expand = artifact.Kind == "image" ? "images_content_metadata" : artifact.Kind + "_content_metadata";
        // The names of several have commas between them: one that has a comma is found among all.
        string? image = artifact.Kind == "image" && !artifact.Name.Any(character => character == ',') ? artifact.Name : null;
        ServiceRequest request = ResultRequest(jobId, [expand], image, scope);
        using Spool spool = new();
        using ParseResultReader again = await Transport.ReadAsync(
            request, new ParseResultAnswer(spool, jobId), cancellationToken).ConfigureAwait(false);
        return again.ReadArtifacts().FirstOrDefault(one => one.Kind == artifact.Kind && one.Name == artifact.Name)?.Address
            ?? throw Transport.Refuse(request, $"was answered without an address for '{artifact}', so that it cannot be saved");
    }

    private Task<object?> DownloadAsync(
        string jobId, string address, Func<Stream> open, Action<long>? received, RequestScope scope, CancellationToken cancellationToken) =>
        Uri.TryCreate(address, UriKind.Absolute, out Uri? target) && ServiceRequest.IsSafeElsewhere(target)
            ? Transport.SendAsync(ServiceRequest.GetElsewhere(target), new StreamAnswer(open, received), cancellationToken)
            : throw Transport.Refuse(
                ResultRequest(jobId, [], null, scope),
                "was answered with an address for a file that is neither https nor on this machine, so that it was not asked");

    private ServiceRequest ResultRequest(string jobId, IReadOnlyCollection<string> expand, string? image, RequestScope scope)
    {
        ServiceRequest request = ServiceRequest.Get(Root).Segment(jobId, nameof(jobId));
        foreach (string part in expand ?? throw new ArgumentNullException(nameof(expand)))
        {
            request.QueryExactly("expand", part);
        }

        return (image is null ? request : request.QueryExactly("image_filenames", image)).Within(scope);
    }
}
