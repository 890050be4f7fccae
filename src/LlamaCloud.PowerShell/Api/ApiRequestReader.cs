using System;
using System.Collections;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Management.Automation;
using System.Management.Automation.Internal;
using LlamaCloud.PowerShell.Binding;

namespace LlamaCloud.PowerShell.Api;

/// <summary>Makes a request of what the parameters of <c>Invoke-LlamaCloudApi</c> hold.</summary>
internal static class ApiRequestReader
{
    /// <summary>Reads the parameters.</summary>
    /// <exception cref="ArgumentException">The path or its values cannot be used.</exception>
    /// <exception cref="FormatException">A value cannot be sent; the message says which.</exception>
    public static ApiRequest Read(InvokeLlamaCloudApiCommand command) => new(
        command.Method ?? (command.Body is null && command.Form is null ? "GET" : "POST"),
        command.Path!,
        ReadPathValues(command.PathValue))
    {
        Query = [.. ReadQuery(command.Query)],
        Json = command.Body is null ? null : ReadBody(command.Body),
        Form = ReadForm(command.Form),
    };

    private static Dictionary<string, string> ReadPathValues(IDictionary? values)
    {
        Dictionary<string, string> read = new(StringComparer.OrdinalIgnoreCase);
        foreach (KeyValuePair<string, object?> value in Entries(values, "PathValue"))
        {
            read[value.Key] = PlainText.Of(value.Value) ?? throw Unsendable("PathValue", value, "a text, a number or a GUID");
        }

        return read;
    }

    // A null is left out, and leaves out the connection's project as well.
    private static IEnumerable<KeyValuePair<string, string?>> ReadQuery(IDictionary? values) =>
        from parameter in Entries(values, "Query")
        from item in Items(parameter.Value)
        select new KeyValuePair<string, string?>(
            parameter.Key,
            item is null ? null : PlainText.Of(item) ?? throw Unsendable("Query", parameter, "a text, a number, a time, $true or $false, or an array of those"));

    private static string ReadBody(object body)
    {
        try
        {
            return JsonText.Of(body);
        }
        catch (FormatException problem)
        {
            throw new FormatException($"-Body cannot be sent. {problem.Message}");
        }
    }

    private static FormField[] ReadForm(IDictionary? values)
    {
        FormField[] fields =
        [
            .. from field in Entries(values, "Form")
               from item in Items(field.Value)
               select ReadField(field, item),
        ];
        return values is null || fields.Length > 0 ? fields : throw new FormatException("-Form has nothing in it. Give at least one field, such as @{ file = Get-Item ./a.pdf }.");
    }

    private static FormField ReadField(KeyValuePair<string, object?> field, object? item) => item switch
    {
        FileInfo file => file.Exists ? FormField.OfFile(field.Key, file.FullName) : throw new FormatException($"The file {file.FullName} of -Form does not exist."),
        IDictionary map => FormField.OfText(field.Key, JsonText.Of(map)),
        _ when PlainText.Of(item) is string text => FormField.OfText(field.Key, text),
        _ => throw Unsendable("Form", field, "a file from Get-Item, a text, a number, a hashtable, or an array of those"),
    };

    // A text is not a list of characters, and a map not one of entries.
    private static IEnumerable<object?> Items(object? value)
    {
        object? plain = Unwrap(value);
        return plain is IEnumerable list and not (string or IDictionary or byte[] or System.Xml.XmlNode) ? list.Cast<object?>().Select(Unwrap) : [plain];
    }

    private static IEnumerable<KeyValuePair<string, object?>> Entries(IDictionary? values, string parameter)
    {
        foreach (DictionaryEntry entry in values ?? new Hashtable())
        {
            yield return PlainText.Of(entry.Key) is { Length: > 0 } name
                ? new KeyValuePair<string, object?>(name, entry.Value)
                : throw new FormatException($"-{parameter} has a name that is no text.");
        }
    }

    private static object? Unwrap(object? value) => ReferenceEquals(value, AutomationNull.Value) ? null
        : value is PSObject { BaseObject: not PSCustomObject } wrapper ? wrapper.BaseObject
        : value;

    private static string Name(object value) => value is PSObject { BaseObject: PSCustomObject } ? "PSCustomObject" : Unwrap(value)?.GetType().Name ?? "null";

    private static FormatException Unsendable(string parameter, KeyValuePair<string, object?> entry, string wanted) => new(
        $"The value of {entry.Key} in -{parameter} is {(entry.Value is null ? "null" : $"a {Name(entry.Value)}")}, which cannot be sent. Give {wanted}.");
}
