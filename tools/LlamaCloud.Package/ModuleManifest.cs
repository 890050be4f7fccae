using System;
using System.Collections;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Management.Automation.Language;

namespace LlamaCloud.Package;

/// <summary>The manifest of the module, read as data.</summary>
internal sealed class ModuleManifest
{
    private readonly Hashtable _values;
    private readonly Hashtable _data;
    private readonly HashtableAst _dataAst;

    private ModuleManifest(string name, string text, HashtableAst ast)
    {
        Name = name;
        Text = text;
        _values = (Hashtable)ast.SafeGetValue();
        _dataAst = ast.FindAll(static one => one is HashtableAst, searchNestedScriptBlocks: false)
            .Cast<HashtableAst>()
            .LastOrDefault(IsData)
            ?? throw new PackageException($"{name}.psd1 has no PrivateData.PSData, which is where the PowerShell Gallery looks.");
        _data = (Hashtable)_dataAst.SafeGetValue();
    }

    /// <summary>The name of the module.</summary>
    public string Name { get; }

    /// <summary>The manifest as it is written.</summary>
    public string Text { get; }

    /// <summary>The version.</summary>
    public string Version => this["ModuleVersion"];

    /// <summary>The names of the cmdlets.</summary>
    public IReadOnlyList<string> Cmdlets => Strings(_values["CmdletsToExport"]);

    /// <summary>What people find it by.</summary>
    public IReadOnlyList<string> Tags => Strings(_data["Tags"]);

    /// <summary>A value that has to be there.</summary>
    public string this[string key] => _values[key] as string ?? throw new PackageException($"{Name}.psd1 has no {key}.");

    /// <summary>A value for the PowerShell Gallery; null where there is none.</summary>
    public string? Find(string key) => _data[key] as string;

    /// <summary>Reads one.</summary>
    /// <exception cref="PackageException">It is no manifest.</exception>
    public static ModuleManifest Read(string path)
    {
        ScriptBlockAst script = Parser.ParseFile(path, out _, out ParseError[] errors);
        HashtableAst? ast = errors.Length == 0
            ? (HashtableAst?)script.Find(static one => one is HashtableAst, searchNestedScriptBlocks: false)
            : null;
        return ast is null
            ? throw new PackageException(
                $"{path} is no manifest: {(errors.Length > 0 ? errors[0].Message : "there is no hashtable in it")}")
            : new ModuleManifest(Path.GetFileNameWithoutExtension(path), File.ReadAllText(path), ast);
    }

    /// <summary>The manifest with what it does not say itself: what is new, and where the project is.</summary>
    /// <param name="releaseNotes">What is new.</param>
    /// <param name="repository">The address of the repository; empty while it has none.</param>
    public string With(string releaseNotes, string repository)
    {
        List<(string Key, string Value)> added = [("ReleaseNotes", releaseNotes)];
        if (repository.Length > 0)
        {
            added.Add(("ProjectUri", repository));
            added.Add(("LicenseUri", repository.TrimEnd('/') + "/blob/HEAD/LICENSE"));
        }

        int end = _dataAst.Extent.EndOffset - 1;
        int line = Text.LastIndexOf('\n', end) + 1;
        string indent = new(' ', end - line);
        string lines = string.Concat(
            added.Select(one => $"{indent}    {one.Key} = '{CodeGeneration.EscapeSingleQuotedStringContent(one.Value)}'\n"));
        return Text.Insert(line, lines);
    }

    // The innermost hashtable that is the value of the key PSData.
    private static bool IsData(HashtableAst ast) =>
        ast.Parent is CommandExpressionAst { Parent: PipelineAst { Parent: HashtableAst outer } pipeline }
        && outer.KeyValuePairs.Any(pair => ReferenceEquals(pair.Item2, pipeline) && pair.Item1.SafeGetValue() is "PSData");

    private static string[] Strings(object? value) => value switch
    {
        null => [],
        string one => [one],
        IEnumerable many => [.. many.Cast<object>().Select(one => one.ToString()!)],
        _ => [],
    };
}
