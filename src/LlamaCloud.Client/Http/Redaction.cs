using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using System.Text.RegularExpressions;
using LlamaCloud.Json;

namespace LlamaCloud.Http;

/// <summary>Leaves secrets out of what people and logs get to see.</summary>
/// <remarks>
/// The texts come from elsewhere, so every pattern here takes time in proportion to the text: each begins with something
/// fixed, and what it has read it does not read again.
/// </remarks>
/// <param name="apiKey">The key.</param>
/// <param name="headers">The caller's own headers: their values may be secrets too.</param>
/// <param name="proxyPassword">The password of the proxy; null for none.</param>
/// <param name="requestSecrets">What a request itself carries and its answer must not show; null for nothing.</param>
internal sealed partial class Redaction(
    string apiKey,
    IReadOnlyDictionary<string, string> headers,
    string? proxyPassword = null,
    IReadOnlyCollection<string>? requestSecrets = null)
{
    /// <summary>What stands in place of a secret.</summary>
    public const string Mark = "[redacted]";

    /// <summary>
    /// How much of a body has to be at hand, where there is so much: more than is shown, so that a secret which begins in what
    /// is shown is seen whole. A body of this length may have been cut.
    /// </summary>
    public const int LeastKept = 8 * 1024;

    // A short value, such as "1" or "true", is no secret, and stands in texts for other reasons.
    private const int ShortestSecret = 6;

    // A request has a few secrets; a body of thousands must not make an error slow.
    private const int MostOfRequest = 50;

    private const int LongestForeign = 2000;

    // Of a hundred ids that are asked for at once the first tell enough.
    private const int LongestQuery = 400;

    // Nothing that is quoted is longer, but an answer with something wrong in it.
    private const int LongestSeen = 64 * 1024;

    private const RegexOptions Options = RegexOptions.IgnoreCase | RegexOptions.CultureInvariant;

    // Named are the headers that are shown: whatever else there is may hold a secret (custom headers, cookies, keys).
    private static readonly HashSet<string> s_plainHeaders = new(StringComparer.OrdinalIgnoreCase)
    {
        "Accept", "Accept-Encoding", "Allow", "Cache-Control", "Connection", "Content-Encoding", "Content-Length", "Content-Type", "Date",
        "Retry-After", "retry-after-ms", "Server", "Transfer-Encoding", "User-Agent", "Vary", "Via", "x-should-retry",
        "x-correlation-id", "x-request-id",
    };

    private static readonly Regex s_secretName = new(
        "secret|password|passphrase|^pwd$|_pwd$|private[_-]?key|access[_-]?key|token$|api[_-]?key|authorization|cookie|credential|"
            + "^webhook_headers$|^headers$|signature|^sig$|policy", Options);

    // A page token is where a list goes on.
    private static readonly Regex s_harmlessName = new("^(next_)?page_token$", Options);

    // From the slashes on, which JSON may have escaped: what stands before an @ may be a password, the query a signature.
    private static readonly Regex s_address = new("""\\?/\\?/[^\s"'<>]+""", Options);

    private static readonly Regex s_named = new(
        """(secret|password|passphrase|\bpwd|private[_-]?key|access[_-]?key|api[_-]?key|authorization|cookie)(\\{0,4}["']?\s{0,5}[=:]\s{0,5}\\{0,4}["']?)((?:bearer|basic)\s{1,5})?[^\s"',;<>&\\]+""",
        Options);

    private static readonly Regex s_scheme = new("""\b(bearer|basic)\s{1,5}[a-z0-9._~+/=-]{6,}""", Options);

    // Somebody else's key, or one of another session. What shows the end of a key, llx-...abcd, has dots there.
    private static readonly Regex s_key = new(@"\bllx-[a-z0-9_-]{6,}", Options);

    // Each also as it stands in JSON.
    private readonly string[] _secrets =
    [
        .. Known(apiKey, headers, proxyPassword, requestSecrets).SelectMany(
            secret => new[] { secret, JsonRedaction.Escape(secret) }).Distinct(),
    ];

    // So many more characters are searched than are shown: a secret that begins in what is shown is recognised only as a whole.
    private int LongestKnown => field > 0 ? field : field = 1 + _secrets.Select(one => Uri.EscapeDataString(one).Length).Append(0).Max();

    /// <summary>Knows no secret by itself, but what one looks like.</summary>
    public static Redaction OfNobody { get; } = new(string.Empty, new Dictionary<string, string>());

    // Made when the first text is shown: most requests show none.
    private Regex? Pattern => field ??= SecretPattern.Of(_secrets);

    /// <summary>The same for what a request causes: its own secrets are left out too.</summary>
    /// <param name="secrets">The secrets of the request.</param>
    public Redaction With(IEnumerable<string> secrets)
    {
        string[] own = [.. secrets.Where(secret => secret.Length >= ShortestSecret).Distinct().Take(MostOfRequest)];
        return own.Length == 0 ? this : new Redaction(apiKey, headers, proxyPassword, own);
    }

    /// <summary>A header's value, if it is one of those that hold no secret.</summary>
    public string Header(string name, string value) =>
        s_plainHeaders.Contains(name) && !headers.Keys.Contains(name, StringComparer.OrdinalIgnoreCase) ? value : Mark;

    /// <summary>
    /// An address without the values in its query that look like secrets, and without the known ones wherever they stand; not
    /// longer than a message can be.
    /// </summary>
    public Uri Address(Uri address)
    {
        string whole = address.Query.TrimStart('?');
        // Every request says where it went, and of a hundred ids only the first are shown: the others are not read through.
        string seen = whole.Substring(0, Math.Min(whole.Length, LongestQuery + LongestKnown));
        string query = Beginning(WithoutValues(seen) is string shown && shown == seen ? shown : WithoutValues(whole), LongestQuery);
        string path = WithoutKnown(address.AbsolutePath);
        return path == address.AbsolutePath && query == address.Query.TrimStart('?')
            ? address
            : new UriBuilder(address) { Path = path, Query = query }.Uri;
    }

    private string WithoutValues(string query) => query.Length == 0 ? query : WithoutKnown(
        string.Join("&", query.Split('&').Select(part => HoldsSecret(part) ? $"{part.Split('=')[0]}={Mark}" : part)));

    // In an address a secret stands escaped.
    private string WithoutKnown(string text) =>
        _secrets.Aggregate(text, (current, secret) => current.Replace(secret, Mark).Replace(Uri.EscapeDataString(secret), Mark));

    /// <summary>
    /// Text that somebody else wrote, for a message: on one line, without control characters, which a terminal would obey,
    /// without secrets, and not longer than a message can be. Null when nothing is left.
    /// </summary>
    public string? Foreign(string? text)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            return null;
        }

        string seen = text!.Length <= LongestSeen ? text : text.Substring(0, LongestSeen);
        string line = Text(new string([.. seen.Select(c => char.IsControl(c) ? ' ' : c)]).Trim(), mayBeCut: seen.Length < text.Length);
        return line.Length == 0 ? null : Beginning(line, LongestForeign);
    }

    /// <summary>A body: JSON, as far as it can be read, without the values of its secret fields; anything else as text.</summary>
    /// <param name="body">The body, or so much of its beginning as was kept: at least <see cref="LeastKept"/>.</param>
    public string Body(ReadOnlyMemory<byte> body)
    {
        byte[] text = ByteOrderMark.Skip(body).ToArray();
        byte first = text.FirstOrDefault(b => b is not ((byte)' ' or (byte)'\t' or (byte)'\r' or (byte)'\n'));
        // A short one is cut too where the connection ended within it. JSON shows nothing of what it cannot read to its end.
        string shown = first is (byte)'{' or (byte)'[' ? JsonRedaction.Show(text) : WithoutHalfSecret(Encoding.UTF8.GetString(text));
        return Text(shown, mayBeCut: body.Length >= LeastKept);
    }

    /// <summary>The beginning of a text that holds no secrets any more.</summary>
    public static string Beginning(string text, int most) => text.Length <= most ? text : $"{text.Substring(0, most)}...";

    /// <summary>Whether a field of this name has a secret for a value.</summary>
    public static bool IsSecret(string name) => s_secretName.IsMatch(name) && !s_harmlessName.IsMatch(name);

    /// <summary>Free text without what looks like a secret in it.</summary>
    /// <param name="text">The text.</param>
    /// <param name="mayBeCut">Whether it may end in the midst of something.</param>
    public string Text(string text, bool mayBeCut = false)
    {
        string shown = Pattern?.Replace(text, Mark) ?? text;
        shown = s_key.Replace(shown, Mark);
        shown = mayBeCut ? WithoutHalf(shown) : shown;
        shown = s_address.Replace(shown, match => WithoutSecrets(match.Value));
        shown = s_named.Replace(shown, "$1$2" + Mark);
        return s_scheme.Replace(shown, "$1 " + Mark);
    }

    private static IEnumerable<string> Known(
        string apiKey, IReadOnlyDictionary<string, string> headers, string? proxyPassword, IReadOnlyCollection<string>? requestSecrets) =>
        headers.Values.Append(proxyPassword ?? string.Empty)
            .Concat(requestSecrets ?? [])
            .Where(value => value.Length >= ShortestSecret)
            .Prepend(apiKey)
            .Where(value => value.Length > 0);
}
