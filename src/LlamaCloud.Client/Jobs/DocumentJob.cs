using System.Text.Json.Serialization;
using LlamaCloud.Json;

namespace LlamaCloud;

/// <summary>A job that says which document it is about.</summary>
public abstract class DocumentJob : LlamaCloudJob
{
    private protected DocumentJob()
    {
    }

    /// <summary>The id of the document: a file, <c>dfl-...</c>, or a parse job, <c>pjb-...</c>.</summary>
    [JsonInclude]
    public string FileInput { get; internal set => field = value ?? string.Empty; } = string.Empty;

    /// <summary>What <see cref="FileInput"/> is: <c>url</c>, <c>file_id</c> or <c>parse_job_id</c>.</summary>
    [JsonInclude]
    [JsonConverter(typeof(RepeatedTextConverter))]
    public string DocumentInputType { get; internal set => field = value ?? string.Empty; } = string.Empty;
}
