using System;
using System.IO;
using System.Linq;
using System.Text;

namespace LlamaCloud.Demo;

/// <summary>What a step costs by the published prices, from the pages that it reads.</summary>
/// <param name="Work">What is done with the documents.</param>
/// <param name="Documents">Which ones: a pattern of files.</param>
/// <param name="Word">Only their pages with this word are read; null for all.</param>
/// <param name="Before">What was done with them before in the same step; null for nothing.</param>
internal sealed record DemoCost(DemoWork Work, string Documents = "", string? Word = null, DemoWork? Before = null)
{
    // The tier of both kinds of jobs where a command names none.
    private const string Tier = "cost_effective";

    /// <summary>A step that makes no job.</summary>
    public static DemoCost Nothing { get; } = new(DemoWork.Reading);

    /// <summary>The credits; null where the service publishes no price of a page.</summary>
    public int? Credits => Work switch
    {
        DemoWork.Reading => 0,
        DemoWork.Parse => Pages * Prices.Parse[Tier],
        DemoWork.Extract => Pages * (Prices.Parse[Tier] + Prices.Extract[Tier]),
        _ => null,
    };

    private int Pages => Directory.GetFiles(Path.GetDirectoryName(Documents)!, Path.GetFileName(Documents)).Sum(PagesOf);

    /// <summary>For the reader.</summary>
    public override string ToString() => Work switch
    {
        DemoWork.Reading => "Costs nothing.",
        DemoWork.Parse => $"Costs {Credits} credits: {Counted} at {Prices.Parse[Tier]} for reading ({Tier}).",
        DemoWork.Extract => $"Costs {Credits} credits: {Counted} at {Prices.Parse[Tier]} for reading and {Prices.Extract[Tier]} for "
            + $"extracting ({Tier}){And}.",
        _ => $"Costs what the service's price list says for {Name(Work)}.",
    };

    private string And => Before is DemoWork before ? ", and what the service's price list says for " + Name(before) : string.Empty;

    private string Counted => Pages == 1 ? "1 page" : $"{Pages} pages";

    private static string Name(DemoWork work) => work == DemoWork.Split ? "splitting" : "classifying";

    // A page of a PDF has its text in a stream of its own, and a form feed ends one of a text.
    private int PagesOf(string file)
    {
        string text = File.ReadAllText(file, Encoding.Latin1);
        string[] pages = text.StartsWith("%PDF", StringComparison.Ordinal)
            ? [.. text.Split("endstream").SkipLast(1).Select(part => part[part.IndexOf("stream", StringComparison.Ordinal)..])]
            : text.Split('\f');
        return pages.Count(page => Word is null || page.Contains(Word, StringComparison.OrdinalIgnoreCase));
    }
}

/// <summary>What is paid for.</summary>
internal enum DemoWork
{
    /// <summary>Looking at what is there already.</summary>
    Reading,

    /// <summary>Parse jobs.</summary>
    Parse,

    /// <summary>Extract jobs of documents that were not parsed before.</summary>
    Extract,

    /// <summary>Classify jobs.</summary>
    Classify,

    /// <summary>Split jobs.</summary>
    Split,
}
