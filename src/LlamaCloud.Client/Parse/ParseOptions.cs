using System;
using System.Collections.Generic;
using System.Globalization;
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
    // What a job is given elsewhere.
    private static readonly Dictionary<string, string> s_elsewhere = new(StringComparer.Ordinal)
    {
        ["file_id"] = "the document of the job",
        ["source_url"] = "the document of the job",
        ["configuration_id"] = "the saved configuration of the job",
        ["user_metadata"] = "the tags of the job",
        ["webhook_configurations"] = "the webhooks of the job",
        ["webhook_configuration_ids"] = "the webhooks of the job",
    };

    /// <summary>Every option by its path, such as <c>output_options.images_to_save</c>; <c>[]</c> stands for the items of a list.</summary>
    public static IReadOnlyList<string> Paths => [.. ParseOptionTable.Paths];

    /// <summary>The words that an option takes; empty where it takes any, or none.</summary>
    /// <param name="path">The path of the option, as <see cref="Paths"/> has it.</param>
    public static IReadOnlyList<string> WordsOf(string path) => ParseOptionTable.Find(path)?.Words ?? [];

    /// <summary>What the value of an option is: <c>string boolean integer number array object</c>; several have a line between them.</summary>
    /// <param name="path">The path of the option, as <see cref="Paths"/> has it.</param>
    public static string TypeOf(string path) => string.Join("|", ParseOptionTable.Find(path)?.Types ?? []);

    /// <summary>Reads options from a JSON text.</summary>
    /// <param name="json">The text of an object.</param>
    /// <exception cref="FormatException">It is no JSON, or no object.</exception>
    public static Dictionary<string, object?> Read(string json)
    {
        try
        {
            return JsonSerializer.Deserialize(json ?? throw new ArgumentNullException(nameof(json)), ParseJsonContext.Default.Object) as Dictionary<string, object?>
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
        Check check = new(allowUnknown, unknown);
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

    private sealed class Check(bool allowUnknown, ICollection<string>? unknown)
    {
        public List<ValidationError> Problems { get; } = [];

        public void Object(IReadOnlyDictionary<string, object?> map, string known, string shown)
        {
            foreach (KeyValuePair<string, object?> one in map)
            {
                string path = Join(known, one.Key);
                if (ParseOptionTable.Find(path) is ParseOption option)
                {
                    Value(one.Value, option, path, Join(shown, one.Key));
                }
                else
                {
                    Unknown(one.Key, known, Join(shown, one.Key));
                }
            }
        }

        private void Value(object? value, ParseOption option, string known, string shown)
        {
            string kind = KindOf(value);
            if (kind == "null")
            {
                return;
            }

            if (!option.Types.Any(type => type == kind || (type == "number" && kind == "integer")))
            {
                Refuse(shown, $"is {Name(kind)}, where {string.Join(" or ", option.Types.Select(Name))} is wanted", "type");
            }
            else if (value is IReadOnlyDictionary<string, object?> map)
            {
                Object(map, known, shown);
            }
            else if (value is string text)
            {
                Word(text, option, shown);
            }
            else if (value is IEnumerable<object?> list && ParseOptionTable.Find(known + "[]") is ParseOption item)
            {
                int number = 0;
                foreach (object? one in list)
                {
                    Value(one, item, known + "[]", FormattableString.Invariant($"{shown}[{++number}]"));
                }
            }
            else if (kind is "integer" or "number")
            {
                Limits(Convert.ToDouble(value, CultureInfo.InvariantCulture), option, shown);
            }
        }

        private void Word(string text, ParseOption option, string shown)
        {
            if (option.Words.Length == 0 || option.Words.Contains(text))
            {
                return;
            }

            if (allowUnknown || (option.IsOpen && Nearest(text, option.Words) is null))
            {
                unknown?.Add(shown);
                return;
            }

            string words = option.Words.Length <= 10 ? string.Join(", ", option.Words) : string.Join(", ", option.Words.Take(10)) + ", ...";
            Refuse(shown, $"is '{ResourceId.Show(text)}', which is none of {words}{Guess(Nearest(text, option.Words))}", "enum");
        }

        private void Limits(double number, ParseOption option, string shown)
        {
            foreach (KeyValuePair<string, double> limit in option.Limits)
            {
                bool isKept = limit.Key switch { "least" => number >= limit.Value, "most" => number <= limit.Value, _ => number > limit.Value };
                if (!isKept)
                {
                    string rule = limit.Key switch { "least" => "at least", "most" => "at most", _ => "more than" };
                    Refuse(shown, FormattableString.Invariant($"is {number}, where {rule} {limit.Value} is wanted"), "range");
                }
            }
        }

        private void Unknown(string name, string parent, string shown)
        {
            if (parent.Length == 0 && s_elsewhere.TryGetValue(name, out string? what))
            {
                Refuse(shown, $"is no option: it is {what}, which has a parameter of its own", "elsewhere");
                return;
            }

            string? near = Nearest(name, ParseOptionTable.NamesBelow(parent));
            string? place = ParseOptionTable.Named(name).FirstOrDefault();
            if (allowUnknown || (near is null && place is null))
            {
                unknown?.Add(shown);
                return;
            }

            Refuse(shown, "is not known" + (near is not null ? Guess(near) : $": '{name}' stands at {place}"), "unknown");
        }

        private void Refuse(string path, string message, string type) => Problems.Add(new ValidationError("options." + path, message, type));
    }

    private static string Join(string path, string name) => path.Length == 0 ? name : path + "." + name;

    private static string Guess(string? near) => near is null ? string.Empty : $". Did you mean '{near}'?";

    private static string KindOf(object? value) => value switch
    {
        null => "null",
        string => "string",
        bool => "boolean",
        IReadOnlyDictionary<string, object?> => "object",
        double or float or decimal => Math.Abs(Convert.ToDouble(value, CultureInfo.InvariantCulture) % 1) > 0 ? "number" : "integer",
        System.Collections.IEnumerable => "array",
        _ => "integer",
    };

    private static string Name(string kind) => kind switch
    {
        "string" => "a text",
        "boolean" => "true or false",
        "integer" => "a whole number",
        "number" => "a number",
        "array" => "a list",
        _ => "a map",
    };

    // As near as a slip of the finger: one character in four, and at least one.
    private static string? Nearest(string text, IEnumerable<string> words)
    {
        string lower = text.ToLowerInvariant();
        (string word, int distance) = words.Select(word => (word, Distance(lower, word))).OrderBy(one => one.Item2).FirstOrDefault();
        return word is not null && distance <= Math.Max(1, word.Length / 4) ? word : null;
    }

    // How many characters have to be put in, taken out or replaced (Levenshtein).
    private static int Distance(string one, string other)
    {
        int[] row = [.. Enumerable.Range(0, other.Length + 1)];
        for (int i = 1; i <= one.Length; i++)
        {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= other.Length; j++)
            {
                int above = row[j];
                row[j] = Math.Min(Math.Min(row[j] + 1, row[j - 1] + 1), diagonal + (one[i - 1] == other[j - 1] ? 0 : 1));
                diagonal = above;
            }
        }

        return row[other.Length];
    }
}
