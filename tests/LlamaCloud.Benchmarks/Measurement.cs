using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;

namespace LlamaCloud.Benchmarks;

/// <summary>The numbers that a child printed, in a line such as <c>measured: seconds=1.5 peak=81002496</c>.</summary>
internal sealed class Measurement
{
    private const string Start = "measured:";

    private readonly Dictionary<string, double> _values;

    private Measurement(Dictionary<string, double> values) => _values = values;

    /// <summary>How many requests the work sent.</summary>
    public int Requests { get; init; }

    /// <summary>One of the numbers; null when it is not there.</summary>
    public double? this[string name] => _values.TryGetValue(name, out double value) ? value : null;

    /// <summary>The line, written.</summary>
    public static string Format(params (string Name, double Value)[] values) =>
        $"{Start} {string.Join(' ', values.Select(value => string.Create(CultureInfo.InvariantCulture, $"{value.Name}={value.Value}")))}";

    /// <summary>The line, read.</summary>
    public static Measurement Read(string printed, int requests = 0)
    {
        string line = printed.Split('\n').LastOrDefault(line => line.StartsWith(Start, StringComparison.Ordinal))
            ?? throw new InvalidOperationException("Nothing was measured: " + printed);
        return new Measurement(line[Start.Length..].Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Select(pair => pair.Split('='))
            .ToDictionary(pair => pair[0], pair => double.Parse(pair[1], CultureInfo.InvariantCulture)))
        {
            Requests = requests,
        };
    }
}
