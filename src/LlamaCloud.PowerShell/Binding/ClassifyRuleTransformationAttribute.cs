using System;
using System.Collections;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;

namespace LlamaCloud.PowerShell.Binding;

/// <summary>
/// Takes rules out of what they are given as: rules, a map of types to descriptions, hashtables or objects with a
/// <c>Type</c> and a <c>Description</c>, rows of Import-Csv. What is in them is checked later, all at once.
/// </summary>
internal sealed class ClassifyRuleTransformationAttribute : ArgumentTransformationAttribute
{
    private const string Wanted =
        "Give rules of New-ClassifyRule, a map such as @{ invoice = 'contains an invoice number and a total' }, or objects with exactly "
            + "Type and Description.";

    private const int ShortestDescription = 10;

    private static readonly string[] s_names = ["Type", "Description"];

    public override object? Transform(EngineIntrinsics engineIntrinsics, object? inputData)
    {
        List<ClassifyRule> rules = [];
        List<string> problems = [];
        Collect(inputData, rules, problems);
        if (rules.Count == 0 && problems.Count == 0)
        {
            problems.Add("There is no rule in it.");
        }

        return problems.Count == 0
            ? rules.ToArray()
            : throw new ArgumentTransformationMetadataException($"{string.Join(" ", problems.Distinct())} {Wanted}");
    }

    private static void Collect(object? item, List<ClassifyRule> rules, List<string> problems)
    {
        object? value = Given.Unwrap(item);
        switch (value)
        {
            case null:
                problems.Add("A rule is null.");
                break;
            case ClassifyRule rule:
                rules.Add(rule);
                break;
            case string or ValueType:
                problems.Add($"'{ResourceId.Show(value.ToString()!)}' is no rule.");
                break;
            case IDictionary map when IsRule(map.Keys.Cast<object>().Select(key => key.ToString())):
                rules.Add(
                    Read(
                        map.Keys.Cast<object>()
                            .ToDictionary(key => key.ToString()!, key => (object?)map[key], StringComparer.OrdinalIgnoreCase),
                        problems));
                break;
            case IDictionary map:
                rules.AddRange(
                    map.Keys.Cast<object>()
                        .Select(type => new ClassifyRule(Text(type, "type", problems), Text(map[type], "description", problems))));
                break;
            case var many when Given.AsList(many) is IEnumerable list:
                foreach (object? one in list)
                {
                    Collect(one, rules, problems);
                }

                break;
            default:
                CollectFromObject(PSObject.AsPSObject(item!), rules, problems);
                break;
        }
    }

    private static void CollectFromObject(PSObject item, List<ClassifyRule> rules, List<string> problems)
    {
        string[] names = [.. item.Properties.Select(property => property.Name)];
        // What a rule of ours became in a job or a remote session has a third one.
        if (Given.Was(item, typeof(ClassifyRule)) || IsRule(names))
        {
            rules.Add(
                Read(
                    s_names.ToDictionary(name => name, name => (object?)item.Properties[name]?.Value, StringComparer.OrdinalIgnoreCase),
                    problems));
        }
        else if (IsMap(item, names))
        {
            rules.AddRange(
                item.Properties.Select(property => new ClassifyRule(property.Name.Trim(), Text(property.Value, "description", problems))));
        }
        else
        {
            problems.Add(item.BaseObject is PSCustomObject
                ? $"An object with the properties {string.Join(", ", names.Take(8).Select(ResourceId.Show))} is no rule."
                : $"{item.BaseObject.GetType().Name} is no rule.");
        }
    }

    // What ConvertFrom-Json makes of a map: each value is a description, which is a sentence and no cell of a table.
    private static bool IsMap(PSObject item, string[] names) =>
        item.BaseObject is PSCustomObject && !Given.HasPrefix(item.TypeNames[0]) && names.Length > 0
        && !names.Any(name => s_names.Contains(name.Trim(), StringComparer.OrdinalIgnoreCase))
        && item.Properties.All(property => property.Value is string text && text.Trim().Length >= ShortestDescription);

    private static ClassifyRule Read(Dictionary<string, object?> values, List<string> problems) =>
        new(Text(values["Type"], "type", problems), Text(values["Description"], "description", problems));

    private static bool IsRule(IEnumerable<string?> names) =>
        new HashSet<string?>(names, StringComparer.OrdinalIgnoreCase).SetEquals(s_names);

    private static string Text(object? value, string field, List<string> problems)
    {
        if (value is null || PlainText.Of(value) is string)
        {
            return PlainText.Of(value)?.Trim() ?? string.Empty;
        }

        problems.Add($"The {field} of a rule is no text.");
        return string.Empty;
    }
}
