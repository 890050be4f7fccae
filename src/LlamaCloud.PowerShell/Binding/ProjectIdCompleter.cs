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

    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters)
    {
        if (Connection(fakeBoundParameters["Connection"]) is not LlamaCloudConnection connection)
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

    private static LlamaCloudConnection? Connection(object? given)
    {
        try
        {
            return given is null
                ? Sessions.Find(null)
                : Sessions.Find((LlamaCloudConnection)new ConnectionTransformationAttribute().Transform(null!, given));
        }
        catch (Exception nothing) when (nothing is ConnectionSettingException or ArgumentTransformationMetadataException)
        {
            return null;
        }
    }
}
