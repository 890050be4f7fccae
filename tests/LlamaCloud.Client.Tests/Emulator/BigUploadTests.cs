using System;
using System.Diagnostics;
using System.IO;
using System.Net;
using System.Net.Http;
using System.Net.Http.Headers;
using System.Threading;
using System.Threading.Tasks;
using LlamaCloud.Emulator;
using Xunit;

namespace LlamaCloud.Client.Tests.Emulator;

/// <summary>The emulator as a program of its own, whose memory nothing else uses.</summary>
public sealed class BigUploadTests
{
    private const long Megabyte = 1024 * 1024;

    [Fact]
    public async Task The_largest_file_that_the_service_takes_goes_through_flat_memory()
    {
        CancellationToken cancellation = TestContext.Current.CancellationToken;
        ProcessStartInfo start = new(
            "dotnet", [Path.Combine(AppContext.BaseDirectory, "LlamaCloud.Emulator.dll"), "--stop-with-input", "--lifetime", "5"])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        };
        using Process program = Process.Start(start)!;
        try
        {
            Uri address = new((await program.StandardOutput.ReadLineAsync(cancellation))!);
            using HttpClient http = new();
            http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", ServiceEmulator.DefaultApiKey);
            long before = Memory(program);
            using MultipartFormDataContent form = new()
            {
                { new StringContent("classify"), "purpose" },
                { new Mass(512 * Megabyte), "file", "big.bin" },
            };
            using HttpResponseMessage answer = await http.PostAsync(new Uri(address, "/api/v1/beta/files"), form, cancellation);

            Assert.Equal(HttpStatusCode.Created, answer.StatusCode);
            Assert.Equal("4", await http.GetStringAsync(new Uri(address, "/_emulator/files/count"), cancellation));
            Assert.InRange(Memory(program) - before, long.MinValue, 100 * Megabyte);
        }
        finally
        {
            program.StandardInput.Close();
            using CancellationTokenSource patience = new(TimeSpan.FromSeconds(30));
            await program.WaitForExitAsync(patience.Token);
        }
    }

    private static long Memory(Process program)
    {
        program.Refresh();
        return program.PeakWorkingSet64;
    }

    /// <summary>So many bytes that are nowhere.</summary>
    private sealed class Mass(long length) : HttpContent
    {
        protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context)
        {
            byte[] block = new byte[128 * 1024];
            for (long left = length; left > 0; left -= block.Length)
            {
                await stream.WriteAsync(block);
            }
        }

        protected override bool TryComputeLength(out long computed)
        {
            computed = length;
            return true;
        }
    }
}
