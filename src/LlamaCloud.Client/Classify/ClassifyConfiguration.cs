using System.Collections.Generic;
using System.Linq;
using System.Text.Json.Serialization;
using LlamaCloud.Json;

namespace LlamaCloud;

/// <summary>What a classify job does: the rules, and how the document is read.</summary>
public sealed class ClassifyConfiguration : ServiceObject
{
    [JsonConstructor]
    internal ClassifyConfiguration()
    {
    }

    /// <summary>The rules that the document is held against; the best match wins.</summary>
    [JsonInclude]
    public IReadOnlyList<ClassifyRule> Rules
    {
        get;
        internal set => field = NewRules(value);
    } = NewRules(null);

    /// <summary>How the service works, <c>FAST</c> being the only way so far; null when it does not say.</summary>
    [JsonInclude]
    [JsonConverter(typeof(RepeatedTextConverter))]
    public string? Mode { get; internal set; }

    /// <summary>How the document is read; null for the service's own way.</summary>
    [JsonInclude]
    public ClassifyParsingConfiguration? ParsingConfiguration { get; internal set; }

    /// <summary>The types of the rules, on one line.</summary>
    public override string ToString() => string.Join(", ", Rules.Select(rule => rule.Type));

    private static ShownList<ClassifyRule> NewRules(IReadOnlyList<ClassifyRule>? all) => WholeList.Of(all, rule => rule.Type);
}
