using System;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;

namespace LlamaCloud.PowerShell.Extract;

/// <summary>
/// Rows that all have the same columns, one for each single value, in the order of the schema: how many items a list takes is known only
/// when all rows are.
/// </summary>
internal sealed class ExtractTable
{
    private readonly List<ExtractRow> _rows = [];
    private readonly Column _root = new();
    private ExtractSchema? _last;

    /// <summary>Takes a row.</summary>
    public void Add(ExtractRow row, ExtractSchema? schema)
    {
        _rows.Add(row);
        foreach (KeyValuePair<string, object?> one in row.Origin)
        {
            _root.Of(one.Key).HasValue = true;
        }

        if (schema is not null && !ReferenceEquals(schema, _last))
        {
            _root.Expect(schema.Fields);
            _last = schema;
        }

        _root.Meet(row.Fields, schema?.Fields ?? []);
    }

    /// <summary>The rows.</summary>
    public IEnumerable<PSObject> Rows()
    {
        string[] paths = [.. _root.Paths(string.Empty)];
        // JSON tells names apart that PowerShell does not.
        HashSet<string> taken = new(StringComparer.OrdinalIgnoreCase);
        string[] names = new string[paths.Length];
        for (int i = 0; i < paths.Length; i++)
        {
            names[i] = ExtractRow.UniqueName(paths[i], taken.Contains);
            taken.Add(names[i]);
        }

        foreach (ExtractRow row in _rows)
        {
            Dictionary<string, object?> values = new(StringComparer.Ordinal);
            Collect(row.Origin, string.Empty, values);
            Collect(row.Fields, string.Empty, values);
            PSObject made = new();
            for (int i = 0; i < paths.Length; i++)
            {
                made.Properties.Add(new PSNoteProperty(names[i], values.TryGetValue(paths[i], out object? value) ? value : null));
            }

            yield return made;
        }
    }

    private static void Collect(object? value, string path, Dictionary<string, object?> values)
    {
        switch (value)
        {
            case IEnumerable<KeyValuePair<string, object?>> map:
                foreach (KeyValuePair<string, object?> one in map)
                {
                    Collect(one.Value, Join(path, one.Key), values);
                }

                break;
            case IReadOnlyList<object?> list:
                for (int i = 0; i < list.Count; i++)
                {
                    Collect(list[i], $"{path}[{i}]", values);
                }

                break;
            default:
                values[path] = value;
                break;
        }
    }

    private static string Join(string path, string name) => path.Length == 0 ? name : $"{path}.{name}";

    /// <summary>A column, or several that belong together.</summary>
    private sealed class Column
    {
        private readonly List<KeyValuePair<string, Column>> _fields = [];
        private readonly Dictionary<string, Column> _byName = new(StringComparer.Ordinal);
        private readonly List<Column> _items = [];

        /// <summary>Whether a single value stands here itself.</summary>
        public bool HasValue { get; set; }

        public Column Of(string name)
        {
            if (!_byName.TryGetValue(name, out Column? field))
            {
                _byName.Add(name, field = new Column());
                _fields.Add(new(name, field));
            }

            return field;
        }

        public void Expect(IEnumerable<ExtractSchemaField> fields)
        {
            foreach (ExtractSchemaField field in fields)
            {
                Of(field.Name).Expect(field.Fields);
            }
        }

        public void Meet(IReadOnlyDictionary<string, object?> map, IReadOnlyList<ExtractSchemaField> fields)
        {
            Expect(fields);
            foreach (KeyValuePair<string, object?> one in map)
            {
                Of(one.Key).Meet(one.Value, fields.FirstOrDefault(field => field.Name == one.Key));
            }
        }

        public IEnumerable<string> Paths(string path)
        {
            IEnumerable<string> inner = _fields.SelectMany(field => field.Value.Paths(Join(path, field.Key)))
                .Concat(_items.SelectMany((item, i) => item.Paths($"{path}[{i}]")));
            return path.Length > 0 && (HasValue || (_fields.Count == 0 && _items.Count == 0)) ? new[] { path }.Concat(inner) : inner;
        }

        private void Meet(object? value, ExtractSchemaField? field)
        {
            switch (value)
            {
                case null:
                    break;
                case IReadOnlyDictionary<string, object?> map:
                    Meet(map, field?.Fields ?? []);
                    break;
                case IReadOnlyList<object?> list:
                    for (int i = 0; i < list.Count; i++)
                    {
                        if (i == _items.Count)
                        {
                            _items.Add(new Column());
                        }

                        _items[i].Expect(field?.Item?.Fields ?? []);
                        _items[i].Meet(list[i], field?.Item);
                    }

                    break;
                default:
                    HasValue = true;
                    break;
            }
        }
    }
}
