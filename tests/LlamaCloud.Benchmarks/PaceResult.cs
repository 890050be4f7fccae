using System.Collections.Generic;

namespace LlamaCloud.Benchmarks;

/// <summary>What the time of the service decides.</summary>
/// <param name="Waits">How jobs were waited for.</param>
/// <param name="Limits">What a service was asked that keeps its limits.</param>
internal sealed record PaceResult(IReadOnlyList<WaitResult> Waits, IReadOnlyList<LimitResult> Limits);

/// <summary>How many jobs were waited for.</summary>
/// <param name="Name">Which, as the report names them.</param>
/// <param name="Measured">The requests, and how late the ends were seen, in seconds.</param>
internal sealed record WaitResult(string Name, Measurement Measured)
{
    public int Requests => Measured.Requests;

    public double Median => Measured["median"]!.Value;

    public double Last => Measured["last"]!.Value;
}

/// <summary>How documents were uploaded and started at the limits.</summary>
/// <param name="SaysWhen">Whether a 429 says when there is room again.</param>
/// <param name="Measured">The time and the refusals.</param>
internal sealed record LimitResult(bool SaysWhen, Measurement Measured)
{
    public double Seconds => Measured["seconds"]!.Value;

    public int Refused => (int)Measured["refused"]!.Value;
}
