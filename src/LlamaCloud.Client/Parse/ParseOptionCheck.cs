using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;

namespace LlamaCloud;

/// <summary>Holds options of parse jobs against those that are known, and notes what the service would refuse.</summary>
/// <param name="allowUnknown">Whether names and words that are not known are let through.</param>
/// <param name="unknown">Takes the path of each that is not known and let through.</param>
internal sealed class ParseOptionCheck(bool allowUnknown, ICollection<string>? unknown)
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

    /// <summary>What is wrong so far.</summary>
    public List<ValidationError> Problems { get; } = [];

    /// <summary>Checks a map of options.</summary>
    /// <param name="map">The map.</param>
    /// <param name="known">Its path in the table; empty for the outermost.</param>
    /// <param name="shown">Its path as it is told.</param>
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

        if (allowUnknown || (option.IsOpen && NearWord.Nearest(text, option.Words) is null))
        {
            unknown?.Add(shown);
            return;
        }

        string words = option.Words.Length <= 10 ? string.Join(", ", option.Words) : string.Join(", ", option.Words.Take(10)) + ", ...";
        Refuse(shown, $"is '{ResourceId.Show(text)}', which is none of {words}{Guess(NearWord.Nearest(text, option.Words))}", "enum");
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

        string? near = NearWord.Nearest(name, ParseOptionTable.NamesBelow(parent));
        string? place = ParseOptionTable.Named(name).FirstOrDefault();
        if (allowUnknown || (near is null && place is null))
        {
            unknown?.Add(shown);
            return;
        }

        Refuse(shown, "is not known" + (near is not null ? Guess(near) : $": '{name}' stands at {place}"), "unknown");
    }

    private void Refuse(string path, string message, string type) => Problems.Add(new ValidationError("options." + path, message, type));

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
}
