using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using LlamaCloud.Json;

namespace LlamaCloud;

/// <summary>A parse job to be created. What is wrong with it is known before it is sent: <see cref="ParseJobCheck"/>.</summary>
public sealed class ParseJobRequest : JobRequest
{
    /// <summary>The tier of a job that names none, nor a saved configuration.</summary>
    public const string DefaultTier = "cost_effective";

    /// <summary>The version of a job that names none, nor a saved configuration.</summary>
    public const string DefaultVersion = "latest";

    // What a job has and a saved configuration does not.
    private static readonly string[] s_ofJobAlone = ["http_proxy"];

    /// <summary>The public address of the document, in place of <see cref="JobRequest.FileInput"/>; null for none.</summary>
    public Uri? SourceUrl { get; set; }

    /// <summary>How thoroughly the document is read; null for that of the configuration or the options, or else <see cref="DefaultTier"/>.</summary>
    public string? Tier { get; init; }

    /// <summary>The version of the tier, <c>latest</c> or a date; null as for <see cref="Tier"/>.</summary>
    public string? Version { get; init; }

    /// <summary>What the service is told in plain words; null for nothing.</summary>
    public string? Prompt { get; init; }

    /// <summary>How many pages are read at most; null for all.</summary>
    public int? MaxPages { get; init; }

    /// <summary>The languages of the document; empty for the service's default.</summary>
    public IReadOnlyList<string> Languages { get; init; } = [];

    /// <summary>Whether the document is read anew although the service has read it lately.</summary>
    public bool NoCache { get; init; }

    /// <summary>Tags that come back with the job; empty for none.</summary>
    public IReadOnlyDictionary<string, string> UserMetadata { get; init; } = new Dictionary<string, string>();

    /// <summary>Further options, by their names on the wire, as deep as the service has them: <see cref="ParseOptions"/>.</summary>
    public IReadOnlyDictionary<string, object?> Options { get; init; } = new Dictionary<string, object?>();

    internal override string ProductType => "parse_v2";

    /// <summary>The tier that it will have; null where a saved configuration says it.</summary>
    internal string? EffectiveTier => Tier ?? (Options.TryGetValue("tier", out object? own) ? own as string : ConfigurationId is null ? DefaultTier : null);

    /// <summary>The same with a transaction id.</summary>
    internal ParseJobRequest Marked(string transactionId)
    {
        ParseJobRequest copy = (ParseJobRequest)MemberwiseClone();
        copy.TransactionId = transactionId;
        return copy;
    }

    /// <summary>The parameters that are options too, and where those stand.</summary>
    internal IEnumerable<(string Field, string Path, object? Value)> Given()
    {
        yield return ("tier", "tier", Tier);
        yield return ("version", "version", Version);
        yield return ("prompt", "agentic_options.custom_prompt", Prompt);
        yield return ("max_pages", "page_ranges.max_pages", MaxPages);
        yield return ("target_pages", "page_ranges.target_pages", TargetPages?.Replace(" ", string.Empty));
        yield return ("language", "processing_options.ocr_parameters.languages", Languages.Count == 0 ? null : Languages.ToList<object?>());
        yield return ("no_cache", "disable_cache", NoCache ? true : null);
    }

    private protected override void WriteJob(Utf8JsonWriter json)
    {
        WriteText(json, "configuration_id", ConfigurationId);
        if (SourceUrl is Uri address)
        {
            json.WriteString("source_url", address.AbsoluteUri);
        }
        else
        {
            json.WriteString("file_id", FileInput);
        }

        WriteOptions(json, Tree(), []);
        json.WriteStartObject("user_metadata");
        foreach (KeyValuePair<string, string> tag in UserMetadata)
        {
            json.WriteString(tag.Key, tag.Value);
        }

        WriteText(json, ParseJob.TransactionTag, TransactionId);
        json.WriteEndObject();
    }

    private protected override void WriteConfiguration(Utf8JsonWriter json) => WriteOptions(json, Tree(), s_ofJobAlone);

    private Dictionary<string, object?> Tree()
    {
        Dictionary<string, object?> tree = Copy(Options);
        foreach ((_, string path, object? value) in Given().Where(one => one.Value is not null))
        {
            Put(tree, path.Split('.'), value);
        }

        if (ConfigurationId is null)
        {
            tree["tier"] = EffectiveTier;
            tree["version"] = tree.TryGetValue("version", out object? version) ? version : DefaultVersion;
        }

        return tree;
    }

    private static void Put(Dictionary<string, object?> tree, string[] path, object? value)
    {
        foreach (string name in path.Take(path.Length - 1))
        {
            Dictionary<string, object?> below = tree.TryGetValue(name, out object? there) && there is IReadOnlyDictionary<string, object?> given ? Copy(given) : [];
            tree[name] = below;
            tree = below;
        }

        tree[path[path.Length - 1]] = value;
    }

    private static Dictionary<string, object?> Copy(IReadOnlyDictionary<string, object?> given) => given.ToDictionary(one => one.Key, one => one.Value, StringComparer.Ordinal);

    private static void WriteOptions(Utf8JsonWriter json, Dictionary<string, object?> tree, string[] without)
    {
        foreach (KeyValuePair<string, object?> option in tree.Where(option => !without.Contains(option.Key)))
        {
            json.WritePropertyName(option.Key);
            PlainJson.Write(json, option.Value);
        }
    }
}
