using System;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;

namespace LlamaCloud.PowerShell.Binding;

/// <summary>Finds by name, in any case: exactly, and where no name is exactly so, with wildcards.</summary>
internal static class NameFilter
{
    public static IEnumerable<T> Find<T>(IEnumerable<T> all, Func<T, string> nameOf, string name)
    {
        // A name may hold brackets, which are wildcards too.
        T[] exact = [.. all.Where(one => string.Equals(nameOf(one), name, StringComparison.OrdinalIgnoreCase))];
        if (exact.Length > 0 || !WildcardPattern.ContainsWildcardCharacters(name))
        {
            return exact;
        }

        try
        {
            WildcardPattern pattern = new(name, WildcardOptions.IgnoreCase);
            return [.. all.Where(one => pattern.IsMatch(nameOf(one)))];
        }
        catch (WildcardPatternException)
        {
            // A bracket without its other half is not a pattern but a name, and nothing has it.
            return [];
        }
    }
}
