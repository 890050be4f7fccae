using System;
using System.Collections;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;

namespace LlamaCloud.PowerShell.Binding;

/// <summary>
/// Takes categories out of what they are given as: names, a map of names to descriptions, hashtables or objects with a <c>Name</c>
/// and, where wanted, a <c>Description</c>, rows of Import-Csv. What is in them is checked later, all at once.
/// </summary>
internal sealed class SplitCategoryTransformationAttribute : ArgumentTransformationAttribute
{
    private const string Wanted =
        "Give names, a map such as @{ invoice = 'a bill with a total'; letter = $null }, or objects with Name and, if wanted, Description.";

    private static readonly string[] s_names = ["Name", "Description"];

    public override object? Transform(EngineIntrinsics engineIntrinsics, object? inputData)
    {
        List<SplitCategory> categories = [];
        List<string> problems = [];
        Collect(inputData, categories, problems);
        if (categories.Count == 0 && problems.Count == 0)
        {
            problems.Add("There is no category in it.");
        }

        return problems.Count == 0
            ? categories.ToArray()
            : throw new ArgumentTransformationMetadataException($"{string.Join(" ", problems.Distinct())} {Wanted}");
    }

    private static void Collect(object? item, List<SplitCategory> categories, List<string> problems)
    {
        object? value = Given.Unwrap(item);
        switch (value)
        {
            case null:
                problems.Add("A category is null.");
                break;
            case SplitCategory category:
                categories.Add(category);
                break;
            case string name:
                categories.Add(new SplitCategory(name.Trim()));
                break;
            case ValueType:
                problems.Add($"'{ResourceId.Show(value.ToString()!)}' is no category.");
                break;
            case IDictionary map:
                Add(map.Keys.Cast<object>().Select(key => (PlainText.Of(key) ?? string.Empty, (object?)map[key])), categories, problems);
                break;
            case var many when Given.AsList(many) is IEnumerable list:
                foreach (object? one in list)
                {
                    Collect(one, categories, problems);
                }

                break;
            default:
                CollectFromObject(PSObject.AsPSObject(item!), categories, problems);
                break;
        }
    }

    // What ConvertFrom-Json makes of a map is a bag; what a category of ours became in a job or a remote session has more than its two
    // properties.
    private static void CollectFromObject(PSObject item, List<SplitCategory> categories, List<string> problems)
    {
        bool wasOurs = Given.Was(item, typeof(SplitCategory));
        if (!wasOurs && (item.BaseObject is not PSCustomObject || Given.HasPrefix(item.TypeNames[0])))
        {
            problems.Add($"{Given.KindOf(item)} is no category.");
            return;
        }

        Add(
            item.Properties.Where(property => !wasOurs || s_names.Contains(property.Name))
                .Select(property => (property.Name, (object?)property.Value)),
            categories,
            problems);
    }

    // One category by its two fields, or a map of many.
    private static void Add(IEnumerable<(string Name, object? Value)> fields, List<SplitCategory> categories, List<string> problems)
    {
        (string Name, object? Value)[] all = [.. fields.Select(field => (ResourceId.Trim(field.Name), field.Value))];
        object? Find(string name) => all.FirstOrDefault(field => string.Equals(field.Name, name, StringComparison.OrdinalIgnoreCase)).Value;
        bool hasOwn = all.Any(field => s_names.Contains(field.Name, StringComparer.OrdinalIgnoreCase));
        if (!hasOwn)
        {
            categories.AddRange(all.Select(field => new SplitCategory(field.Name, Text(field.Value, "description", problems))));
        }
        else if (all.Length <= s_names.Length && all.All(field => s_names.Contains(field.Name, StringComparer.OrdinalIgnoreCase)))
        {
            categories.Add(
                new SplitCategory(
                    Text(Find(s_names[0]), "name", problems) ?? string.Empty, Text(Find(s_names[1]), "description", problems)));
        }
        else
        {
            problems.Add(
                $"An object with the properties {string.Join(", ", all.Take(8).Select(field => ResourceId.Show(field.Name)))} is "
                    + $"no category.");
        }
    }

    // A blank cell of a row is no description.
    private static string? Text(object? value, string field, List<string> problems)
    {
        string? text = PlainText.Of(value)?.Trim();
        if (value is not null && text is null)
        {
            problems.Add($"The {field} of a category is no text.");
        }

        return string.IsNullOrEmpty(text) ? null : text;
    }
}
