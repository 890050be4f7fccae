using System;
using System.Collections.Generic;
using System.Net;
using System.Net.Http;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using LlamaCloud.Emulator.Classify;
using LlamaCloud.Http;
using Xunit;

namespace LlamaCloud.Client.Tests.Http;

/// <summary>Valid answers with something broken in them end as a job or as one typed error, whatever is broken.</summary>
public sealed class FuzzTests
{
    private const int Rounds = 20_000;

    private static readonly string[] s_pieces =
    [
        "null", "{}", "[]", "\"", "\\", "\\ud83d", "\\u0000", "-1e999", "1e400", "18446744073709551616", "true", ",", ":", "{\"id\":",
        "\"id\"", "\u00ff", "\"NaN\"", "0001-01-01T00:00:00+14:00",
    ];

    [Fact]
    public async Task Twenty_thousand_mutations_end_as_a_job_or_as_one_typed_error()
    {
        List<byte[]> originals = [];
        foreach (System.Text.Json.Nodes.JsonObject job in SeedJobs.All())
        {
            originals.Add(Encoding.UTF8.GetBytes(job.ToJsonString()));
        }

        // What the service repeats may hold the key.
        originals.Add(
            Encoding.UTF8.GetBytes(
                """{"id":"clj-1","status":"llx-key-for-fuzzing","detail":[{"loc":["header"],"msg":"Bearer llx-key-for-fuzzing","type":"t"}]}"""));
        originals.Add(
            Encoding.UTF8.GetBytes("""{"id":"clj-1","detail":[{"loc":["body","rules",0,"type"],"msg":"too long","type":"t"}]}"""));

        // Always the same ones: a failure can be looked at.
        Random random = new(20261123);
        using Answers answers = new();
        using HttpClient http = new(answers);
        Watcher watcher = new();
        Transport[] transports = [Make(http, null), Make(http, watcher)];
        JsonAnswer<ClassifyJob> answer = new(ClassifyJsonContext.Default.ClassifyJob, job => !string.IsNullOrEmpty(job.Id));
        int jobs = 0;
        int errors = 0;
        for (int round = 0; round < Rounds; round++)
        {
            // Every original with either status, looked at or not.
            answers.Next = (
                random.Next(10) == 0 ? HttpStatusCode.UnprocessableEntity : HttpStatusCode.OK,
                Mutate(originals[random.Next(originals.Count)], random));
            try
            {
                Touch(
                    (await transports[random.Next(3) == 0 ? 1 : 0].SendAsync(
                        ServiceRequest.Get("api/v2/classify/clj-1"), answer, TestContext.Current.CancellationToken))!);
                jobs++;
            }
            catch (LlamaCloudException failure) when (failure.Kind is LlamaCloudErrorKind.InvalidResponse or LlamaCloudErrorKind.Status)
            {
                errors++;
            }
            catch (Exception unexpected) when (unexpected is not OperationCanceledException)
            {
                Assert.Fail($"Round {round}: {unexpected}\n{Encoding.UTF8.GetString(answers.Next.Body)}");
            }
        }

        Assert.Equal(Rounds, jobs + errors);
        Assert.True(
            watcher.Attempts > Rounds / 4 && watcher.Attempts == watcher.Exchanges,
            $"{watcher.Attempts} attempts and {watcher.Exchanges} exchanges were told.");
        Assert.Empty(watcher.Problems);
        Assert.True(jobs > 500 && errors > 500, $"{jobs} jobs and {errors} errors: the mutations do not test much.");
    }

    // A job that was read can also be looked at.
    private static void Touch(ClassifyJob job)
    {
        Assert.NotNull(job.ToString());
        Assert.NotNull(job.AdditionalProperties);
        _ = (job.Type, job.Confidence, job.Reasoning, job.Configuration?.ToString(), job.Configuration?.ParsingConfiguration?.ToString());
    }

    private static byte[] Mutate(byte[] original, Random random)
    {
        List<byte> bytes = [.. original];
        for (int changes = random.Next(1, 4); changes > 0; changes--)
        {
            int at = random.Next(bytes.Count);
            int length = Math.Min(random.Next(1, 20), bytes.Count - at);
            switch (random.Next(6))
            {
                case 0:
                    bytes[at] = (byte)random.Next(256);
                    break;
                case 1:
                    bytes.RemoveRange(at, length);
                    break;
                case 2:
                    bytes.InsertRange(at, bytes.GetRange(random.Next(bytes.Count - length + 1), length));
                    break;
                case 3:
                    bytes.InsertRange(at, Encoding.UTF8.GetBytes(s_pieces[random.Next(s_pieces.Length)]));
                    break;
                case 4:
                    bytes.RemoveRange(at, length);
                    bytes.InsertRange(at, Encoding.UTF8.GetBytes(s_pieces[random.Next(s_pieces.Length)]));
                    break;
                default:
                    ReplaceValue(bytes, random);
                    break;
            }

            if (bytes.Count == 0)
            {
                bytes.Add((byte)' ');
            }
        }

        return [.. bytes];
    }

    // Where a value begins: mutations that stay JSON get further than those that do not.
    private static void ReplaceValue(List<byte> bytes, Random random)
    {
        int colon = bytes.IndexOf((byte)':', random.Next(bytes.Count));
        int comma = colon < 0 ? -1 : bytes.IndexOf((byte)',', colon);
        if (comma > colon && colon >= 0)
        {
            bytes.RemoveRange(colon + 1, comma - colon - 1);
            bytes.InsertRange(colon + 1, Encoding.UTF8.GetBytes(s_pieces[random.Next(s_pieces.Length)]));
        }
    }

    private static Transport Make(HttpClient http, IRequestObserver? observer) => new(new LlamaCloudClientOptions("llx-key-for-fuzzing")
    {
        Http = http,
        MaximumRetryCount = 0,
        Observer = observer,
    });

    private sealed class Watcher : IRequestObserver
    {
        // Kept for the end: what an observer throws ends the request that it looks at.
        public List<string> Problems { get; } = [];

        public int Attempts { get; private set; }

        public int Exchanges { get; private set; }

        public bool WantsExchanges => true;

        public void Attempted(RequestAttempt attempt)
        {
            Attempts++;
            if (attempt.Target != "/api/v2/classify/clj-1")
            {
                Problems.Add("Attempted: " + attempt.Target);
            }
        }

        public void Pausing(RatePause pause) => Problems.Add("Nothing here limits requests.");

        public void Exchanged(string text)
        {
            Exchanges++;
            if (text.Contains("llx-key-for-fuzzing", StringComparison.Ordinal) || !text.StartsWith("> GET ", StringComparison.Ordinal))
            {
                Problems.Add("Exchanged: " + text);
            }
        }
    }

    /// <summary>Answers the same way until told otherwise, without a network.</summary>
    private sealed class Answers : HttpMessageHandler
    {
        public (HttpStatusCode Status, byte[] Body) Next { get; set; }

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
            Task.FromResult(new HttpResponseMessage(Next.Status) { Content = new ByteArrayContent(Next.Body), RequestMessage = request });
    }
}
