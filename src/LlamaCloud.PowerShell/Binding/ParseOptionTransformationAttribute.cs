using System;
using System.Collections.Generic;
using System.IO;
using System.Management.Automation;

namespace LlamaCloud.PowerShell.Binding;

/// <summary>
/// Takes options of parse jobs out of maps, objects, JSON texts and files of JSON. What is in them is checked later, all at once.
/// </summary>
internal sealed class ParseOptionTransformationAttribute : ArgumentTransformationAttribute
{
    private const string Wanted =
        "Give a map such as @{ output_options = @{ save_output_pdf = $true } }, an object, a JSON text, or the path of a .json file.";

    public override object? Transform(EngineIntrinsics engineIntrinsics, object? inputData)
    {
        object? value = Given.Unwrap(inputData);
        try
        {
            return value switch
            {
                null => new Dictionary<string, object?>(),
                Dictionary<string, object?> options => options,
                FileInfo file => ParseOptions.Read(ReadFile(file.FullName)),
                string text => ParseOptions.Read(IsJson(text) ? text : ReadFile(Resolve(engineIntrinsics, text))),
                _ when PlainText.Of(value) is not null
                    || Given.AsList(value) is not null => throw new FormatException($"{Given.KindOf(inputData)} is no map"),
                _ => ParseOptions.Read(JsonText.Of(inputData!)),
            };
        }
        catch (FormatException problem)
        {
            throw new ArgumentTransformationMetadataException($"{problem.Message.TrimEnd('.')}. {Wanted}", problem);
        }
    }

    private static bool IsJson(string text) => text.TrimStart() is { Length: > 0 } json && json[0] == '{';

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

    private static string ReadFile(string path)
    {
        try
        {
            return File.ReadAllText(path);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException or NotSupportedException or ArgumentException)
        {
            throw new FormatException($"The file '{path}' cannot be read: {problem.Message}", problem);
        }
    }
}
