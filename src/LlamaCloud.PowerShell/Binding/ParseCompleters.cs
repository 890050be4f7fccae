using System.Collections;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using System.Management.Automation.Language;
using System.Threading;
using System.Threading.Tasks;

namespace LlamaCloud.PowerShell.Binding;

/// <summary>Completes how thoroughly documents are parsed.</summary>
internal sealed class ParseTierCompleter() : WordCompleter([.. ParseOptions.WordsOf("tier")]);

/// <summary>Completes the languages of documents that are parsed.</summary>
internal sealed class ParseLanguageCompleter()
    : WordCompleter(
        [.. ParseOptions.WordsOf("processing_options.ocr_parameters.languages[]").OrderBy(word => word, System.StringComparer.Ordinal)]);

/// <summary>
/// Completes options of parse jobs to whole maps, by the beginning of any name: PowerShell completes nothing inside of a map.
/// </summary>
internal sealed class ParseOptionCompleter : IArgumentCompleter
{
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters)
    {
        string word = Completion.Unquote(wordToComplete);
        return ParseOptions.Paths
            .Where(
                path => !path.Contains("[]")
                    && !ParseOptions.Paths.Any(other => other.StartsWith(path + ".", System.StringComparison.Ordinal)))
            .Where(path => path.Split('.').Any(name => name.StartsWith(word, System.StringComparison.OrdinalIgnoreCase)))
            .Select(path => new CompletionResult(Map(path), path, CompletionResultType.ParameterValue, ParseOptions.TypeOf(path)));
    }

    private static string Map(string path) =>
        Enumerable.Reverse(path.Split('.')).Aggregate(Value(path), (inner, name) => $"@{{ {name} = {inner} }}");

    // One that is right, to be overwritten.
    private static string Value(string path) => ParseOptions.TypeOf(path) switch
    {
        "boolean" => "$true",
        "integer" or "number" => "1",
        "array" => $"@('{FirstWord(path + "[]")}')",
        "object" => "@{}",
        _ => $"'{FirstWord(path)}'",
    };

    private static string FirstWord(string path) => ParseOptions.WordsOf(path) is { Count: > 0 } words ? words[0] : string.Empty;
}

/// <summary>Completes encodings by the names that Set-Content has for them.</summary>
internal sealed class EncodingCompleter()
    : WordCompleter("utf8", "utf8BOM", "utf8NoBOM", "ascii", "unicode", "bigendianunicode", "utf32", "ansi", "oem");

/// <summary>Completes the versions of a tier, which the service is asked for: of the one that is given, or of all.</summary>
internal sealed class ParseVersionCompleter : LookupCompleter<KeyValuePair<string, string>>, IArgumentCompleter
{
    private static readonly Lookup<KeyValuePair<string, string>> s_versions = new();

    private string? _tier;

    protected override Lookup<KeyValuePair<string, string>> Lookup => s_versions;

    IEnumerable<CompletionResult> IArgumentCompleter.CompleteArgument(
        string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters)
    {
        _tier = fakeBoundParameters["Tier"] as string;
        return CompleteArgument(commandName, parameterName, wordToComplete, commandAst, fakeBoundParameters);
    }

    protected override async Task<IReadOnlyList<KeyValuePair<string, string>>> ReadAsync(
        LlamaCloudClient client, RequestScope scope, CancellationToken cancellationToken)
    {
        IReadOnlyDictionary<string, IReadOnlyList<string>> versions = await client.Parse.GetVersionsAsync(
            scope, isQuick: true, cancellationToken).ConfigureAwait(false);
        return
        [
            .. versions.Keys.Select(tier => new KeyValuePair<string, string>(tier, ParseJobRequest.DefaultVersion)),
            .. versions.SelectMany(tier => tier.Value.Select(version => new KeyValuePair<string, string>(tier.Key, version))),
        ];
    }

    protected override string IdOf(KeyValuePair<string, string> one) => one.Value;

    protected override string NameOf(KeyValuePair<string, string> one) => one.Value;

    protected override string TipOf(KeyValuePair<string, string> one) => $"{one.Value} ({one.Key})";

    // As the service orders them: the newest first.
    protected override IEnumerable<KeyValuePair<string, string>> Order(IReadOnlyList<KeyValuePair<string, string>> all) =>
        all.Where(one => string.IsNullOrEmpty(_tier) || one.Key == _tier);
}
