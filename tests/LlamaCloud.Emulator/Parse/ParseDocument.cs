using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using LlamaCloud.Emulator.Files;

namespace LlamaCloud.Emulator.Parse;

/// <summary>
/// A document that was parsed. Its text is that of the file: a form feed ends a page; a first line in capitals, or one that begins with
/// <c>#</c>, is a heading; lines with <c>|</c> are a table; <c>[image: name.png]</c> is an image; a page with <c>[unreadable]</c> fails;
/// <c>[pages: 2000 of 1000]</c> stands for so many pages of so many characters.
/// </summary>
internal sealed partial class ParseDocument
{
    private readonly string[] _pages;
    private readonly int _count;
    private readonly int _length;

    public ParseDocument(string name, string text, JsonObject settings)
    {
        Name = name;
        Tier = (string?)settings["tier"] ?? "cost_effective";
        HasForms = (string?)settings["processing_options"]?["forms"] == "enrich";
        Match many = ManyPages().Match(text);
        _pages = [.. text.Replace("\r", string.Empty, StringComparison.Ordinal).Split('\f').Select(page => page.Trim())];
        _count = many.Success ? int.Parse(many.Groups[1].Value, CultureInfo.InvariantCulture) : _pages.Length;
        _length = many.Success ? int.Parse(many.Groups[2].Value, CultureInfo.InvariantCulture) : 0;
        Numbers = Wanted(settings["page_ranges"], _count);
        Images = [.. _pages.SelectMany(page => Image().Matches(page)).Select(match => match.Groups[1].Value.Trim()).Distinct()];
    }

    public string Name { get; }

    public string Tier { get; }

    public bool HasForms { get; }

    /// <summary>The numbers of the pages that were read.</summary>
    public IReadOnlyList<int> Numbers { get; }

    /// <summary>The names of its images.</summary>
    public IReadOnlyList<string> Images { get; }

    /// <summary>What it costs: the service publishes how much a page of each tier does.</summary>
    public int Credits => Numbers.Count * Tier switch { "fast" => 1, "agentic" => 10, "agentic_plus" => 45, _ => 3 };

    /// <summary>A page of one kind of content, as the service sends it.</summary>
    public JsonObject Page(string kind, int number)
    {
        string text = Text(number);
        JsonObject page = new() { ["page_number"] = number };
        if (text.Contains("[unreadable]", StringComparison.Ordinal) && kind is "markdown" or "items" or "forms")
        {
            page["error"] = "The page could not be read: its image is damaged.";
            page["success"] = false;
            return page;
        }

        switch (kind)
        {
            case "text":
                page["text"] = text;
                break;
            case "markdown":
                page["markdown"] = Markdown(text);
                page["header"] = null;
                page["footer"] = null;
                page["success"] = true;
                break;
            case "items":
                page["items"] = new JsonArray([.. Items(text)]);
                page["page_width"] = 612;
                page["page_height"] = 792;
                page["success"] = true;
                break;
            case "metadata":
                page["confidence"] = 0.98;
                page["printed_page_number"] = number.ToString(CultureInfo.InvariantCulture);
                break;
            case "forms":
                page["forms"] = HasForms ? new JsonArray(Form(text)) : [];
                page["success"] = true;
                break;
        }

        return page;
    }

    private string Text(int number) => _length == 0 ? _pages[number - 1] : $"Page {number}\n\n{new string('x', _length)}";

    private static string Markdown(string text) => string.Join("\n\n", Blocks(text).Select(block => (string?)block["md"]));

    private static IEnumerable<JsonNode> Items(string text) => Blocks(text);

    private static IEnumerable<JsonObject> Blocks(string text)
    {
        string[] parts = Blank().Split(text);
        for (int i = 0; i < parts.Length; i++)
        {
            string[] lines = [.. parts[i].Split('\n').Select(line => line.Trim()).Where(line => line.Length > 0)];
            if (i == 0 && lines.Length > 0 && (lines[0].StartsWith('#') || !lines[0].Any(char.IsLower)))
            {
                string title = lines[0].TrimStart('#', ' ');
                yield return Item("heading", "# " + title, title, ("level", 1));
                lines = lines[1..];
            }

            if (lines.Length == 0)
            {
                continue;
            }

            if (lines.All(line => line.Contains('|', StringComparison.Ordinal)))
            {
                yield return Table(lines);
            }
            else if (Image().Match(lines[0]) is { Success: true } image)
            {
                string name = image.Groups[1].Value.Trim();
                JsonObject picture = Item("image", $"![{name}]({name})", null, ("caption", name));
                picture["url"] = name;
                yield return picture;
            }
            else
            {
                string block = string.Join('\n', lines);
                yield return Item("text", block, block);
            }
        }
    }

