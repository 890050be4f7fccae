using System;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using LlamaCloud.Help.Commands;

namespace LlamaCloud.PowerShell.Tests.Help;

/// <summary>What the page of a cmdlet has to say, as the engine knows it.</summary>
internal static class CommandFacts
{
    /// <summary>The parameters that are the cmdlet's own.</summary>
    public static IReadOnlyList<ParameterMetadata> Parameters(CmdletInfo command) =>
        [.. command.Parameters.Values.Where(parameter => !Cmdlet.CommonParameters.Contains(parameter.Name))];

    /// <summary>The lines of the syntax.</summary>
    public static IEnumerable<SyntaxSet> Syntax(CmdletInfo command) => command.ParameterSets.Select(set => command.ParameterSets.Count == 1
        ? new SyntaxSet(string.Empty, false, $"{command.Name} {set}")
        : new SyntaxSet(set.Name, set.IsDefault, $"{command.Name} {set}"));

    /// <summary>The facts of a parameter: one block for all sets that share them.</summary>
    /// <param name="command">The cmdlet.</param>
    /// <param name="parameter">The parameter.</param>
    /// <param name="written">The default on the page, which may be one that the cmdlet takes from elsewhere.</param>
    public static IReadOnlyList<ParameterFacts> Of(CmdletInfo command, ParameterMetadata parameter, string? written) =>
    [
        .. from set in parameter.ParameterSets
           group set.Key by (
               set.Value.IsMandatory, set.Value.Position, set.Value.ValueFromPipelineByPropertyName, set.Value.ValueFromPipeline) into same
           select new ParameterFacts(
               parameter.ParameterType.Name,
               same.Contains(ParameterAttribute.AllParameterSets) ? ["(All)"] : [.. same],
               [.. parameter.Aliases],
               [.. parameter.Attributes.OfType<ValidateSetAttribute>().SelectMany(values => values.ValidValues)],
               same.Key.IsMandatory.ToString(),
               same.Key.Position < 0 ? "Named" : $"{same.Key.Position}",
               DefaultOf(command, parameter) ?? written ?? "None",
               Pipeline(same.Key.ValueFromPipelineByPropertyName, same.Key.ValueFromPipeline),
               parameter.Attributes.OfType<SupportsWildcardsAttribute>().Any().ToString()),
    ];

    /// <summary>Facts as they stand on a page.</summary>
    public static string ToYaml(ParameterFacts facts)
    {
        IEnumerable<string> lines =
        [
            "```yaml",
            $"Type: {facts.Type}",
            $"Parameter Sets: {string.Join(", ", facts.Sets)}",
            $"Aliases: {string.Join(", ", facts.Aliases)}".TrimEnd(),
            .. facts.AcceptedValues.Count > 0 ? [$"Accepted values: {string.Join(", ", facts.AcceptedValues)}"] : Array.Empty<string>(),
            string.Empty,
            $"Required: {facts.IsRequired}",
            $"Position: {facts.Position}",
            $"Default value: {facts.Default}",
            $"Accept pipeline input: {facts.PipelineInput}",
            $"Accept wildcard characters: {facts.Wildcards}",
            "```",
        ];
        return string.Join("\n", lines);
    }

    /// <summary>A page for a cmdlet that has none, to be copied and filled in.</summary>
    public static string Skeleton(CmdletInfo command)
    {
        IEnumerable<string> syntax = Syntax(command).Select(
            set => (set.Name.Length == 0 ? string.Empty : $"### {set.Name}{(set.IsDefault ? " (Default)" : string.Empty)}\n\n")
                + $"```\n{set.Text}\n```");
        IEnumerable<string> parameters = Parameters(command).Select(
            parameter => $"### -{parameter.Name}\n\n\n{string.Join("\n\n", Of(command, parameter, null).Select(ToYaml))}");
        IEnumerable<string> outputs = command.OutputType.Select(type => $"### {type.Name}").DefaultIfEmpty("### None");
        string head = $"---\nexternal help file: {MamlFile.Name}\nModule Name: LlamaCloud\nonline version:\nschema: 2.0.0\n---";
        return string.Join("\n\n", [
            head,
            $"# {command.Name}",
            "## SYNOPSIS",
            "## SYNTAX",
            .. syntax,
            "## DESCRIPTION",
            "## EXAMPLES",
            "### Example 1: ",
            "```powershell\n```",
            "## PARAMETERS",
            .. parameters,
            "### CommonParameters",
            "## INPUTS",
            "### None",
            "## OUTPUTS",
            .. outputs,
            "## NOTES",
            "## RELATED LINKS"]);
    }

    // What a new cmdlet has there before anything is bound; null where that says nothing.
    private static string? DefaultOf(CmdletInfo command, ParameterMetadata parameter)
    {
        if (parameter.SwitchParameter)
        {
            return "False";
        }

        using IDisposable? cmdlet = Activator.CreateInstance(command.ImplementingType) as IDisposable;
        object? value = cmdlet is null ? null : command.ImplementingType.GetProperty(parameter.Name)?.GetValue(cmdlet);
        return value is null or Array { Length: 0 }
            || (value.GetType().IsValueType && value.Equals(Activator.CreateInstance(value.GetType())))
            ? null
            : value.ToString();
    }

    private static string Pipeline(bool byPropertyName, bool byValue) => (byPropertyName, byValue) switch
    {
        (true, true) => "True (ByPropertyName, ByValue)",
        (true, false) => "True (ByPropertyName)",
        (false, true) => "True (ByValue)",
        _ => "False",
    };
}
