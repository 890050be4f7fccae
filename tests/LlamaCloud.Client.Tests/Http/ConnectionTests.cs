using System;
using System.Linq;
using System.Net;
using System.Net.Http;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Threading.Tasks;
using LlamaCloud.Emulator;
using LlamaCloud.Emulator.Classify;
using LlamaCloud.Http;
using Xunit;

namespace LlamaCloud.Client.Tests.Http;

/// <summary>What carries requests: proxies, TLS, the version of HTTP.</summary>
public sealed class ConnectionTests : EmulatorTest
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
    public async Task A_handshake_that_is_cut_is_a_connection_failure_and_tried_again()
    {
        using TcpListener listener = new(IPAddress.Loopback, 0);
        listener.Start();
        Task cutting = Task.Run(async () =>
        {
            for (int i = 0; i < 3; i++)
            {
                using TcpClient connection = await listener.AcceptTcpClientAsync(Cancellation);
                // The beginning of the client's hello has come, and no answer goes back.
                await connection.GetStream().ReadExactlyAsync(new byte[5], Cancellation);
            }
        }, Cancellation);
        LlamaCloudClient client = new(new LlamaCloudClientOptions("llx-key")
        {
            BaseAddress = new Uri($"https://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}"),
            Clock = Clock,
            Timeout = JumpingClock.Deadline,
        });

        Assert.Equal(LlamaCloudErrorKind.Connection, (await FailureOf(Get(client))).Kind);
        await cutting;
    }

    [Fact]
    public async Task Over_tls_it_speaks_http_2_and_without_tls_http_1()
    {
        using RSA key = RSA.Create(2048);
        CertificateRequest request = new("CN=localhost", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        using X509Certificate2 certificate = request.CreateSelfSigned(DateTimeOffset.UtcNow.AddMinutes(-5), DateTimeOffset.UtcNow.AddMinutes(5));
        await using ServiceEmulator secure = await ServiceEmulator.StartAsync(certificate: certificate);
        using SocketsHttpHandler handler = Compatibility.CreateHandler(useProxy: false);
        handler.SslOptions.RemoteCertificateValidationCallback = (_, seen, _, _) => seen?.GetCertHashString() == certificate.Thumbprint;
        using HttpClient http = new(handler);
        LlamaCloudClient client = new(new LlamaCloudClientOptions(secure.ApiKey) { BaseAddress = secure.BaseAddress, Http = http });

        await client.Classify.GetAsync(SeedJobs.Invoice, default, Cancellation);
        await Client.Classify.GetAsync(SeedJobs.Invoice, default, Cancellation);

        Assert.Equal("HTTP/2", secure.Requests.All.Single().Protocol);
        Assert.Equal("HTTP/1.1", Emulator.Requests.All.Single().Protocol);
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
