using System;
using System.Text.Json.Nodes;
using System.Threading.Tasks;
using LlamaCloud.Emulator.Configurations;
using LlamaCloud.Emulator.Files;
using Microsoft.AspNetCore.Http;

namespace LlamaCloud.Emulator.Classify;

/// <summary><c>POST /api/v2/classify</c>.</summary>
internal sealed class JobCreation(JobStore jobs, FileStore files, ConfigurationStore configurations, TimeProvider clock)
{
    private const string ParseJobPrefix = "pjb-";

    public async Task<IResult> CreateAsync(HttpRequest request)
    {
        if (ProjectScope.Check(request.Query) is IResult outside)
        {
            return outside;
        }

        BodyField body = await BodyField.ReadAsync(request);
        if (JobRequest.Read(body) is not JobRequest wanted)
        {
            return ErrorAnswer.Invalid(body.Problems);
        }

        string project = ProjectScope.Of(request.Query);
        if (jobs.OfTransaction(wanted.TransactionId, project) is JsonObject earlier)
        {
            return Results.Json(earlier);
        }

        return FindConfiguration(wanted, project, out JsonObject configuration)
            ?? await CreateAsync(wanted, project, configuration);
    }

    private IResult? FindConfiguration(JobRequest wanted, string project, out JsonObject configuration)
    {
        configuration = wanted.Configuration ?? [];
        if (wanted.ConfigurationId is null)
        {
            return null;
        }

        if (configurations.Find(wanted.ConfigurationId) is not SavedConfiguration saved || saved.ProjectId != project)
        {
            return ConfigurationRoutes.NotFound(wanted.ConfigurationId);
        }

        configuration = ConfigurationParameters.ToJob(saved.Parameters);
        return saved.ProductType == ConfigurationParameters.Classify
            ? null
            : ErrorAnswer.Invalid("body", "configuration_id", $"Value error, Configuration {saved.Id} is one for {saved.ProductType}", "value_error");
    }

    private async Task<IResult> CreateAsync(JobRequest wanted, string project, JsonObject configuration)
    {
        bool isParsed = wanted.FileInput.StartsWith(ParseJobPrefix, StringComparison.Ordinal);
        StoredFile? file = files.Find(wanted.FileInput);
        if (!isParsed && file?.ProjectId != project)
        {
            return ErrorAnswer.Of(404, $"File {wanted.FileInput} not found");
        }

        DateTimeOffset now = clock.GetUtcNow();
        JsonObject job = SeedJobs.Job($"clj-{Guid.NewGuid()}", 0, "PENDING");
        job["created_at"] = Timestamps.Text(now);
        job["updated_at"] = Timestamps.Text(now);
        job["file_input"] = wanted.FileInput;
        job["project_id"] = project;
        job["document_input_type"] = isParsed ? "parse_job_id" : "file_id";
        job["parse_job_id"] = isParsed ? wanted.FileInput : null;
        job["configuration"] = configuration;
        job["configuration_id"] = wanted.ConfigurationId;
        job["transaction_id"] = wanted.TransactionId;
        JsonArray rules = configuration["rules"]!.AsArray();
        JobCourse course = isParsed
            ? new JobCourse(now, KeywordClassifier.Classify(rules, string.Empty), null)
            : Course(now, rules, await DocumentText.ReadAsync(file!));
        return Results.Json(jobs.Create(job, course));
    }

    private static JobCourse Course(DateTimeOffset now, JsonArray rules, string? text) => text switch
    {
        null => new JobCourse(now, null, "The file is encrypted and could not be read."),
        "" => new JobCourse(now, null, "The document has no readable text."),
        _ => new JobCourse(now, KeywordClassifier.Classify(rules, text), null),
    };
}
