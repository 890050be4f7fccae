using System;
using System.Collections;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using System.Management.Automation.Language;
using System.Threading;
using System.Threading.Tasks;
using LlamaCloud.PowerShell.Connection;

namespace LlamaCloud.PowerShell.Binding;

/// <summary>
/// Completes an id or a name by asking the service for what there is: shows names, inserts what is meant, and finds by either.
/// Silent where nothing can be asked.
/// </summary>
internal abstract class LookupCompleter<T> : IArgumentCompleter
{
    /// <summary>What it asked for lately.</summary>
    protected abstract Lookup<T> Lookup { get; }

    /// <summary>The command that is completed, by which a product is found.</summary>
    protected string CommandName { get; private set; } = string.Empty;

    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters)
    {
        CompletionResult[] found = [.. Find(commandName, wordToComplete, commandAst, fakeBoundParameters)];
        // A name may be a new one, and is never that of a local file, which PowerShell would offer.
        return found.Length == 0 && parameterName == "Name" ? TextCompleter.AsTyped(wordToComplete) : found;
    }

    private IEnumerable<CompletionResult> Find(
        string commandName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters)
    {
        CommandName = commandName;
        if (Refuses(fakeBoundParameters) || Connection(fakeBoundParameters, commandAst) is not LlamaCloudConnection connection)
        {
            return [];
        }

        RequestScope scope = new(
            fakeBoundParameters["ProjectId"] as string ?? connection.ProjectId,
            fakeBoundParameters["OrganizationId"] as string ?? connection.OrganizationId);
        string word = Completion.Unquote(wordToComplete);
        return Order(
            Lookup.Find(
                $"{connection.Identity} {KeyOf(scope)}",
                cancellation => ReadAsync(connection.Open(null, UserAgent.Of(null)), scope, cancellation)))
            .Select(one => (Id: IdOf(one), Name: NameOf(one), Value: ValueOf(one), Tip: TipOf(one)))
            .Where(one => Matches(one.Name, word) || Matches(one.Id, word))
            // Of several with one name that is inserted, one.
            .GroupBy(one => one.Value, StringComparer.Ordinal)
            .Select(same => same.First())
            .Select(one => new CompletionResult(
                Completion.Quote(one.Value),
                ShownText.Of(one.Name.Length == 0 ? one.Id : one.Name),
                CompletionResultType.ParameterValue,
                ShownText.Of(one.Tip)));
    }

    /// <summary>Asks for them.</summary>
    protected abstract Task<IReadOnlyList<T>> ReadAsync(LlamaCloudClient client, RequestScope scope, CancellationToken cancellationToken);

    protected abstract string IdOf(T one);

    /// <summary>What is inserted of it: its id, where a subclass does not say otherwise.</summary>
    protected virtual string ValueOf(T one) => IdOf(one);

    /// <summary>What is shown of it.</summary>
    protected abstract string NameOf(T one);

    /// <summary>What is shown of it where there is more room.</summary>
    protected virtual string TipOf(T one) => $"{NameOf(one)} ({IdOf(one)})";

    protected virtual IEnumerable<T> Order(IReadOnlyList<T> all) => all.OrderBy(NameOf, StringComparer.CurrentCultureIgnoreCase);

    /// <summary>What the answer depends on beside the connection.</summary>
    protected virtual string KeyOf(RequestScope scope) => $"{scope.ProjectId} {scope.OrganizationId}";

    /// <summary>Whether what is typed already makes an answer of this connection wrong.</summary>
    protected virtual bool Refuses(IDictionary bound) => false;

    private static bool Matches(string text, string word) => text.StartsWith(word, StringComparison.OrdinalIgnoreCase);

    private static LlamaCloudConnection? Connection(IDictionary bound, CommandAst command)
    {
        object? given = bound["Connection"];
        // A value that is only known when the command runs is not the default connection.
        bool isUnknown = given is null
            && command.CommandElements.OfType<CommandParameterAst>()
                .Any(one => one.ParameterName.StartsWith("Conn", StringComparison.OrdinalIgnoreCase));
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
