using System;
using System.Collections;
using System.Collections.Generic;
using System.Linq;
using System.Security;
using LlamaCloud.PowerShell.Binding;

namespace LlamaCloud.PowerShell.Webhooks;

/// <summary>
/// What a webhook is made of, as the parameters of two commands have it; null for what was not given. No value of theirs gets into an
/// error.
/// </summary>
/// <param name="Url">Whom it tells.</param>
/// <param name="Events">What it tells.</param>
/// <param name="Headers">What it sends along.</param>
/// <param name="OutputFormat">How the body is written.</param>
/// <param name="Secret">What it signs with.</param>
internal sealed record WebhookParameters(Uri? Url, string[]? Events, IDictionary? Headers, string? OutputFormat, SecureString[]? Secret)
{
    /// <summary>The words for what is wrong; null when nothing is.</summary>
    public string? Problem =>
        Url is not null && (!Url.IsAbsoluteUri || Url.Scheme is not ("https" or "http"))
            ? "-Url is no http or https address. Give a whole one, such as https://example.com/hook."
        : Events?.Any(string.IsNullOrWhiteSpace) == true ? "-Event holds an empty one. Give events such as parse.success, or @() for all."
        : Slip is string slip ? $"-Event '{ResourceId.Show(slip)}' is no event: give {JobEvents.FindMeant(slip)}."
        : OutputFormat?.ToLowerInvariant() is not (null or "string" or "json") ? "-OutputFormat is neither string nor json."
        : Secret is not null && (Secret.Length != 1 || Secret[0].Length == 0)
            ? "-SigningSecret is not one secret that is not empty. Without one give no -SigningSecret."
        : HeaderTexts is null ? "-Header has a value that is no text. Give a text or a SecureString for each header."
        : null;

    private string? Slip => Events?.FirstOrDefault(name => JobEvents.FindMeant(name) is not null);

    // Null where a value is no text; empty where no headers were given.
    private Dictionary<string, string>? HeaderTexts
    {
        get
        {
            Dictionary<string, string> texts = new(StringComparer.OrdinalIgnoreCase);
            foreach (DictionaryEntry header in Headers ?? new Hashtable())
            {
                if (SecretText.Of(header.Value) is not string text)
                {
                    return null;
                }

                texts[header.Key.ToString()!] = text;
            }

            return texts;
        }
    }

    /// <summary>What is sent of it, once nothing is wrong.</summary>
    public WebhookSettings ToSettings() => new(Url, Headers is null ? null : HeaderTexts, Secret is null ? null : SecretText.Of(Secret[0]))
    {
        Events = Events is null ? null : [.. Events.Select(name => name.Trim())],
        OutputFormat = OutputFormat?.ToLowerInvariant(),
    };
}
