using System;
using System.Text.Json.Nodes;
using System.Threading.Tasks;
using LlamaCloud.Emulator.Configurations;
using LlamaCloud.Emulator.Files;
using Microsoft.AspNetCore.Http;

namespace LlamaCloud.Emulator.Jobs;

/// <summary>The create of one product's jobs.</summary>
internal sealed class JobCreation(JobStore jobs, FileStore files, ConfigurationStore configurations, TimeProvider clock)
{
    /// <summary>What its saved configurations are for.</summary>
    public string ProductType => Kind.ProductType;

    private JobKind Kind => jobs.Kind;

    public async Task<IResult> CreateAsync(HttpRequest request)
    {
        if (ProjectScope.Check(request.Query) is IResult outside)
        {
            return outside;
        }

        BodyField body = await BodyField.ReadAsync(request);
        return await CreateAsync(body, ProjectScope.Of(request.Query));
    }

    /// <summary>Creates one from a body.</summary>
    public async Task<IResult> CreateAsync(BodyField body, string project)
    {
        if (Kind.ReadBody(body, Kind) is not JobBody wanted)
        {
            return ErrorAnswer.Invalid(body.Problems);
        }

        if (jobs.OfTransaction(wanted.TransactionId, project) is JsonObject earlier)
        {
            return Answer(earlier);
        }

        return FindConfiguration(wanted, project, out JsonObject settings)
            ?? await CreateAsync(wanted, project, settings, body.AsObject()!);
    }

    private IResult? FindConfiguration(JobBody wanted, string project, out JsonObject settings)
    {
        settings = wanted.Settings ?? [];
        if (wanted.ConfigurationId is null)
        {
            return null;
        }

        if (configurations.Find(wanted.ConfigurationId) is not SavedConfiguration saved || saved.ProjectId != project)
        {
            return ConfigurationRoutes.NotFound(wanted.ConfigurationId);
        }

        settings = ConfigurationParameters.ToJob(saved.Parameters);
        // Of a product that takes both, what the create says counts.
        foreach (var (name, value) in wanted.Settings ?? [])
        {
            settings[name] = value?.DeepClone();
        }

        return saved.ProductType == Kind.ProductType
            ? null
            : ErrorAnswer.Invalid(
                "body", "configuration_id", $"Value error, Configuration {saved.Id} is one for {saved.ProductType}", "value_error");
    }

    private async Task<IResult> CreateAsync(JobBody wanted, string project, JsonObject settings, JsonObject body)
    {
        bool isParsed = Kind.TakesParseJobs && wanted.Document.StartsWith(JobDraft.ParseJobPrefix, StringComparison.Ordinal);
        StoredFile? file = isParsed ? files.OfParseJob(wanted.Document) : wanted.IsAddress ? null : files.Find(wanted.Document);
        if (!isParsed && !wanted.IsAddress && file?.ProjectId != project)
        {
            return ErrorAnswer.Of(404, $"File {wanted.Document} not found");
        }

        return Answer(await MakeAsync(wanted, file, project, settings, body));
    }

    /// <summary>Makes the job of a document that is there.</summary>
    public async Task<JsonObject> MakeAsync(JobBody wanted, StoredFile? file, string project, JsonObject settings, JsonObject body)
    {
        DateTimeOffset now = clock.GetUtcNow();
        JobDraft draft = new($"{Kind.IdPrefix}{Guid.NewGuid()}", wanted.Document, file, settings, wanted.ConfigurationId, body);
        if (file is not null && draft.Id.StartsWith(JobDraft.ParseJobPrefix, StringComparison.Ordinal))
        {
            files.AddParseJob(draft.Id, file);
        }

        JsonObject job = Kind.Begin(draft);
        job["id"] = draft.Id;
        job["status"] = Kind.Pending;
        job["created_at"] = Timestamps.Text(now);
        job["updated_at"] = Timestamps.Text(now);
        job["project_id"] = project;
        if (Kind.HasTransactions)
        {
            job["transaction_id"] = wanted.TransactionId;
        }

        JsonObject made = jobs.Create(job, new JobCourse(now, await Kind.Run(draft)));
        if (JobStore.Text(made, "id") == draft.Id)
        {
            jobs.Created?.Invoke(made, body);
        }

        return made;
    }

    private IResult Answer(JsonObject job) => Results.Json(Kind.Show(job, [], false), statusCode: Kind.CreateStatus);
}
