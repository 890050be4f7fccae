using System.IO;
using System.Net.Http.Headers;
using System.Text.Json.Serialization;
using System.Threading;
using System.Threading.Tasks;
using LlamaCloud.Http;

namespace LlamaCloud;

/// <summary>What a GET of a parse job answers: the job, with a wrapper around it.</summary>
internal sealed class ParseJobAnswer
{
    /// <summary>The job.</summary>
    [JsonInclude]
    public ParseJob? Job { get; internal set; }
}

/// <summary>An answer that wraps the job.</summary>
internal sealed class WrappedJobAnswer : Answer<ParseJob>
{
    private static readonly Answer<ParseJobAnswer> s_whole = JsonAnswer.One(
        ParseJsonContext.Default.ParseJobAnswer, static answer => answer.Job?.Id);

    public static WrappedJobAnswer Expected { get; } = new();

    public override async Task<ParseJob?> ReadAsync(Stream body, HttpContentHeaders headers, CancellationToken cancellationToken) =>
        (await s_whole.ReadAsync(body, headers, cancellationToken).ConfigureAwait(false))?.Job;
}
