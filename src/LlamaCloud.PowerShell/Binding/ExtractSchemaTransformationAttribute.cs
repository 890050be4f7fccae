using System;
using System.Collections;
using System.IO;
using System.Linq;
using System.Management.Automation;

namespace LlamaCloud.PowerShell.Binding;

/// <summary>
/// Makes a schema of what users have: a JSON Schema as a map, an object, a text or a file, a class, or the short form that
/// <see cref="ExtractShortForm"/> reads. What the service would refuse about it is checked later, all at once.
/// </summary>
internal sealed class ExtractSchemaTransformationAttribute : ArgumentTransformationAttribute
{
    private const string Wanted =
        "Give fields such as [ordered]@{ Number = 'the invoice number'; Total = [decimal] }, a class such as [Invoice], "
        + "or a JSON Schema of an object as a map, a text or the path of a .json file.";

    private static readonly string[] s_rootWords =
    [
        "$schema", "$id", "$defs", "definitions", "$ref", "title", "description", "required", "additionalProperties", "type", "properties",
    ];

    // A parameter that is not given has none.
    public override bool TransformNullOptionalParameters => false;

    public override object? Transform(EngineIntrinsics engineIntrinsics, object? inputData)
    {
        try
        {
            return Read(engineIntrinsics, inputData);
        }
        catch (Exception problem) when (problem is FormatException or GetValueException)
        {
            throw new ArgumentTransformationMetadataException($"{problem.Message.TrimEnd('.')}. {Wanted}", problem);
        }
    }

    private static ExtractSchema? Read(EngineIntrinsics engine, object? given)
    {
        object? value = JoinLines(given) ?? Given.Unwrap(given);
        switch (value)
        {
            case null:
                return null;
            case ExtractSchema schema:
                return schema;
            case Type type:
                return Parse("It", JsonText.Of(new ExtractShortForm().OfRoot(type)));
            case FileInfo file:
                return OfFile(file.FullName);
            case string text:
                return text.Trim() is var json && (json.Length == 0 || json[0] == '{')
                    ? Parse("The text", text)
                    : OfFile(Resolve(engine, text));
            // A schema of ours that was serialised.
            case PSObject bag when Given.Was(bag, typeof(ExtractSchema)) && bag.Properties["Json"]?.Value is string kept:
                return Parse("It", kept);
        }

        ExtractMap map = ExtractMap.Of(given) ?? throw new FormatException($"{Given.KindOf(given)} is no schema");
        return Parse("It", JsonText.Of(IsSchema(map) ? given! : new ExtractShortForm().OfFields(map)));
    }

    // What Get-Content makes of a file, unless it is told -Raw.
    private static string? JoinLines(object? given) =>
        Given.AsList(given)?.Cast<object?>().Select(Given.Unwrap).ToArray() is { Length: > 0 } lines && lines.All(line => line is string)
        && string.Join("\n", lines) is var text && (lines.Length == 1 || (text.TrimStart() is { Length: > 0 } json && json[0] == '{'))
            ? text
            : null;

    // A field of that name would be described by a text, or by a type.
    private static bool IsSchema(ExtractMap map) =>
        map.Names.All(s_rootWords.Contains)
        && (map.Find("$ref") is string || (ExtractMap.Of(map.Find("properties")) is not null && IsObject(map.Find("type"))));

    // A root without a type is refused later, in words about schemas.
    private static bool IsObject(object? type) =>
        type is null or "object"
            || (Given.AsList(type) is IEnumerable types && types.Cast<object?>().Any(one => PlainText.Of(one) == "object"));

    private static ExtractSchema Parse(string what, string json)
    {
        try
        {
            return ExtractSchema.Parse(json);
        }
        catch (FormatException problem)
        {
            throw new FormatException($"{what} {problem.Message}", problem);
        }
    }

    private static ExtractSchema OfFile(string path)
    {
        try
        {
            return Parse($"The file '{path}'", File.ReadAllText(path));
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            throw new FormatException($"The file '{path}' cannot be read: {problem.Message}", problem);
        }
    }

    private static string Resolve(EngineIntrinsics engine, string path)
    {
        try
        {
            return engine.SessionState.Path.GetUnresolvedProviderPathFromPSPath(path);
        }
        catch (Exception problem) when (LocalFiles.IsUnusable(problem))
        {
            throw new FormatException($"'{ResourceId.Show(path)}' is neither JSON nor a path: {problem.Message}", problem);
        }
    }
}
