using System.Collections.Generic;
using System.Linq;
using System.Text.Json.Serialization;

namespace LlamaCloud;

/// <summary>A score for each question about a document; null where the service left one out.</summary>
public sealed class VerifyCompositeScores : ServiceObject
{
    [JsonConstructor]
    internal VerifyCompositeScores()
    {
    }

    /// <summary>Whether a generative model made the content.</summary>
    [JsonInclude]
    public VerifyCompositeScore? AiGenerated { get; internal set; }

    /// <summary>Whether the document was changed after it was made.</summary>
    [JsonInclude]
    public VerifyCompositeScore? ManuallyEdited { get; internal set; }

    /// <summary>Whether the history of the file looks suspicious; a hint, and weak by itself.</summary>
    [JsonInclude]
    public VerifyCompositeScore? DocumentMetadata { get; internal set; }

    /// <summary>Whether the content contradicts itself, such as in sums and checksums.</summary>
    [JsonInclude]
    public VerifyCompositeScore? DocumentCoherence { get; internal set; }

    /// <summary>Whether the document is a picture of one, which destroys traces.</summary>
    [JsonInclude]
    public VerifyCompositeScore? Recapture { get; internal set; }

    /// <summary>Whether the document or its template is known from fraud.</summary>
    [JsonInclude]
    public VerifyCompositeScore? KnownFraud { get; internal set; }

    /// <summary>Those that apply, on one line: <c>ManuallyEdited 0.61, DocumentMetadata 0.2</c>.</summary>
    public override string ToString()
    {
        (string Name, VerifyCompositeScore? Value)[] all =
        [
            (nameof(AiGenerated), AiGenerated), (nameof(ManuallyEdited), ManuallyEdited), (nameof(DocumentMetadata), DocumentMetadata),
            (nameof(DocumentCoherence), DocumentCoherence), (nameof(Recapture), Recapture), (nameof(KnownFraud), KnownFraud),
        ];
        IEnumerable<string> shown = all.Where(one => one.Value?.Score is not null).Select(one => $"{one.Name} {one.Value}");
        return string.Join(", ", shown);
    }
}
