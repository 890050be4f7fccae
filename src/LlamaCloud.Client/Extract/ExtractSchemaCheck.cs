using System;
using System.Collections.Generic;
using System.Linq;
using LlamaCloud.Json;

namespace LlamaCloud;

/// <summary>
/// What the service would refuse about a schema, told before anything is sent: all of it at once, field by field. The limits are
/// those of its guide (Schema Design and Restrictions). What else it may refuse, <see cref="ExtractClient.ValidateSchemaAsync"/> asks.
/// </summary>
public static class ExtractSchemaCheck
{
    private const string Root = "data_schema";
    private const int MostLevels = 7;
    private const int MostFields = 5000;
    private const int MostCharacters = 120_000;

    private static readonly string[] s_types = ["string", "number", "integer", "boolean", "object", "array", "null"];

    /// <summary>What is wrong with a schema.</summary>
    /// <param name="schema">The schema.</param>
    /// <returns>
    /// One for each field that is wrong, in the words of <see cref="ValidationError"/>, such as <c>data_schema.Lines[].Amount</c>; empty
    /// when all is well.
    /// </returns>
    public static IEnumerable<ValidationError> Problems(ExtractSchema schema)
    {
        FieldMap root = (schema ?? throw new ArgumentNullException(nameof(schema))).Root;
        FieldMap resolved = new ExtractSchemaReader(root).Resolve(root);
        if (!ExtractSchemaReader.Types(resolved).SequenceEqual(["object"]))
        {
            return [new(Root, "is no schema of an object: its type has to be object", "type")];
        }

        if (resolved.TryGetValue("properties", out object? fields) && fields is FieldMap { Count: > 0 })
        {
            Visit visit = new(root);
            visit.Properties(resolved, Root, 1);
            return visit.Problems.Concat(SizeProblems(schema, visit.Fields));
        }

        return [new(Root, "has no fields: its properties are missing", "too_short")];
    }

    private static IEnumerable<ValidationError> SizeProblems(ExtractSchema schema, int fields)
    {
        if (fields > MostFields)
        {
            yield return new(Root, $"has {fields} fields; at most {MostFields} are allowed", "too_long");
        }

        int characters = Characters(schema.Root);
        if (characters > MostCharacters)
        {
            string problem = $"has {characters} characters in its names and descriptions; at most {MostCharacters} are allowed";
            yield return new(Root, problem, "too_long");
        }
    }

    private static int Characters(object? value) => value switch
    {
        string text => text.Length,
        FieldMap map => map.Sum(field => field.Key.Length + Characters(field.Value)),
        FieldList list => list.Sum(Characters),
        _ => 0,
    };

    /// <summary>One walk through a schema.</summary>
    private sealed class Visit(FieldMap root)
    {
        private readonly ExtractSchemaReader _reader = new(root);
        private readonly HashSet<FieldMap> _open = [];

        public List<ValidationError> Problems { get; } = [];

        public int Fields { get; private set; }

        public void Properties(FieldMap schema, string path, int level)
        {
            if (level > MostLevels)
            {
                Add(path, $"is nested more than {MostLevels} objects deep", "depth");
                return;
            }

            foreach (KeyValuePair<string, object?> property in (FieldMap)schema["properties"]!)
            {
                Fields++;
                string name = $"{path}.{property.Key}";
                if (string.IsNullOrWhiteSpace(property.Key))
                {
                    Add(path, "has a field without a name", "missing");
                }
                else if (ResourceId.HasUnpairedSurrogate(property.Key))
                {
                    Add(path, $"has a field whose name {JobCheck.HalfACharacter}", "string_unicode");
                }
                else
                {
                    Field(property.Value, name, level);
                }
            }
        }

        private void Field(object? value, string path, int level)
        {
            if (value is not FieldMap own)
            {
                Add(path, "is no schema: it has to be an object such as { \"type\": \"string\" }", "type");
                return;
            }

            if (own.TryGetValue("$ref", out object? reference) && _reader.Find(reference as string) is null)
            {
                Add(path, $"refers to '{ResourceId.Show(reference as string ?? string.Empty)}', which is not in the schema", "reference");
                return;
            }

            FieldMap schema = _reader.Resolve(own);
            if (ExtractSchemaReader.Types(schema).FirstOrDefault(type => !s_types.Contains(type)) is string unknown)
            {
                Add(path, $"has the type '{ResourceId.Show(unknown)}'; the types are {string.Join(", ", s_types)}", "enum");
            }

            Inside(own, schema, path, level);
        }

        private void Inside(FieldMap own, FieldMap schema, string path, int level)
        {
            // What refers to itself has no end, and too deep it is in any case.
            if (!_open.Add(own))
            {
                Add(path, "refers to itself, so that it has no end", "reference");
                return;
            }

            if (schema.TryGetValue("properties", out object? properties) && properties is FieldMap)
            {
                Properties(schema, path, level + 1);
            }

            if (schema.TryGetValue("items", out object? items))
            {
                Field(items, path + "[]", level);
            }

            _open.Remove(own);
        }

        private void Add(string path, string problem, string type) => Problems.Add(new ValidationError(path, problem, type));
    }
}
