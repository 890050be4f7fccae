using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using LlamaCloud.Emulator;
using Xunit;

namespace LlamaCloud.PowerShell.Tests.Connection;

/// <summary>
/// A key that belongs to the other region, as a user of the service meets it: both regions under their own names, over TLS,
/// behind a proxy that leads to an emulator for each, in a console of its own.
/// </summary>
public sealed class RegionTests
{
    private const string AmericanKey = "llx-a-key-of-north-america-1111";
    private const string EuropeanKey = "llx-a-key-of-europe-2222";

    [Fact]
    public async Task A_key_of_the_other_region_is_told_how_to_try_that_and_is_never_sent_there_by_itself()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Only there does an environment variable name the trusted certificates.");
        using TemporaryFolder folder = new();
        using X509Certificate2 certificate = MakeCertificate(Path.Combine(folder.Path, "ca.pem"));
        await using ServiceEmulator america = await ServiceEmulator.StartAsync(AmericanKey, certificate: certificate);
        await using ServiceEmulator europe = await ServiceEmulator.StartAsync(EuropeanKey, certificate: certificate);
        await using ConnectProxy proxy = new(
            new() { ["api.cloud.llamaindex.ai"] = america.BaseAddress.Port, ["api.cloud.eu.llamaindex.ai"] = europe.BaseAddress.Port });

        string output = await RunAsync(folder.Path, proxy.Address, $$"""
            Import-Module '{{Places.Manifest}}'
            $env:LLAMA_CLOUD_API_KEY = '{{EuropeanKey}}'
            try { Get-ClassifyJob clj-1 } catch { "1 $_ $($_.ErrorDetails.RecommendedAction)" }
            try { Connect-LlamaCloud } catch { "2 $_ $($_.ErrorDetails.RecommendedAction)" }
            try { Connect-LlamaCloud -ApiKey '{{AmericanKey}}' -Region EU } catch { "3 $_ $($_.ErrorDetails.RecommendedAction)" }
            Connect-LlamaCloud -Region EU
            "4 $((Get-LlamaCloudConnection).Region) $((Get-LlamaCloudConnection).BaseAddress)"
            """);

        string[] lines = output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.True(lines.Length == 4, output);
        Assert.Contains(
            "The key was llx-...2222 (from LLAMA_CLOUD_API_KEY), the region NA. Check the key, and its region: a key works in its own "
                + "region only, and Connect-LlamaCloud -Region EU tries the other one.",
            lines[0],
            StringComparison.Ordinal);
        Assert.Contains(
            "GET https://api.cloud.llamaindex.ai/api/v2/classify?page_size=1 was answered with 401 (Unauthorized): Invalid API Key.",
            lines[1],
            StringComparison.Ordinal);
        Assert.Contains(
            "The key was llx-...1111 (from -ApiKey), the region EU. Check the key, and its region: a key works in its own region only, "
                + "and Connect-LlamaCloud -Region NA tries the other one.",
            lines[2],
            StringComparison.Ordinal);
        Assert.Equal("4 EU https://api.cloud.eu.llamaindex.ai/", lines[3].Trim());
        Assert.Equal([EuropeanKey, EuropeanKey], Keys(america));
        Assert.Equal([AmericanKey, EuropeanKey], Keys(europe));
    }

    private static IEnumerable<string> Keys(ServiceEmulator emulator) =>
        emulator.Requests.All.Select(request => request.Headers["Authorization"]["Bearer ".Length..]);

    private static async Task<string> RunAsync(string folder, Uri proxy, string script)
    {
        string file = Path.Combine(folder, "story.ps1");
        await File.WriteAllTextAsync(file, script, TestContext.Current.CancellationToken);
        return (await ChildProcess.RunAsync(
            Places.Pwsh,
            ["-NoProfile", "-NonInteractive", "-File", file],
            ("SSL_CERT_FILE", Path.Combine(folder, "ca.pem")),
            ("https_proxy", proxy.AbsoluteUri))).Output;
    }

    private static X509Certificate2 MakeCertificate(string authorityFile)
    {
        using ECDsa authorityKey = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        CertificateRequest authority = new("CN=authority for a test", authorityKey, HashAlgorithmName.SHA256);
        authority.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        using X509Certificate2 root = authority.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
        File.WriteAllText(authorityFile, root.ExportCertificatePem());

        using ECDsa key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        CertificateRequest request = new("CN=both regions", key, HashAlgorithmName.SHA256);
        SubjectAlternativeNameBuilder names = new();
        names.AddDnsName("api.cloud.llamaindex.ai");
        names.AddDnsName("api.cloud.eu.llamaindex.ai");
        request.CertificateExtensions.Add(names.Build());
        using X509Certificate2 leaf = request.Create(
            root, DateTimeOffset.UtcNow.AddHours(-1), DateTimeOffset.UtcNow.AddHours(1), [1, 2, 3]);
        using X509Certificate2 whole = leaf.CopyWithPrivateKey(key);
        return X509CertificateLoader.LoadPkcs12(whole.Export(X509ContentType.Pfx), null);
    }

    /// <summary>A proxy for tunnels (RFC 9110, section 9.3.6) that leads each name to a port of this machine.</summary>
    private sealed class ConnectProxy : IAsyncDisposable
    {
        private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
        private readonly CancellationTokenSource _end = new(TimeSpan.FromMinutes(2));
        private readonly Task _accepting;

        public ConnectProxy(Dictionary<string, int> ports)
        {
            _listener.Start();
            Address = new Uri($"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}");
            _accepting = AcceptAsync(ports);
        }

        public Uri Address { get; }

        public async ValueTask DisposeAsync()
        {
            await _end.CancelAsync();
            await _accepting;
            _listener.Dispose();
            _end.Dispose();
        }

        private async Task AcceptAsync(Dictionary<string, int> ports)
        {
            List<Task> tunnels = [];
            try
            {
                while (true)
                {
                    tunnels.Add(TunnelAsync(await _listener.AcceptTcpClientAsync(_end.Token), ports));
                }
            }
            catch (OperationCanceledException)
            {
                await Task.WhenAll(tunnels);
            }
        }

        private async Task TunnelAsync(TcpClient client, Dictionary<string, int> ports)
        {
            using (client)
            using (TcpClient server = new())
            {
                try
                {
                    NetworkStream stream = client.GetStream();
                    StringBuilder head = new();
                    byte[] one = new byte[1];
                    while (!head.ToString().EndsWith("\r\n\r\n", StringComparison.Ordinal))
                    {
                        await stream.ReadExactlyAsync(one, _end.Token);
                        head.Append((char)one[0]);
                    }

                    await server.ConnectAsync(IPAddress.Loopback, ports[head.ToString().Split(' ', ':')[1]], _end.Token);
                    await stream.WriteAsync("HTTP/1.1 200 OK\r\n\r\n"u8.ToArray(), _end.Token);
                    await Task.WhenAny(
                        stream.CopyToAsync(server.GetStream(), _end.Token), server.GetStream().CopyToAsync(stream, _end.Token));
                }
                catch (Exception ended) when (ended is IOException or OperationCanceledException)
                {
                    // One side has gone: the tunnel ends with it.
                }
            }
        }
    }
}
