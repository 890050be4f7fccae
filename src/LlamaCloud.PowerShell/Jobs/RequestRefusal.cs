using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text.RegularExpressions;

namespace LlamaCloud.PowerShell.Jobs;

/// <summary>
/// The words for what the service would refuse, so that it is not sent: those of the command line, not those of the wire.
/// </summary>
internal static class RequestRefusal
{
    private static readonly Regex s_ofRule = new("^rules?(?:\\[([0-9]+)\\])?\\.(type|description)\\z", RegexOptions.CultureInvariant);

    private static readonly Regex s_ofSchema = new("^data_schema\\.(.+)\\z", RegexOptions.CultureInvariant | RegexOptions.Singleline);

    // The fields at the end of "cannot be combined with rules, lang".
    private static readonly Regex s_field = new("[a-z]+(?:_[a-z]+)*(?=,|\\z)", RegexOptions.CultureInvariant);

    /// <summary>The sentences.</summary>
    /// <param name="problems">What would be refused.</param>
    /// <param name="types">The types of the rules that are among it, by which they are named; null without any.</param>
    /// <returns>Null when there are no problems.</returns>
    public static string? Describe(IEnumerable<ValidationError> problems, IReadOnlyList<string>? types = null)
    {
        string[] all = [.. problems.Select(problem => Sentence(problem, types ?? []))];
        return all.Length == 0 ? null : string.Join(" ", all) + " Nothing was sent.";
    }

    private static string Sentence(ValidationError problem, IReadOnlyList<string> types)
    {
        if (s_ofRule.Match(problem.Location) is { Success: true } match)
        {
            int number = match.Groups[1].Success ? int.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture) : 1;
            string type = number <= types.Count ? types[number - 1] : string.Empty;
            string name = type.Length > 0 ? $"Rule '{ResourceId.Show(type)}'" : match.Groups[1].Success ? $"Rule {number}" : "The rule";
            return $"{name}: the {match.Groups[2].Value} {problem.Message}.";
        }

        return problem switch
        {
            { Location: "rules", Type: "missing" } => "Specify -Rule or -ConfigurationId.",
            { Location: "data_schema", Type: "missing" } => "Specify -Schema or -ConfigurationId.",
            _ when s_ofSchema.Match(problem.Location) is { Success: true } field =>
                $"Field '{ResourceId.Show(field.Groups[1].Value)}' of the schema {problem.Message}.",
            { Type: "conflict" } => $"{Parameter(problem.Location)} {s_field.Replace(problem.Message, word => Parameter(word.Value))}.",
            _ =>
                $"{Parameter(problem.Location)} {problem.Message}"
                    + $"{(problem.Message[problem.Message.Length - 1] == '?' ? string.Empty : ".")}",
        };
    }

    // The fields of the wire and the parameters differ in how a name is written, and in these.
    private static string Parameter(string field) =>
        field.StartsWith("options.", System.StringComparison.Ordinal) ? "-Option " + field.Remove(0, "options.".Length) : "-" + field switch
    {
        "lang" => "Language",
        "rules" => "Rule",
        "data_schema" => "Schema",
        "disable_cache" => "NoCache",
        "extraction_target" => "Target",
        "parse_config_id" => "ParseConfigurationId",
        "sheet_names" => "SheetName",
        "webhook_configuration_ids" => "WebhookConfigurationId",
        _ => string.Concat(
            field.Split('_').Where(word => word.Length > 0).Select(word => char.ToUpperInvariant(word[0]) + word.Substring(1))),
    };
}
