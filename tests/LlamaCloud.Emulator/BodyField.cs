using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using System.Threading.Tasks;
using Microsoft.AspNetCore.Http;

namespace LlamaCloud.Emulator;

/// <summary>
/// A field of a JSON body, there or not. Reading one that is there as what it should be notes a problem when it is not that,
/// so that an answer can tell of all problems at once, as the service's framework does.
/// </summary>
internal sealed class BodyField
{
    private readonly List<Problem> _problems;
    private readonly object[] _where;
    private readonly JsonNode? _node;

    private BodyField(List<Problem> problems, object[] where, JsonNode? node, bool isThere)
    {
        _problems = problems;
        _where = where;
        _node = node;
        IsThere = isThere;
    }

    /// <summary>What is wrong with the whole body, as far as it was read.</summary>
    public IReadOnlyList<Problem> Problems => _problems;

    /// <summary>Whether the body has it.</summary>
    public bool IsThere { get; }

    /// <summary>The field of that name in this one.</summary>
    public BodyField this[string name] => new(
        _problems, [.. _where, name], (_node as JsonObject)?[name], _node is JsonObject fields && fields.ContainsKey(name));

    /// <summary>A body that was put together of something else, such as a form.</summary>
    public static BodyField Of(JsonNode? node) => new BodyField([], ["body"], node, isThere: true).Object();

    /// <summary>The body of a request, an object or a problem.</summary>
    public static async Task<BodyField> ReadAsync(HttpRequest request)
    {
        List<Problem> problems = [];
        JsonNode? node = null;
        try
        {
            node = await JsonNode.ParseAsync(request.Body, documentOptions: new JsonDocumentOptions { AllowDuplicateProperties = false });
        }
        catch (JsonException)
        {
            problems.Add(new Problem(["body", 0], "JSON decode error", "json_invalid"));
        }

        BodyField body = new(problems, ["body"], request.HasJsonContentType() ? node : null, isThere: true);
        return problems.Count > 0 ? body : body.Object();
    }

    public void Refuse(string message, string type) => _problems.Add(new Problem(_where, message, type));

    /// <summary>Below a name that is not in the body but in what the service says of it: the kind of a thing of several kinds.</summary>
    public BodyField As(string kind) => new(_problems, [.. _where, kind], _node, IsThere);

    /// <summary>Itself; a problem when it is not there.</summary>
    public BodyField Required()
    {
        if (!IsThere)
        {
            Refuse("Field required", "missing");
        }

        return this;
    }

    /// <summary>Itself; when it is null, as if it were not there.</summary>
    public BodyField OrNull() => new(_problems, _where, _node, _node is not null);

    /// <summary>Itself; a problem when it is there and no object.</summary>
    public BodyField Object()
    {
        if (IsThere && _node is not JsonObject)
        {
            Refuse("Input should be a valid dictionary or object to extract fields from", "model_attributes_type");
        }

        return this;
    }

    /// <summary>The object; null when it is not there or none, which is a problem.</summary>
    public JsonObject? AsObject() => Object()._node as JsonObject;

    /// <summary>The fields of an object; none when it is none.</summary>
    public IEnumerable<BodyField> Fields() => _node is JsonObject fields ? fields.Select(field => this[field.Key]) : [];

    /// <summary>The items of a list; none when it is none, which is a problem.</summary>
    public IEnumerable<BodyField> Items(int least = 0, int most = int.MaxValue)
    {
        if (!IsThere)
        {
            return [];
        }

        if (_node is not JsonArray items)
        {
            Refuse("Input should be a valid list", "list_type");
            return [];
        }

        if (items.Count < least)
        {
            Refuse($"List should have at least {least} item after validation, not {items.Count}", "too_short");
        }
        else if (items.Count > most)
        {
            Refuse($"List should have at most {most} items after validation, not {items.Count}", "too_long");
        }

        return items.Select((item, index) => new BodyField(_problems, [.. _where, index], item, isThere: true));
    }

    /// <summary>The text, or null when it is not there, none or breaks a rule.</summary>
    public string? Text(int least = 0, int most = int.MaxValue, Regex? pattern = null)
    {
        if (!IsThere)
        {
            return null;
        }

        if (AsText() is not string text)
        {
            Refuse("Input should be a valid string", "string_type");
            return null;
        }

        // Characters are counted as the service counts them, not in halves.
        int length = text.EnumerateRunes().Count();
        if (length < least)
        {
            Refuse($"String should have at least {least} character{(least == 1 ? "" : "s")}", "string_too_short");
        }
        else if (length > most)
        {
            Refuse($"String should have at most {most} characters", "string_too_long");
        }
        else if (pattern?.IsMatch(text) == false)
        {
            Refuse($"String should match pattern '{pattern}'", "string_pattern_mismatch");
        }
        else
        {
            return text;
        }

        return null;
    }

    /// <summary>The text when it is one of these.</summary>
    public string? OneOf(params string[] values)
    {
        string? text = AsText();
        if (IsThere && !values.Contains(text))
        {
            Refuse(
                $"Input should be {string.Join(" or ", values.Select(value => $"'{value}'"))}",
                values.Length == 1 ? "literal_error" : "enum");
        }

        return text;
    }

    /// <summary>True or false, or null when it is not there or neither.</summary>
    public bool? Truth()
    {
        if (IsThere && _node?.GetValueKind() is not (JsonValueKind.True or JsonValueKind.False))
        {
            Refuse("Input should be a valid boolean", "bool_type");
            return null;
        }

        return IsThere ? _node!.GetValue<bool>() : null;
    }

    /// <summary>The whole number, at least so large.</summary>
    public int? Integer(int least)
    {
        if (!IsThere)
        {
            return null;
        }

        if (_node?.GetValueKind() != JsonValueKind.Number || !_node.AsValue().TryGetValue(out int number))
        {
            Refuse("Input should be a valid integer", "int_type");
            return null;
        }

        if (number < least)
        {
            Refuse($"Input should be greater than or equal to {least}", "greater_than_equal");
        }

        return number;
    }

    private string? AsText()
    {
        try
        {
            return _node is JsonValue value && value.TryGetValue(out string? text) ? text : null;
        }
        catch (InvalidOperationException)
        {
            // Half a character, escaped.
            return null;
        }
    }
}
