using System;
using System.Collections;
using System.Collections.Generic;
using System.Collections.Specialized;
using System.ComponentModel;
using System.Linq;
using System.Management.Automation;
using System.Reflection;

namespace LlamaCloud.PowerShell.Binding;

/// <summary>
/// The schemas of classes and other types: their properties are the fields, and <see cref="DescriptionAttribute"/> describes them.
/// </summary>
internal sealed class ExtractTypes
{
    private readonly Stack<Type> _open = new();

    /// <summary>The schema of a class whose properties are the fields of a record.</summary>
    /// <exception cref="FormatException">It is none; the message says why.</exception>
    public OrderedDictionary OfRoot(Type type) => (string?)Of(type, string.Empty)["type"] == "object"
        ? Of(type, string.Empty)
        : throw new FormatException($"[{type.Name}] is one value, where fields are needed");

    /// <summary>The schema of a type.</summary>
    /// <param name="given">The type.</param>
    /// <param name="path">The field that has it, for messages.</param>
    public OrderedDictionary Of(Type given, string path)
    {
        Type type = Nullable.GetUnderlyingType(given) ?? given;
        if (Single(type) is OrderedDictionary single)
        {
            return single;
        }

        return ItemOf(type) is Type item
            ? new OrderedDictionary { ["type"] = "array", ["items"] = Of(item, path + "[]") }
            : Class(type, path);
    }

    private static OrderedDictionary? Single(Type type)
    {
        (string Name, string? Format)? known = type.IsEnum ? ("string", null) : Type.GetTypeCode(type) switch
        {
            TypeCode.Boolean => ("boolean", null),
            TypeCode.SByte or TypeCode.Byte or TypeCode.Int16 or TypeCode.UInt16 => ("integer", null),
            TypeCode.Int32 or TypeCode.UInt32 or TypeCode.Int64 or TypeCode.UInt64 => ("integer", null),
            TypeCode.Single or TypeCode.Double or TypeCode.Decimal => ("number", null),
            TypeCode.String or TypeCode.Char => ("string", null),
            // A day is what documents have; a time of day is asked for by name.
            TypeCode.DateTime => ("string", "date"),
            _ => type.FullName switch
            {
                "System.DateTimeOffset" => ("string", "date-time"),
                "System.DateOnly" => ("string", "date"),
                "System.Numerics.BigInteger" => ("integer", null),
                "System.Object" or "System.Guid" or "System.Uri" or "System.Version" => ("string", null),
                "System.TimeSpan" or "System.TimeOnly" or "System.Net.Mail.MailAddress" => ("string", null),
                "System.Management.Automation.SwitchParameter" => ("boolean", null),
                _ => null,
            },
        };
        if (known is not (string name, var format))
        {
            return null;
        }

        OrderedDictionary schema = new() { ["type"] = name };
        if (format is not null)
        {
            schema["format"] = format;
        }

        if (type.IsEnum)
        {
            schema["enum"] = Enum.GetNames(type);
        }

        return schema;
    }

    private static Type? ItemOf(Type type) => type.IsArray ? type.GetElementType()
        : typeof(IDictionary).IsAssignableFrom(type) ? null
        : type.GetInterfaces().Concat([type]).FirstOrDefault(IsListOf) is Type list ? list.GetGenericArguments()[0]
        : typeof(IEnumerable).IsAssignableFrom(type) ? typeof(string)
        : null;

    private static bool IsListOf(Type type) => type.IsGenericType && type.GetGenericTypeDefinition() == typeof(IEnumerable<>);

    // Properties of a base class come first. A type of .NET itself is no form that somebody fills in.
    private static PropertyInfo[] Properties(Type type) => type.Namespace?.Split('.')[0] == "System" ? [] :
    [
        .. type.GetProperties(BindingFlags.Public | BindingFlags.Instance)
            .Where(one => one.CanRead && one.GetIndexParameters().Length == 0 && one.GetCustomAttribute<HiddenAttribute>() is null)
            .OrderBy(one => Depth(one.DeclaringType!)).ThenBy(one => one.MetadataToken),
    ];

    private OrderedDictionary Class(Type type, string path)
    {
        string field = path.Length == 0 ? string.Empty : $" of the field '{ResourceId.Show(path)}'";
        if (_open.Contains(type))
        {
            throw new FormatException($"The type [{type.Name}]{field} holds itself, so that it has no end");
        }

        PropertyInfo[] properties = Properties(type);
        if (properties.Length == 0)
        {
            throw new FormatException($"The type [{type.Name}]{field} has no properties that can be fields");
        }

        _open.Push(type);
        OrderedDictionary fields = [];
        foreach (PropertyInfo property in properties)
        {
            OrderedDictionary schema = Of(property.PropertyType, path.Length == 0 ? property.Name : $"{path}.{property.Name}");
            if (property.GetCustomAttribute<DescriptionAttribute>()?.Description is { Length: > 0 } description)
            {
                schema["description"] = description;
            }

            fields[property.Name] = schema;
        }

        _open.Pop();
        OrderedDictionary made = new() { ["type"] = "object" };
        if (type.GetCustomAttribute<DescriptionAttribute>()?.Description is { Length: > 0 } words)
        {
            made["description"] = words;
        }

        made["properties"] = fields;
        return made;
    }

    private static int Depth(Type type) => type.BaseType is Type parent ? Depth(parent) + 1 : 0;
}
