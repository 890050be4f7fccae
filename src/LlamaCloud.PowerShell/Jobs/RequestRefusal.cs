using System.Collections.Generic;
using System.Linq;

namespace LlamaCloud.PowerShell.Jobs;

/// <summary>The words for what the service would refuse, so that it is not sent.</summary>
internal static class RequestRefusal
{
    /// <summary>The sentence.</summary>
    /// <param name="what">What would be refused, such as <c>these jobs</c>.</param>
    /// <param name="problems">Why.</param>
    /// <returns>Null when there are no problems.</returns>
    public static string? Describe(string what, IEnumerable<ValidationError> problems)
    {
        string[] all = [.. problems.Select(problem => problem.ToString())];
        return all.Length == 0 ? null : $"The service would refuse {what}: {string.Join("; ", all)}. Nothing was sent. Correct what is named.";
    }
}
