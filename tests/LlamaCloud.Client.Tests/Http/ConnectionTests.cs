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
        Task<string> asked = AnswerOnceAsync(
            proxy, "HTTP/1.1 407 Proxy Authentication Required\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
        using SocketsHttpHandler handler = Compatibility.CreateHandler(useProxy: true, proxy: null);
        // As an address in an environment variable says it.
        handler.Proxy = new WebProxy($"http://user:hunter2@127.0.0.1:{((IPEndPoint)proxy.LocalEndpoint).Port}");
        using HttpClient http = new(handler);
        LlamaCloudClient client = new(
            new LlamaCloudClientOptions("llx-key")
            {
                Clock = Clock,
                Http = http,
                Timeout = JumpingClock.Deadline,
                BaseAddress = ServiceAddress.Parse("llamacloud.invalid"),
            });
        LlamaCloudException failure = await FailureOf(client.Classify.GetAsync("clj-1", default, Cancellation));

        Assert.Equal(LlamaCloudErrorKind.ProxyAuthentication, failure.Kind);
        Assert.DoesNotContain("hunter2", failure.ToString(), StringComparison.Ordinal);
        Assert.StartsWith("CONNECT llamacloud.invalid:443", await asked, StringComparison.Ordinal);
        Assert.DoesNotContain("llx-key", await asked, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("http://localhost:5000", null, false)]
    [InlineData("https://127.8.9.1", null, false)]
    [InlineData("http://[::1]:5000", null, false)]
    [InlineData("http://localhost:5000", "http://localhost:8080", true)]
    [InlineData("https://api.cloud.llamaindex.ai", null, true)]
    [InlineData("https://api.cloud.llamaindex.ai", "http://proxy.example:8080", true)]
    public void The_way_to_this_machine_is_not_through_a_proxy_of_the_system(string address, string? proxy, bool isProxied)
    {
        LlamaCloudClientOptions options = new("llx-key")
        {
            BaseAddress = new Uri(address),
            Proxy = proxy is null ? null : new ServiceProxy(new Uri(proxy)),
        };
        using SocketsHttpHandler handler = Assert.IsType<SocketsHttpHandler>(SharedHttp.CreateHandler(options));

        Assert.Equal((isProxied, proxy is not null), (handler.UseProxy, handler.Proxy is not null));
    }

    [Fact]
    public void Connections_are_shared_by_those_who_have_service_key_and_proxy_in_common()
    {
        static HttpClient Shared(string address, string key = "llx-1", string? proxy = null, NetworkCredential? credential = null) =>
            SharedHttp.For(new LlamaCloudClientOptions(key)
        {
            BaseAddress = new Uri(address),
            Proxy = proxy is null ? null : new ServiceProxy(new Uri(proxy), credential),
        });

        HttpClient first = Shared("https://one.example/");
        Assert.Same(first, Shared("https://one.example/path/"));
        Assert.NotSame(first, Shared("https://two.example/"));
        Assert.NotSame(first, Shared("https://one.example/", "llx-2"));
        HttpClient proxied = Shared("https://one.example/", proxy: "http://proxy.example:8080");
        Assert.NotSame(first, proxied);
        Assert.Same(proxied, Shared("https://one.example/", proxy: "http://proxy.example:8080"));
        Assert.NotSame(proxied, Shared("https://one.example/", proxy: "http://proxy.example:8080", credential: new("me", "hunter2")));
        Assert.NotSame(
            Shared("https://one.example/", proxy: "http://proxy.example:8080", credential: new("me", "hunter3")),
            Shared("https://one.example/", proxy: "http://proxy.example:8080", credential: new("me", "hunter2")));
    }

    [Theory]
    [InlineData("proxy.example:8080")]
    [InlineData("ftp://proxy.example")]
    [InlineData("http://me:hunter2@proxy.example")]
    public void What_is_no_proxy_is_refused_without_its_password(string address) =>
        Assert.DoesNotContain(
            "hunter2",
            Assert.Throws<FormatException>(() => new ServiceProxy(new Uri(address, UriKind.RelativeOrAbsolute))).Message,
            StringComparison.Ordinal);

    [Fact]
    public void A_proxy_elsewhere_never_gets_the_key_in_clear_text()
    {
        LlamaCloudClientOptions options = new("llx-key")
        {
            BaseAddress = new Uri("http://localhost:5000"),
            Proxy = new ServiceProxy(new Uri("http://proxy.example:8080")),
        };

        Assert.Contains(
            "clear text", Assert.Throws<FormatException>(() => new LlamaCloudClient(options)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Requests_go_through_the_proxy_that_is_given_also_to_this_machine()
    {
        LlamaCloudClient client = new(new LlamaCloudClientOptions(Emulator.ApiKey)
        {
            BaseAddress = new Uri("http://127.0.0.1:9/"),
            Clock = Clock,
            Proxy = new ServiceProxy(Emulator.BaseAddress),
            Timeout = JumpingClock.Deadline,
        });

        await client.Classify.GetAsync("clj-11111111-1111-4111-8111-111111111111", default, Cancellation);

        // RFC 9112, section 3.2.2: a proxy is asked with the whole address.
        Assert.Equal(["http://127.0.0.1:9/api/v2/classify/clj-11111111-1111-4111-8111-111111111111"], Emulator.Requests.Targets);
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
        using X509Certificate2 certificate = request.CreateSelfSigned(
            DateTimeOffset.UtcNow.AddMinutes(-5), DateTimeOffset.UtcNow.AddMinutes(5));
        await using ServiceEmulator secure = await ServiceEmulator.StartAsync(certificate: certificate);
        using SocketsHttpHandler handler = Compatibility.CreateHandler(useProxy: false, proxy: null);
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
        using SocketsHttpHandler handler = Compatibility.CreateHandler(useProxy: true, proxy: null);

        Assert.True(handler.UseProxy);
        Assert.Same(CredentialCache.DefaultCredentials, handler.DefaultProxyCredentials);
        Assert.Equal(TimeSpan.FromMinutes(5), handler.PooledConnectionLifetime);
        Assert.False(handler.AllowAutoRedirect);
        Assert.False(handler.UseCookies);
        Assert.Equal(System.Threading.Timeout.InfiniteTimeSpan, SharedHttp.For(new LlamaCloudClientOptions("llx-key")).Timeout);
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
