using System;
using System.Collections;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using System.Management.Automation.Language;

namespace LlamaCloud.PowerShell.Binding;

/// <summary>Completes words that are known. The service adds some, so others are taken too.</summary>
internal abstract class WordCompleter(params string[] words) : IArgumentCompleter
{
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters) =>
        words
            .Where(word => word.StartsWith(Completion.Unquote(wordToComplete), StringComparison.OrdinalIgnoreCase))
            .Select(word => new CompletionResult(word));
}

/// <summary>Completes the statuses of classify jobs.</summary>
internal sealed class ClassifyJobStatusCompleter() : WordCompleter("PENDING", "RUNNING", "COMPLETED", "FAILED", "CANCELLED");

/// <summary>Completes what files are for.</summary>
internal sealed class PurposeCompleter() : WordCompleter("user_data", "parse", "extract", "split", "classify", "sheet", "agent_app");

/// <summary>Completes the languages of documents, as the service names them (<c>ParserLanguages</c> of its description).</summary>
internal sealed class LanguageCompleter() : WordCompleter(
    "af", "az", "bs", "cs", "cy", "da", "de", "en", "es", "et", "fr", "ga", "hr", "hu", "id", "is", "it", "ku", "la", "lt", "lv", "mi", "ms",
    "mt", "nl", "no", "oc", "pi", "pl", "pt", "ro", "rs_latin", "sk", "sl", "sq", "sv", "sw", "tl", "tr", "uz", "vi", "ar", "fa", "ug", "ur", "bn",
    "as", "mni", "ru", "rs_cyrillic", "be", "bg", "uk", "mn", "abq", "ady", "kbd", "ava", "dar", "inh", "che", "lbe", "lez", "tab", "tjk", "hi",
    "mr", "ne", "bh", "mai", "ang", "bho", "mah", "sck", "new", "gom", "sa", "bgc", "th", "ch_sim", "ch_tra", "ja", "ko", "ta", "te", "kn", "zh");
