using System;
using System.Collections;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;

namespace LlamaCloud.PowerShell.Binding;

/// <summary>
/// Takes webhooks out of maps or objects with <c>Url</c>, and, if wanted, <c>Events</c>, <c>Headers</c>, <c>OutputFormat</c> and
/// <c>SigningSecret</c>. No value of theirs gets into an error: headers, secret and address are somebody's.
/// </summary>
internal sealed class JobWebhookTransformationAttribute : ArgumentTransformationAttribute
{
    private static readonly string[] s_names = ["Url", "Events", "Headers", "OutputFormat", "SigningSecret"];

    public override object? Transform(EngineIntrinsics engineIntrinsics, object? inputData) => Items(inputData).Select(Read).ToArray();

    private static JobWebhook Read(object? item)
    {
        object? value = Given.Unwrap(item);
        if (value is JobWebhook ready)
        {
            return ready;
        }

        Dictionary<string, object?> fields = value switch
        {
            IDictionary map => Fields(map),
            PSObject row => Fields(row),
            _ => throw Refuse($"{Given.KindOf(value)} is no webhook"),
        };
        string[] unknown = [.. fields.Keys.Where(name => !s_names.Contains(name, StringComparer.OrdinalIgnoreCase))];
        if (unknown.Length > 0)
        {
            throw Refuse($"A webhook has no {string.Join(", ", unknown.Select(ResourceId.Show))}");
        }

        return !Uri.TryCreate(Text(fields, "Url"), UriKind.Absolute, out Uri? url) || url.Scheme is not ("https" or "http")
            ? throw Refuse("Url is no http or https address")
            : new JobWebhook(url, Headers(fields), Text(fields, "SigningSecret"))
            {
                Events = [
                    .. (Value(fields, "Events") is object events ? Items(events) : []).Select(Event),
                ],
                OutputFormat = Format(Text(fields, "OutputFormat")),
            };
    }

    // Events are no secrets.
    private static string Event(object? item)
    {
        string name = PlainText.Of(item)?.Trim() ?? throw Refuse("Events are no texts");
        return JobEvents.FindMeant(name) is string meant ? throw Refuse($"'{ResourceId.Show(name)}' is no event: {meant} is one") : name;
    }

    private static string? Format(string? format) => format?.ToLowerInvariant() is null or "string" or "json"
        ? format?.ToLowerInvariant()
        : throw Refuse("OutputFormat is neither string nor json");

    private static Dictionary<string, string>? Headers(Dictionary<string, object?> fields) => Value(fields, "Headers") switch
    {
        null => null,
        IDictionary map => Texts(Fields(map)),
        PSObject row => Texts(Fields(row)),
        _ => throw Refuse("Headers are no map"),
    };

    private static Dictionary<string, object?> Fields(IDictionary map)
    {
        Dictionary<string, object?> fields = new(StringComparer.OrdinalIgnoreCase);
        foreach (object key in map.Keys)
        {
            fields[key.ToString()!] = map[key];
        }

        return fields;
    }

    private static Dictionary<string, object?> Fields(PSObject row) =>
        row.Properties.ToDictionary(property => property.Name, property => (object?)property.Value, StringComparer.OrdinalIgnoreCase);

    private static Dictionary<string, string> Texts(Dictionary<string, object?> fields) =>
        fields.ToDictionary(one => one.Key, one => SecretText.Of(one.Value) ?? throw Refuse("A header is no text"));

    private static string? Text(Dictionary<string, object?> fields, string name) => Value(fields, name) switch
    {
        null => null,
        object value => SecretText.Of(value) is { Length: > 0 } text ? text : throw Refuse($"{name} is no text"),
    };

    private static object? Value(Dictionary<string, object?> fields, string name) =>
        fields.TryGetValue(name, out object? value) ? Given.Unwrap(value) : null;

    private static IEnumerable<object?> Items(object? value) => Given.AsList(value)?.Cast<object?>() ?? [value];

    private static ArgumentTransformationMetadataException Refuse(string problem) =>
        new(
            $"{problem}. Give a map such as @{{ Url = 'https://example.com/hook'; Events = 'classify.success' }}, with Headers, "
                + $"OutputFormat (string or json) and SigningSecret if wanted.");
}
