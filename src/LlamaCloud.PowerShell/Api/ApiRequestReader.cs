using System;
using System.Collections;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Management.Automation;
using LlamaCloud.PowerShell.Binding;

namespace LlamaCloud.PowerShell.Api;

/// <summary>Makes a request of what the parameters of <c>Invoke-LlamaCloudApi</c> hold.</summary>
internal static class ApiRequestReader
{
    /// <summary>What the parameters have against each other; null when they go together.</summary>
    /// <param name="command">The command.</param>
    /// <param name="record">Which record of the pipeline it is, from 1.</param>
    public static string? FindConflict(InvokeLlamaCloudApiCommand command, int record)
    {
        bool hasPages = command.FollowPages || command.First > 0;
        bool hasOutFile = command.OutFile is not null;
        bool isGet = string.Equals(command.Method, "GET", StringComparison.OrdinalIgnoreCase);
        return command.Body is not null && command.Form is not null ? "-Body and -Form exclude each other."
            : command.Raw && hasOutFile ? "-Raw and -OutFile exclude each other."
            : hasPages && (command.Raw || hasOutFile || command.Form is not null)
                ? "-FollowPages and -First are for lists, so -Raw, -OutFile and -Form do not go with them."
            : isGet && (command.Body is not null || command.Form is not null)
                ? "A GET has no body, and -Body, -Form or what comes through the pipeline is one: give -Query, or another -Method."
            : hasOutFile && record > 1
                ? "-OutFile is for one answer, and this is the second record of the pipeline. Use ForEach-Object, with a file for each."
            : null;
    }

    /// <summary>Reads the parameters.</summary>
    /// <exception cref="ArgumentException">The path or its values cannot be used.</exception>
    /// <exception cref="FormatException">A value cannot be sent; the message says which.</exception>
    public static ApiRequest Read(InvokeLlamaCloudApiCommand command) => new(
        command.Method ?? (IsBodyGiven(command) || command.Form is not null ? "POST" : "GET"),
        command.Path!,
        ReadPathValues(command.PathValue))
    {
        Query = [.. ReadQuery(command.Query)],
        Json = IsBodyGiven(command) ? ReadBody(command) : null,
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
            item is null
                ? null
                : PlainText.Of(item)
                    ?? throw Unsendable("Query", parameter, "a text, a number, a time, $true or $false, or an array of those"));

    // A null is no body, and must not become a request without one.
    private static bool IsBodyGiven(InvokeLlamaCloudApiCommand command) =>
        command.MyInvocation.ExpectingInput || command.MyInvocation.BoundParameters.ContainsKey(nameof(command.Body));

    private static string ReadBody(InvokeLlamaCloudApiCommand command)
    {
        // What the service answered is what further requests are about, and not what they send.
        if (command.MyInvocation.ExpectingInput
            && command.Body is not null
            && new Row(command.Body, typeof(PSObject)) is { IsOurs: true } answer)
        {
            throw new FormatException(
                $"A {answer.TypeName} is no body. For a request in its project use ForEach-Object {{ Invoke-LlamaCloudApi ... -ProjectId "
                    + $"$_.ProjectId }}.");
        }

        try
        {
            return JsonText.Of(
                command.Body ?? throw new FormatException("It is null. Give what is to be sent; 'null' in quotes is the JSON null."));
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
        return values is null || fields.Length > 0
            ? fields
            : throw new FormatException("-Form has nothing in it. Give at least one field, such as @{ file = Get-Item ./a.pdf }.");
    }

    private static FormField ReadField(KeyValuePair<string, object?> field, object? item) => item switch
    {
        FileInfo file => file.Exists
            ? FormField.OfFile(field.Key, file.FullName)
            : throw new FormatException($"The file {file.FullName} of -Form does not exist."),
        IDictionary map => FormField.OfText(field.Key, JsonText.Of(map)),
        _ when PlainText.Of(item) is string text => FormField.OfText(field.Key, text),
        _ => throw Unsendable("Form", field, "a file from Get-Item, a text, a number, a hashtable, or an array of those"),
    };

    // Bytes are no numbers here.
    private static IEnumerable<object?> Items(object? value) =>
        Given.Unwrap(value) is not byte[] && Given.AsList(value) is IEnumerable list
            ? list.Cast<object?>().Select(Given.Unwrap)
            : [Given.Unwrap(value)];

    private static IEnumerable<KeyValuePair<string, object?>> Entries(IDictionary? values, string parameter)
    {
        foreach (DictionaryEntry entry in values ?? new Hashtable())
        {
            yield return PlainText.Of(entry.Key) is { Length: > 0 } name
                ? new KeyValuePair<string, object?>(name, entry.Value)
                : throw new FormatException($"-{parameter} has a name that is no text.");
        }
    }

    private static FormatException Unsendable(string parameter, KeyValuePair<string, object?> entry, string wanted) => new(
        $"The value of {entry.Key} in -{parameter} is "
            + $"{(Given.Unwrap(entry.Value) is null ? "null" : $"a {Given.KindOf(entry.Value)}")}, which cannot be sent. Give {wanted}.");
}
