using System.Collections.Generic;
using System.Linq;
using System.Net;
using LlamaCloud.PowerShell.Binding;

namespace LlamaCloud.PowerShell.Report;

/// <summary>
/// Makes texts that anybody may have written harmless: no secret, nothing that turns the direction of text, nothing that a browser takes
/// for more than text.
/// </summary>
/// <param name="clients">Those whose keys the session knows.</param>
internal sealed class ReportText(IReadOnlyList<LlamaCloudClient> clients)
{
    /// <summary>The text as HTML, on one line; empty for null.</summary>
    public string Of(string? text) =>
        clients.Aggregate(LlamaCloudClient.RedactForeign(text), static (shown, client) => client.Redact(shown)) is string harmless
            ? WebUtility.HtmlEncode(ShownText.Of(harmless))
            : string.Empty;
}
