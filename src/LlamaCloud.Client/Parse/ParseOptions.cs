using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using LlamaCloud.Json;

namespace LlamaCloud;

/// <summary>
/// The options of parse jobs, by their names on the wire, as deep as the service has them (<c>ParseRequestConfiguration</c> of its
/// description). What a user gives is held against them before it is sent.
/// </summary>
public static class ParseOptions
{
    /// <summary>Every option by its path, such as <c>output_options.images_to_save</c>; <c>[]</c> stands for the items of a list.</summary>
    public static IReadOnlyList<string> Paths => [.. ParseOptionTable.Paths];

    /// <summary>The words that an option takes; empty where it takes any, or none.</summary>
    /// <param name="path">The path of the option, as <see cref="Paths"/> has it.</param>
    public static IReadOnlyList<string> WordsOf(string path) => ParseOptionTable.Find(path)?.Words ?? [];

    /// <summary>
    /// What the value of an option is: <c>string boolean integer number array object</c>; several have a line between them.
    /// </summary>
    /// <param name="path">The path of the option, as <see cref="Paths"/> has it.</param>
    public static string TypeOf(string path) => string.Join("|", ParseOptionTable.Find(path)?.Types ?? []);

    /// <summary>Reads options from a JSON text.</summary>
    /// <param name="json">The text of an object.</param>
    /// <exception cref="FormatException">It is no JSON, or no object.</exception>
    public static Dictionary<string, object?> Read(string json)
    {
        try
        {
            return JsonSerializer.Deserialize(
                json ?? throw new ArgumentNullException(nameof(json)), ParseJsonContext.Default.Object) as Dictionary<string, object?>
                ?? throw new FormatException("It is JSON, but no object");
        }
        catch (JsonException problem)
        {
            throw new FormatException($"It is no JSON (line {problem.LineNumber + 1})", problem);
        }
    }

    /// <summary>What the service would refuse about options, as far as its description says.</summary>
    /// <param name="options">The options.</param>
    /// <param name="allowUnknown">Whether names and words that are not known are let through: the service adds some.</param>
    /// <param name="unknown">Takes the path of each that is not known and let through. May be null.</param>
    /// <returns>
    /// One for each that is wrong, its <see cref="ValidationError.Location"/> beginning with <c>options.</c>; empty when all is well. A
    /// name that looks like a known one is taken for a slip; any other that is not known is let through.
    /// </returns>
    public static IReadOnlyList<ValidationError> Problems(
        IReadOnlyDictionary<string, object?> options, bool allowUnknown = false, ICollection<string>? unknown = null)
    {
        ParseOptionCheck check = new(allowUnknown, unknown);
        check.Object(options ?? throw new ArgumentNullException(nameof(options)), string.Empty, string.Empty);
        return check.Problems;
    }

    /// <summary>The value at a path of objects; null when there is none.</summary>
    internal static object? Find(IReadOnlyDictionary<string, object?> options, string path)
    {
        object? value = options;
        foreach (string name in path.Split('.'))
        {
            value = value is IReadOnlyDictionary<string, object?> map && map.TryGetValue(name, out object? below) ? below : null;
        }

        return value;
    }
}
