using System;
using System.Collections.Generic;
using System.Text;
using System.Threading.Tasks;

namespace LlamaCloud.Client.Tests.Parse;

/// <summary>A test of parse jobs, which end at once.</summary>
public abstract class ParseTest : EmulatorTest
{
    protected const string Root = "/api/v2/parse";

    protected string Upload(string text, string name = "report.txt") => Emulator.Files.Add(name, Encoding.UTF8.GetBytes(text)).Id;

    protected Task<ParseJob> Create(
        string text, string? transaction = null, IReadOnlyDictionary<string, object?>? options = null, LlamaCloudClient? client = null) =>
        (client ?? Client).Parse.CreateAsync(
            new ParseJobRequest
            {
                FileInput = Upload(text),
                TransactionId = transaction,
                Options = options ?? new Dictionary<string, object?>(),
            },
            default,
            Cancellation);

    protected async Task<ParseResultReader> Read(string text, params string[] expand)
    {
        Emulator.ParseJobs.PendingFor = TimeSpan.Zero;
        Emulator.ParseJobs.RunningFor = TimeSpan.Zero;
        ParseJob job = await Create(text);
        return await Client.Parse.ReadResultAsync(job.Id, expand, default, Cancellation);
    }
}
