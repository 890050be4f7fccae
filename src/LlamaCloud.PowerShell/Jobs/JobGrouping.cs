using System;
using System.Linq;
using System.Management.Automation;

namespace LlamaCloud.PowerShell.Jobs;

/// <summary>Which jobs may share a request, and what a refusal of one means for the next.</summary>
/// <param name="command">The command that asks.</param>
/// <param name="connection">What it asks through.</param>
internal sealed class ClassifyJobGrouping(Cmdlet command, LlamaCloudConnection connection)
{
    /// <summary>How many characters of an address the ids may take.</summary>
    // Addresses of more than 8,000 characters are refused by servers here and there; 6,000 leave room for gateways.
    // Less what stands around the ids: the address, the page size, the scope, and the token of a further page.
    public int Heaviest => 6000 - connection.BaseAddress.AbsoluteUri.Length - 500;

    /// <summary>How many characters of an address an id takes.</summary>
    public static int WeightOf(string id) => "&job_ids=".Length + Uri.EscapeDataString(id).Length;

    /// <summary>Whether jobs that could not be read together may be asked for alone: the answer may be about one of them.</summary>
    public static bool CanGoAlone(LlamaCloudException failure) => IsRefusal(failure) || failure.Kind == LlamaCloudErrorKind.InvalidResponse;

    /// <summary>Jobs with the same one may share a request; null: they go alone, since the service refused that.</summary>
    public string? KeyOf(RequestScope scope) =>
        connection.RefusedGroups.ContainsKey(scope) ? null : $"{scope.ProjectId} {scope.OrganizationId}";

    /// <summary>Remembers that the service does not answer for several at once, and says so the first time.</summary>
    // For that project alone: of one that is mistyped the service says the same, whether it is asked for one or for many.
    public void Tell(RequestScope scope, LlamaCloudException? failure)
    {
        if (failure is not null && IsRefusal(failure) && !IsAboutElse(failure) && connection.RefusedGroups.TryAdd(scope, true))
        {
            command.WriteVerbose($"The service refuses to be asked for several jobs at once ({failure.StatusCode}): each is asked for alone from now on.");
        }
    }

    private static bool IsRefusal(LlamaCloudException failure) => failure.StatusCode is 400 or 404 or 405 or 414 or 422;

    // A project that is no UUID, say: each alone meets it too, and groups of another project do not.
    private static bool IsAboutElse(LlamaCloudException failure) =>
        failure.ValidationErrors.Count > 0 && failure.ValidationErrors.All(one => !one.Location.Contains("job_ids") && !one.Location.Contains("page_size"));
}