    private static JsonObject Item(string type, string markdown, string? value, (string Name, JsonNode Value)? more = null)
    {
        JsonObject item = new()
        {
            ["type"] = type,
            ["md"] = markdown,
            ["bbox"] = new JsonArray(new JsonObject { ["x"] = 72, ["y"] = 72, ["w"] = 468, ["h"] = 20 }),
        };
        if (value is not null)
        {
            item["value"] = value;
        }

        if (more is (string name, JsonNode field))
        {
            item[name] = field;
        }

        return item;
    }

    private static JsonObject Table(string[] lines)
    {
        string[][] rows =
        [
            .. lines.Select(line => line.Trim('|').Split('|').Select(cell => cell.Trim()).ToArray())
                .Where(row => !row.All(cell => cell.Length > 0 && cell.All(c => c is '-' or ':'))),
        ];
        JsonObject item = Item(
            "table", string.Join('\n', [Row(rows[0]), Row(rows[0].Select(_ => "---")), .. rows.Skip(1).Select(Row)]), null);
        item["rows"] = new JsonArray(
            [.. rows.Select((row, i) => new JsonArray([.. row.Select(cell => i > 0 ? Cell(cell) : JsonValue.Create(cell))]))]);
        item["csv"] = string.Join('\n', rows.Select(row => string.Join(',', row.Select(cell => $"\"{cell}\""))));
        item["html"] =
            $"<table>{string.Concat(rows.Select(row => $"<tr>{string.Concat(row.Select(cell => $"<td>{cell}</td>"))}</tr>"))}</table>";
        return item;
    }

    private static string Row(IEnumerable<string> cells) => $"| {string.Join(" | ", cells)} |";

    private static JsonValue? Cell(string text) => text.Length == 0 ? null
        : long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out long whole) ? JsonValue.Create(whole)
        : double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out double number) ? JsonValue.Create(number)
        : JsonValue.Create(text);

    private static JsonObject Form(string text)
    {
        Match[] fields = [.. Field().Matches(text).Cast<Match>()];
        return new JsonObject
        {
            ["json"] = new JsonArray(new JsonObject
            {
                ["type"] = "section",
                ["label"] = "Form",
                ["items"] = new JsonArray([.. fields.Select(field => new JsonObject
                {
                    ["type"] = "field",
                    ["field"] = "text",
                    ["label"] = field.Groups[1].Value.Trim(),
                    ["value"] = field.Groups[2].Value.Trim(),
                    ["isEmpty"] = false,
                })]),
            }),
            ["list"] = new JsonObject
            {
                ["type"] = "list",
                ["items"] = new JsonArray(),
                ["ordered"] = false,
                ["md"] = string.Join('\n', fields.Select(field => $"- {field.Value.Trim()}")),
            },
        };
    }

    private static int[] Wanted(JsonNode? ranges, int count)
    {
        string? target = (string?)ranges?["target_pages"];
        IEnumerable<int> all = Enumerable.Range(1, count).Where(number => DocumentText.IsWanted(target, number));
        return [.. all.Take((int?)ranges?["max_pages"] ?? int.MaxValue)];
    }

    [GeneratedRegex(@"\[pages: (\d+) of (\d+)\]")]
    private static partial Regex ManyPages();

    [GeneratedRegex(@"\[image: ([^\]\n]+)\]")]
    private static partial Regex Image();

    [GeneratedRegex(@"\n\s*\n")]
    private static partial Regex Blank();

    [GeneratedRegex(@"^([^:\n]{2,40}): *(.+)$", RegexOptions.Multiline)]
    private static partial Regex Field();
}
