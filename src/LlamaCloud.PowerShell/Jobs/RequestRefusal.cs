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
    private static readonly Regex s_ofItem = new(
        "^(?:(?<kind>rule)s?|(?<kind>categor)(?:y|ies))(?:\\[(?<number>[0-9]+)\\])?\\.(?<field>[a-z]+)\\z", RegexOptions.CultureInvariant);

    private static readonly Regex s_ofSchema = new("^data_schema\\.(.+)\\z", RegexOptions.CultureInvariant | RegexOptions.Singleline);

    // The fields at the end of "cannot be combined with rules, lang".
    private static readonly Regex s_field = new("[a-z]+(?:_[a-z]+)*(?=,|\\z)", RegexOptions.CultureInvariant);

    /// <summary>The sentences.</summary>
    /// <param name="problems">What would be refused.</param>
    /// <param name="names">The types of the rules or the names of the categories that are among it; null without any.</param>
    /// <returns>Null when there are no problems.</returns>
    public static string? Describe(IEnumerable<ValidationError> problems, IReadOnlyList<string>? names = null)
    {
        string[] all = [.. problems.Select(problem => Sentence(problem, names ?? []))];
        return all.Length == 0 ? null : string.Join(" ", all) + " Nothing was sent.";
    }

    private static string Sentence(ValidationError problem, IReadOnlyList<string> names)
    {
        if (s_ofItem.Match(problem.Location) is { Success: true } match)
        {
            string kind = match.Groups["kind"].Value == "rule" ? "rule" : "category";
            int number = match.Groups["number"].Success ? int.Parse(match.Groups["number"].Value, CultureInfo.InvariantCulture) : 1;
            string name = number <= names.Count ? names[number - 1] : string.Empty;
            string item = char.ToUpperInvariant(kind[0]) + kind.Substring(1);
            string title = name.Length > 0 ? $"{item} '{ResourceId.Show(name)}'" : match.Groups["number"].Success ? $"{item} {number}" : "The " + kind;
            return $"{title}: the {match.Groups["field"].Value} {problem.Message}.";
        }

        return problem switch
        {
            { Location: "rules", Type: "missing" } => "Specify -Rule or -ConfigurationId.",
            { Location: "categories", Type: "missing" } => "Specify -Category or -ConfigurationId.",
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
        "categories" => "Category",
        "allow_uncategorized" => "Uncategorized",
        "custom_instructions" => "Instruction",
        "min_pages_per_split" => "MinPages",
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
