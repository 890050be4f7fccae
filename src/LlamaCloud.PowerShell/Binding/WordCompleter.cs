using System;
using System.Collections;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using System.Management.Automation.Language;
using LlamaCloud.PowerShell.Jobs;

namespace LlamaCloud.PowerShell.Binding;

/// <summary>Completes words that are known. The service adds some, so others are taken too.</summary>
internal abstract class WordCompleter(params string[] words) : IArgumentCompleter
{
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters) =>
        Words(commandName)
            .Where(word => word.StartsWith(Completion.Unquote(wordToComplete), StringComparison.OrdinalIgnoreCase))
            .Select(word => new CompletionResult(word));

    /// <summary>The words for a command.</summary>
    protected virtual IEnumerable<string> Words(string commandName) => words;
}

/// <summary>Completes the statuses of jobs, of the product whose command it is.</summary>
internal sealed class JobStatusCompleter : WordCompleter
{
    protected override IEnumerable<string> Words(string commandName) => JobProducts.OfCommand(commandName)?.Statuses.All ?? [];
}

/// <summary>Completes what files are for.</summary>
internal sealed class PurposeCompleter() : WordCompleter("user_data", "parse", "extract", "split", "classify", "sheet", "agent_app");

/// <summary>Completes the languages of documents: of those that the service names (<c>ParserLanguages</c> of its description), the ones with a code of ISO 639-1.</summary>
internal sealed class LanguageCompleter() : WordCompleter(
    "af", "ar", "as", "az", "be", "bg", "bn", "bs", "cs", "cy", "da", "de", "en", "es", "et", "fa", "fr", "ga", "hi", "hr", "hu", "id", "is", "it",
    "ja", "kn", "ko", "ku", "la", "lt", "lv", "mi", "mn", "mr", "ms", "mt", "ne", "nl", "no", "oc", "pi", "pl", "pt", "ro", "ru", "sa", "sk", "sl",
    "sq", "sv", "sw", "ta", "te", "th", "tl", "tr", "ug", "uk", "ur", "uz", "vi", "zh");

/// <summary>Completes what directories are for.</summary>
internal sealed class DirectoryTypeCompleter() : WordCompleter("user", "ephemeral", "index");

/// <summary>Completes the kinds of jobs that a batch makes.</summary>
internal sealed class BatchProductTypeCompleter : WordCompleter
{
    protected override IEnumerable<string> Words(string commandName) => JobProducts.OfCommand(commandName)?.ConfigurationTypes ?? [];
}

/// <summary>Completes what saved configurations are for.</summary>
internal sealed class ProductTypeCompleter() : WordCompleter("classify_v2", "extract_v2", "parse_v2", "split_v1", "spreadsheet_v1");
