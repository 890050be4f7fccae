using System;
using System.Threading;
using System.Threading.Tasks;
using LlamaCloud.Emulator;
using Xunit;

namespace LlamaCloud.Client.Tests;

/// <summary>A test with an emulator of its own.</summary>
public abstract class EmulatorTest : IAsyncLifetime
{
    protected ServiceEmulator Emulator { get; private set; } = null!;

    protected LlamaCloudClient Client { get; private set; } = null!;

    protected static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        Emulator = await ServiceEmulator.StartAsync();
        Client = ClientWith(TimeSpan.FromSeconds(60));
    }

    public ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        return Emulator.DisposeAsync();
    }

    protected LlamaCloudClient ClientWith(TimeSpan timeout) =>
        new(new LlamaCloudClientOptions(Emulator.ApiKey) { BaseAddress = Emulator.BaseAddress, Timeout = timeout });

    protected static async Task<LlamaCloudException> FailureOf(Task request) =>
        await Assert.ThrowsAsync<LlamaCloudException>(() => request);
}
