using System.Collections.Generic;
using System.Collections.ObjectModel;
using System.Globalization;
using System.Linq;

namespace LlamaCloud;

/// <summary>A list that is shown, in a line of comma-separated values say, by how many there are, and numbers by themselves.</summary>
internal sealed class CountedList<T>(IEnumerable<T> items) : ReadOnlyCollection<T>([.. items])
{
    /// <summary>How many there are, or the numbers.</summary>
    public override string ToString() => this is IEnumerable<int> numbers
        ? string.Join(", ", numbers.Select(number => number.ToString(CultureInfo.InvariantCulture)))
        : Count.ToString(CultureInfo.InvariantCulture);
}
