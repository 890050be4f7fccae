using System.Text.Json;

namespace LlamaCloud;

/// <summary>A batch to be created.</summary>
public sealed class BatchRequest : JobRequest
{
    /// <summary>The directory, <c>dir-...</c>.</summary>
    public string SourceDirectoryId { get; set; } = string.Empty;

    /// <summary>The kind of its jobs, which that of the configuration must be: <c>parse_v2</c> or <c>extract_v2</c>.</summary>
    public string JobType { get; set; } = string.Empty;

    internal override string ProductType => JobType;

    private protected override void WriteJob(Utf8JsonWriter json)
    {
        json.WriteString("source_directory_id", SourceDirectoryId);
        json.WriteStartObject("config");
        json.WriteStartObject("job");
        WriteConfiguration(json);
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private protected override void WriteConfiguration(Utf8JsonWriter json)
    {
        json.WriteString("type", JobType);
        json.WriteString("configuration_id", ConfigurationId);
    }
}
