using System;
using System.Collections;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;

namespace LlamaCloud.PowerShell.Binding;

/// <summary>
/// An object that carries named values: a row of Import-Csv, an object of ConvertFrom-Json, a hashtable, a row of a
/// database, an element of XML, or any .NET object, which is a row only by name.
/// </summary>
internal sealed class Row
{
    private const string OurTypes = "LlamaCloud.";

    // A bare "Id" in these is the row's; in any other type it is that type's own.
    private static readonly HashSet<string> s_rowTypes = new(StringComparer.Ordinal)
    {
        "System.Management.Automation.PSCustomObject",
        "System.Object",
        "System.Data.DataRow",
        "System.Xml.XmlElement",
    };

    private static readonly HashSet<string> s_fileTypes = new(StringComparer.OrdinalIgnoreCase)
    {
        "System.IO.FileInfo",
        "System.Management.Automation.PathInfo",
        "Microsoft.Powershell.Utility.FileHash",
    };

    private readonly PSObject _object;
    private readonly IDictionary? _dictionary;

    /// <param name="source">The object.</param>
    /// <param name="kind">The type of ours whose objects are meant.</param>
    public Row(object source, Type kind)
    {
        _object = PSObject.AsPSObject(source);
        _dictionary = _object.BaseObject as IDictionary;
        Source = _dictionary ?? source;
        string typeName = _object.TypeNames.FirstOrDefault() ?? _object.BaseObject.GetType().FullName!;
        TypeName = Given.WithoutPrefixes(typeName);
        bool isBag = _object.BaseObject is PSCustomObject && !Given.HasPrefix(typeName);
        IsOurs = TypeName.StartsWith(OurTypes, StringComparison.Ordinal) && TypeName != kind.FullName;
        IsOfAnotherKind = _dictionary is null && !isBag && !s_rowTypes.Contains(TypeName) && TypeName != kind.FullName;
    }

    /// <summary>The object as it came.</summary>
    public object Source { get; }

    /// <summary>The type it is, or was before it was selected from or serialised.</summary>
    public string TypeName { get; }

    /// <summary>Whether it is one of the module's own types other than the one that is meant.</summary>
    public bool IsOurs { get; }

    /// <summary>Whether it is, or was, an object of a type with a meaning of its own, such as a process.</summary>
    public bool IsOfAnotherKind { get; }

    /// <summary>
    /// Whether it is a plain row, or is or was an object whose path is that of a file: the path of a process is a program.
    /// </summary>
    public bool CanNameFile => !IsOurs && (!IsOfAnotherKind || s_fileTypes.Contains(TypeName));

    /// <summary>The first value that is there and not empty, of columns by these names in any case; null when none is.</summary>
    /// <exception cref="GetValueException">A property that is computed threw.</exception>
    public object? Find(params string[] names) => names.Select(Find).FirstOrDefault(HasContent);

    /// <summary>The row in an error message: its columns, not its values, which may be anything.</summary>
    public string Describe()
    {
        const int Most = 8;
        IEnumerable<string> all = _dictionary is null
            ? _object.Properties.Select(property => property.Name)
            : _dictionary.Keys.Cast<object>().Select(key => key.ToString() ?? string.Empty);
        string[] names = [.. all.Select(ResourceId.Show)];
        return names.Length switch
        {
            0 => "a row without columns",
            1 when names[0].Contains(';') =>
                $"a row with the one column '{names[0]}', which looks like several: Import-Csv needs -Delimiter ';' for it",
            1 => $"a row with the column '{names[0]}'",
            _ =>
                $"a row with the columns {string.Join(", ", names.Take(Most).Select(name => $"'{name}'"))}"
                + (names.Length > Most ? ", ..." : string.Empty),
        };
    }

    private object? Find(string name)
    {
        if (_dictionary is null)
        {
            object? value = _object.Properties[name]?.Value;
            return HasContent(value) || IsOurs || IsOfAnotherKind ? value
                : _object.Properties.Where(property => property.Name.Length > name.Length && Is(property.Name, name))
                    .Select(property => property.Value)
                    .FirstOrDefault(HasContent);
        }

        return _dictionary.Keys.Cast<object>()
            .Where(key => key is string text && Is(text, name))
            .Select(key => _dictionary[key])
            .FirstOrDefault(HasContent);
    }

    // Blanks and a byte order mark stay on the names of columns when a file is read.
    private static bool Is(string column, string name) => string.Equals(ResourceId.Trim(column), name, StringComparison.OrdinalIgnoreCase);

    private static bool HasContent(object? value) =>
        Given.Unwrap(value) is object content
        && content is not DBNull
        && !(content is string text && string.IsNullOrWhiteSpace(text))
        && content is not ICollection { Count: 0 };
}
