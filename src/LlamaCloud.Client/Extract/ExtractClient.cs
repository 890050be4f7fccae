using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Net.Http;
using System.Text.Json;
using System.Threading;
using System.Threading.Tasks;
using LlamaCloud.Http;

namespace LlamaCloud;

/// <summary>The calls of <c>/api/v2/extract</c>.</summary>
public sealed class ExtractClient : JobsClient<ExtractJob>
{
    private const string SchemaRoot = "api/v2/extract/schema";

    // Made when a schema is asked for: the words below are wanted in every session, whatever product it is about.
    private static Answer<ExtractSchemaAnswer> SchemaAnswer => field ??= new JsonAnswer<ExtractSchemaAnswer>(
        ExtractJsonContext.Default.ExtractSchemaAnswer, static answer => answer.Schema is not null);

    /// <summary>The words for how far an extract job is.</summary>
    public static JobStatuses Words { get; } = new(["PENDING", "THROTTLED", "RUNNING"], "COMPLETED", "FAILED", "CANCELLED");

    internal ExtractClient(Transport transport)
        : base(transport, "api/v2/extract", ExtractJsonContext.Default.ExtractJob, ExtractJsonContext.Default.PageExtractJob, Words)
    {
    }

    /// <summary>
    /// Creates a job (<c>POST /api/v2/extract</c>). The service has no transaction ids here: after an attempt of unknown outcome the job
    /// is looked for by its document and made again only where it is not there, if that document has no other job
    /// (<see cref="JobRequest.HasFreshDocument"/>); else the attempt is the only one.
    /// </summary>
    /// <param name="job">The job.</param>
    /// <param name="scope">The project and organization that it will belong to.</param>
    /// <param name="cancellationToken">Ends the requests.</param>
    /// <returns>The new job.</returns>
    /// <exception cref="LlamaCloudException">
    /// The request did not succeed: among others 402 when the account has no credits left. <see cref="LlamaCloudException.MayBeDone"/> says
    /// whether the job may have been made all the same.
    /// </exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was cancelled.</exception>
    public Task<ExtractJob> CreateAsync(
        ExtractJobRequest job, RequestScope scope = default, CancellationToken cancellationToken = default) =>
        (job ?? throw new ArgumentNullException(nameof(job))).HasFreshDocument
            ? PostOnceAsync(job, token => FindByDocumentAsync(job.FileInput, scope, token), scope, cancellationToken)
            : PostAsync(job, null, scope, cancellationToken);

    /// <summary>Asks whether the service takes a schema (<c>POST /api/v2/extract/schema/validation</c>). Nothing is made.</summary>
    /// <param name="schema">The schema.</param>
    /// <param name="cancellationToken">Ends the request.</param>
    /// <returns>The schema as the service takes it.</returns>
    /// <exception cref="LlamaCloudException">The request did not succeed; 422 when the schema is refused, field by field.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was cancelled.</exception>
    public async Task<ExtractSchema> ValidateSchemaAsync(ExtractSchema schema, CancellationToken cancellationToken = default)
    {
        string json = (schema ?? throw new ArgumentNullException(nameof(schema))).Compact;
        ServiceRequest request = ServiceRequest.Post(SchemaRoot, isRepeatable: true).Then("validation").With(Body(null, null, json));
        return (await Transport.ReadAsync(request, SchemaAnswer, cancellationToken).ConfigureAwait(false)).Schema!;
    }

    /// <summary>
    /// Lets the service make a schema (<c>POST /api/v2/extract/schema/generate</c>). At least one of the first three is needed. Not
    /// repeated
    /// after an attempt of unknown outcome.
    /// </summary>
    /// <param name="prompt">What is to be extracted, in plain words; null for nothing said.</param>
    /// <param name="fileId">A file to look at, <c>dfl-...</c>; null for none.</param>
    /// <param name="schema">A schema to go on from; null for none.</param>
    /// <param name="scope">The project and organization of the file.</param>
    /// <param name="cancellationToken">Ends the request.</param>
    /// <returns>The schema.</returns>
    /// <exception cref="LlamaCloudException">The request did not succeed.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was cancelled.</exception>
    public async Task<ExtractSchema> GenerateSchemaAsync(
        string? prompt, string? fileId, ExtractSchema? schema, RequestScope scope = default, CancellationToken cancellationToken = default)
    {
        string? file = fileId is null ? null : ResourceId.Check(fileId, nameof(fileId));
        ServiceRequest request = ServiceRequest.Post(SchemaRoot, isRepeatable: false)
            .Then("generate").Within(scope).With(Body(prompt, file, schema?.Compact));
        return (await Transport.ReadAsync(request, SchemaAnswer, cancellationToken).ConfigureAwait(false)).Schema!;
    }

    private static JsonBody Body(string? prompt, string? fileId, string? schema)
    {
        using MemoryStream body = new();
        using (Utf8JsonWriter json = new(body))
        {
            json.WriteStartObject();
            foreach ((string name, string? text) in new[] { ("prompt", prompt), ("file_id", fileId) })
            {
                if (text is not null)
                {
                    json.WriteString(name, text);
                }
            }

            if (schema is not null)
            {
                json.WritePropertyName("data_schema");
                json.WriteRawValue(schema);
            }

            json.WriteEndObject();
        }

        return new JsonBody(body.ToArray());
    }

    private async Task<ExtractJob?> FindByDocumentAsync(string document, RequestScope scope, CancellationToken cancellationToken)
    {
        PageReader<ExtractJob> pages = List(new JobFilter { FileInput = document }, scope: scope);
        IReadOnlyList<ExtractJob> jobs = await pages.NextFilledAsync(cancellationToken).ConfigureAwait(false);
        ExtractJob? made = jobs.FirstOrDefault(job => IsSame(job.FileInput, document));
        // A list of other documents does not say that the job is not there.
        return made is not null || jobs.Count == 0 ? made : throw new LlamaCloudException(
            LlamaCloudErrorKind.InvalidResponse,
            HttpMethod.Get.Method,
            Transport.Show(ServiceRequest.Get(Root)),
            "The list of the jobs of one document has those of others.");
    }

    // The service writes the ids of older files without their prefix.
    private static bool IsSame(string one, string other) => string.Equals(Bare(one), Bare(other), StringComparison.OrdinalIgnoreCase);

    private static string Bare(string id) => id.StartsWith("dfl-", StringComparison.OrdinalIgnoreCase) ? id.Substring(4) : id;
}

public sealed partial class LlamaCloudClient
{
    /// <summary>Extract jobs: the values that some given fields have in a document.</summary>
    public ExtractClient Extract => field ??= new ExtractClient(_transport);
}
