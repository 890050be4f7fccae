using System;
using System.IO;
using System.Net;
using System.Net.Http;
using System.Net.Sockets;
using System.Text;
using System.Threading.Tasks;
using LlamaCloud.Http;
using Xunit;

namespace LlamaCloud.Client.Tests.Http;

/// <summary>A proxy between the client and the service.</summary>
public sealed class ProxyTests : EmulatorTest
{
    [Fact]
    public async Task A_proxy_that_wants_credentials_is_told_apart_and_its_password_is_not_repeated()
    {
        using TcpListener proxy = new(IPAddress.Loopback, 0);
        proxy.Start();
        Task<string> asked = AnswerOnceAsync(proxy, "HTTP/1.1 407 Proxy Authentication Required\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
        using SocketsHttpHandler handler = Compatibility.CreateHandler(useProxy: true);
        // As an address in an environment variable says it.
        handler.Proxy = new WebProxy($"http://user:hunter2@127.0.0.1:{((IPEndPoint)proxy.LocalEndpoint).Port}");
        using HttpClient http = new(handler);
        LlamaCloudClient client = new(new LlamaCloudClientOptions("llx-key") { Clock = Clock, Http = http, Timeout = JumpingClock.Deadline, BaseAddress = ServiceAddress.Parse("llamacloud.invalid") });
        LlamaCloudException failure = await FailureOf(client.Classify.GetAsync("clj-1", default, Cancellation));

        Assert.Equal(LlamaCloudErrorKind.ProxyAuthentication, failure.Kind);
        Assert.DoesNotContain("hunter2", failure.ToString(), StringComparison.Ordinal);
        Assert.StartsWith("CONNECT llamacloud.invalid:443", await asked, StringComparison.Ordinal);
        Assert.DoesNotContain("llx-key", await asked, StringComparison.Ordinal);
    }

    [Fact]
    public void The_way_to_this_machine_is_not_through_a_proxy()
    {
        Assert.NotSame(SharedHttp.For(new Uri("https://api.cloud.llamaindex.ai")), SharedHttp.For(new Uri("http://localhost:5000")));
        Assert.Same(SharedHttp.For(new Uri("http://127.0.0.1:1")), SharedHttp.For(new Uri("http://localhost:5000")));
        using SocketsHttpHandler direct = Compatibility.CreateHandler(useProxy: false);
        Assert.False(direct.UseProxy);
    }

    [Fact]
    public void Connections_are_renewed_know_the_systems_proxy_and_leave_redirects_and_cookies_alone()
    {
        using SocketsHttpHandler handler = Compatibility.CreateHandler(useProxy: true);

        Assert.True(handler.UseProxy);
        Assert.Same(CredentialCache.DefaultCredentials, handler.DefaultProxyCredentials);
        Assert.Equal(TimeSpan.FromMinutes(5), handler.PooledConnectionLifetime);
        Assert.False(handler.AllowAutoRedirect);
        Assert.False(handler.UseCookies);
        Assert.Equal(System.Threading.Timeout.InfiniteTimeSpan, SharedHttp.For(new Uri("https://api.cloud.llamaindex.ai")).Timeout);
    }

    private static async Task<string> AnswerOnceAsync(TcpListener listener, string answer)
    {
        using TcpClient connection = await listener.AcceptTcpClientAsync(Cancellation);
        NetworkStream stream = connection.GetStream();
        byte[] head = new byte[4096];
        int length = 0;
        while (!Encoding.ASCII.GetString(head, 0, length).Contains("\r\n\r\n", StringComparison.Ordinal))
        {
            int read = await stream.ReadAsync(head.AsMemory(length), Cancellation);
            Assert.NotEqual(0, read);
            length += read;
        }

        await stream.WriteAsync(Encoding.ASCII.GetBytes(answer), Cancellation);
        return Encoding.ASCII.GetString(head, 0, length);
    }
}
