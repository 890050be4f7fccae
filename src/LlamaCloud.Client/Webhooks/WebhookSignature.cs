using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;

namespace LlamaCloud;

/// <summary>
/// The signature of a delivery: <c>LC-Signature: sha256=</c> and the HMAC-SHA256 of the raw body in hexadecimal. There is no time in it, so
/// a delivery that is sent again is as genuine as the first.
/// </summary>
public static class WebhookSignature
{
    /// <summary>The header that has it.</summary>
    public const string HeaderName = "LC-Signature";

    private const string Algorithm = "sha256=";
    private const int DigestLength = 32;

    /// <summary>Looks at a delivery. Whatever stands in it, nothing is thrown for it.</summary>
    /// <param name="body">The body, byte by byte as it came.</param>
    /// <param name="signatures">Every value that the header had; a genuine delivery has one.</param>
    /// <param name="secrets">The secrets, of which one is enough: while a secret is being changed there are two.</param>
    /// <returns>Null for a genuine delivery; otherwise why it is none, in a sentence that tells nothing of a secret.</returns>
    public static string? FindProblem(byte[] body, IReadOnlyList<string> signatures, IReadOnlyList<string> secrets)
    {
        string[] usable = [.. (secrets ?? throw new ArgumentNullException(nameof(secrets))).Where(secret => !string.IsNullOrEmpty(secret))];
        if (usable.Length == 0)
        {
            return "There is no secret to hold it against.";
        }

        if ((signatures ?? throw new ArgumentNullException(nameof(signatures))).Count != 1)
        {
            return signatures.Count == 0 ? $"It has no {HeaderName}."
                : $"It has {signatures.Count} values of {HeaderName}, where one is right.";
        }

        if (ReadDigest(signatures[0], out string? problem) is not byte[] digest)
        {
            return problem;
        }

        // Every secret is tried, so that the time says nothing of which one it was.
        bool isGenuine = false;
        foreach (string secret in usable)
        {
            isGenuine |= Compatibility.FixedTimeEquals(
                Compatibility.HmacSha256(Encoding.UTF8.GetBytes(secret), body ?? throw new ArgumentNullException(nameof(body))), digest);
        }

        return isGenuine ? null
            : $"The {HeaderName} is not that of this body with "
                + $"{(usable.Length == 1 ? "the secret" : $"any of the {usable.Length} secrets")}.";
    }

    // Spaces around it and the case of its letters are no matter of which bytes it stands for.
    private static byte[]? ReadDigest(string? signature, out string? problem)
    {
        string text = (signature ?? string.Empty).Trim();
        problem = text.Length == 0 ? $"Its {HeaderName} is empty."
            : !text.StartsWith(Algorithm, StringComparison.OrdinalIgnoreCase) ? $"Its {HeaderName} does not begin with {Algorithm}."
            : text.Length != Algorithm.Length + (2 * DigestLength)
                ? $"Its {HeaderName} has {text.Length - Algorithm.Length} digits, where {2 * DigestLength} are right."
            : null;
        if (problem is not null)
        {
            return null;
        }

        byte[] digest = new byte[DigestLength];
        for (int i = 0; i < DigestLength; i++)
        {
            int high = Digit(text[Algorithm.Length + (2 * i)]);
            int low = Digit(text[Algorithm.Length + (2 * i) + 1]);
            if (high < 0 || low < 0)
            {
                problem = $"Its {HeaderName} is not hexadecimal.";
                return null;
            }

            digest[i] = (byte)((high << 4) | low);
        }

        return digest;
    }

    private static int Digit(char c) => c switch
    {
        >= '0' and <= '9' => c - '0',
        >= 'a' and <= 'f' => c - 'a' + 10,
        >= 'A' and <= 'F' => c - 'A' + 10,
        _ => -1,
    };
}
