using System;
using System.Text;
using Xunit;

namespace LlamaCloud.Client.Tests.Parse;

/// <summary>A part of a result is read without a second copy of its bytes.</summary>
public sealed class ParseIndexTests : IDisposable
{
    private readonly Spool _spool = new();

    public void Dispose() => _spool.Dispose();

    [Fact]
    public void A_field_is_read_from_the_bytes_that_were_read()
    {
        const int Length = 1_000_000;
        ParseIndex index = Scan("""{"job":{"id":"pjb-1",""" + new string(' ', Length) + """ "status":"COMPLETED"}}""");
        index.Field("job", ParseJsonContext.Default.ParseJob);
        long before = GC.GetAllocatedBytesForCurrentThread();
        ParseJob? job = index.Field("job", ParseJsonContext.Default.ParseJob);

        Assert.Equal(("pjb-1", "COMPLETED"), (job!.Id, job.Status));
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, Length, 1.2 * Length);
        Assert.Null(index.Field("more", ParseJsonContext.Default.Object));
    }

    [Fact]
    public void Pages_are_the_text_that_the_service_sent_whatever_was_in_the_buffer_before()
    {
        ParseIndex index = Scan("""{"text":{"pages":[{"page_number":1,"text":"größer"},{"page_number":2}]}}""");
        byte[] buffer = [];

        Assert.Equal("""{"page_number":1,"text":"größer"}""", index.Text("text", 0, ref buffer));
        Assert.Equal("""{"page_number":2}""", index.Text("text", 1, ref buffer));
    }

    private ParseIndex Scan(string json)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(json);
        _spool.Write(bytes, bytes.Length);
        ParseIndex index = new(_spool);
        index.Scan();
        return index;
    }
}
