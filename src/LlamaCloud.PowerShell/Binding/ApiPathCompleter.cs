using System;
using System.Collections;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Management.Automation;
using System.Management.Automation.Language;

namespace LlamaCloud.PowerShell.Binding;

/// <summary>
/// Completes the paths of the service's operations, those of <c>-Method</c> where it is given. They stand in
/// <c>operations.txt</c>, a line each, taken from the service's OpenAPI description; other paths can be called as well.
/// </summary>
internal sealed class ApiPathCompleter : IArgumentCompleter
{
    private static readonly Lazy<ILookup<string, string>> s_methodsByPath = new(Read);

    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters)
    {
        string word = Completion.Unquote(wordToComplete);
        string? method = fakeBoundParameters["Method"] as string;
        // From the beginning, or, for who knows only what it is about, a part of it.
        WildcardPattern part = new($"*{WildcardPattern.Escape(word)}*", WildcardOptions.IgnoreCase);
        bool Fits(string path) =>
            path.StartsWith(word, StringComparison.OrdinalIgnoreCase) || (word.Length > 1 && word[0] != '/' && part.IsMatch(path));
        return s_methodsByPath.Value
            .Where(path => Fits(path.Key) && (method is null || path.Contains(method, StringComparer.OrdinalIgnoreCase)))
            .Select(
                path => new CompletionResult(
                    Completion.Quote(path.Key), path.Key, CompletionResultType.ParameterValue, $"{string.Join(", ", path)} {path.Key}"));
    }

    private static ILookup<string, string> Read()
    {
        using StreamReader reader = new(typeof(ApiPathCompleter).Assembly.GetManifestResourceStream("operations.txt")!);
        return reader.ReadToEnd().Split(['\n', '\r'], StringSplitOptions.RemoveEmptyEntries)
            .Select(line => line.Split(' '))
            .ToLookup(parts => parts[1], parts => parts[0]);
    }
}
