using System.Collections.Generic;
using System.Linq;
using System.Text.Json.Serialization;
using LlamaCloud.Json;

namespace LlamaCloud;

/// <summary>The outcome of a split job.</summary>
public sealed class SplitResult : ServiceObject
{
    [JsonConstructor]
    internal SplitResult()
    {
    }

    /// <summary>The parts of the document, as the service orders them.</summary>
    [JsonInclude]
    public IReadOnlyList<SplitResultSegment> Segments
    {
        get;
        internal set => field = WholeList.Of(value);
    } = WholeList.Of<SplitResultSegment>(null);

    /// <summary>The categories of the parts, on one line.</summary>
    public override string ToString() => string.Join(", ", Segments.Select(segment => segment.Category));
}
