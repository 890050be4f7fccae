using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using LlamaCloud.Emulator;

namespace LlamaCloud.PowerShell.Tests.Contract;

/// <summary>The fields of a multipart form as an object of texts; of what is no text only that it is there.</summary>
internal static partial class FormFields
{
    public static JsonObject Read(RecordedRequest request)
    {
        JsonObject fields = [];
        string boundary = "--" + Boundary().Match(request.Headers["Content-Type"]).Groups[1].Value;
        foreach (string part in Encoding.UTF8.GetString(request.Body).Split(boundary)[1..])
        {
            string[] halves = part.Split("\r\n\r\n", 2);
            if (halves.Length == 2 && Name().Match(halves[0]) is { Success: true } name)
            {
                fields[name.Groups[1].Value] = halves[0].Contains("filename", System.StringComparison.OrdinalIgnoreCase)
                    ? string.Empty
                    : halves[1][..^2];
            }
        }

        return fields;
    }

    [GeneratedRegex(@"boundary=""?([^"";]+)")]
    private static partial Regex Boundary();

    [GeneratedRegex(@"[; ]name=""?([^"";\r]+)")]
    private static partial Regex Name();
}
