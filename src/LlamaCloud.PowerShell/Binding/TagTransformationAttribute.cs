using System;
using System.Collections;
using System.Collections.Generic;
using System.Management.Automation;

namespace LlamaCloud.PowerShell.Binding;

/// <summary>Takes tags, names with a text each, out of maps and objects.</summary>
internal sealed class TagTransformationAttribute : ArgumentTransformationAttribute
{
    public override object? Transform(EngineIntrinsics engineIntrinsics, object? inputData)
    {
        Dictionary<string, string> tags = new(StringComparer.Ordinal);
        switch (Given.Unwrap(inputData))
        {
            case null:
                break;
            case IDictionary map:
                foreach (DictionaryEntry one in map)
                {
                    Add(tags, PlainText.Of(one.Key), one.Value);
                }

                break;
            case PSObject bag:
                foreach (PSPropertyInfo property in bag.Properties)
                {
                    Add(tags, property.Name, property.Value);
                }

                break;
            default:
                throw new ArgumentTransformationMetadataException(
                    $"{Given.KindOf(inputData)} is no map. Give one such as @{{ team = 'research' }}.");
        }

        return tags;
    }

    private static void Add(Dictionary<string, string> tags, string? name, object? value) =>
        tags[name
            ?? throw new ArgumentTransformationMetadataException(
                "The name of a tag is no text. Give a map such as @{ team = 'research' }.")] =
            value is null ? string.Empty
            : PlainText.Of(value)
                ?? throw new ArgumentTransformationMetadataException(
                    $"The tag '{ResourceId.Show(name!)}' is no text. Give a map such as @{{ team = 'research' }}.");
}
