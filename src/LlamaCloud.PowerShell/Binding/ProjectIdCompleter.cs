using System;
using System.Collections;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using System.Management.Automation.Language;
using LlamaCloud.PowerShell.Connection;

namespace LlamaCloud.PowerShell.Binding;

/// <summary>Completes the id of a project: shows names, inserts ids, and finds by either. Silent where nothing can be asked.</summary>
internal sealed class ProjectIdCompleter : IArgumentCompleter
{
    private static readonly Lookup<LlamaCloudProject> s_projects = new();
    private static readonly string[] s_elsewhere = ["ApiKey", "Region", "BaseUri"];

    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters)
    {
        // Connect-LlamaCloud with another key or place: whose projects would these be?
        if (s_elsewhere.Any(fakeBoundParameters.Contains) || Connection(fakeBoundParameters, commandAst) is not LlamaCloudConnection connection)
        {
            return [];
        }

        string? organization = fakeBoundParameters["OrganizationId"] as string ?? connection.OrganizationId;
        string word = Completion.Unquote(wordToComplete);
        return s_projects
            .Find($"{connection.Identity} {organization}", cancellation => connection.Open(null, UserAgent.Of(null)).Projects.ListAsync(organization, isQuick: true, cancellation))
            .Where(project => Matches(project.Name, word) || Matches(project.Id, word))
            .OrderBy(project => project.Name, StringComparer.CurrentCultureIgnoreCase)
            .Select(project => new CompletionResult(Completion.Quote(project.Id), project.Name.Length == 0 ? project.Id : project.Name, CompletionResultType.ParameterValue, $"{project.Name} ({project.Id})"));
    }

    private static bool Matches(string text, string word) => text.StartsWith(word, StringComparison.OrdinalIgnoreCase);

    private static LlamaCloudConnection? Connection(IDictionary bound, CommandAst command)
    {
        object? given = bound["Connection"];
        // A value that is only known when the command runs is not the default connection.
        bool isUnknown = given is null && command.CommandElements.OfType<CommandParameterAst>().Any(one => one.ParameterName.StartsWith("Conn", StringComparison.OrdinalIgnoreCase));
        try
        {
            return isUnknown ? null
                : given is null ? Sessions.Find(null)
                : Sessions.Find((LlamaCloudConnection)new ConnectionTransformationAttribute().Transform(null!, given));
        }
        catch (Exception nothing) when (nothing is ConnectionSettingException or ArgumentTransformationMetadataException)
        {
            return null;
        }
    }
}
