using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Security.Cryptography;
using System.Threading.Tasks;
using System.Xml.Linq;
using LlamaCloud.Emulator;
using LlamaCloud.Emulator.Classify;
using LlamaCloud.Package;
using Xunit;

namespace LlamaCloud.PowerShell.Tests.Package;

/// <summary>What the PowerShell Gallery and Azure Automation are given.</summary>
public sealed class PublishedPackageTests : IDisposable
{
    private const string Author = "LlamaCloud for PowerShell contributors";

    private readonly PublishedPackages _packages = new(Places.Repository);
    private readonly ModuleManifest _manifest = ModuleManifest.Read(Places.Manifest);
    private readonly TemporaryFolder _temporary = new();

    public static TheoryData<string> Kinds => ["nupkg", "zip"];

    private string Folder => _temporary.Path;

    public void Dispose() => _temporary.Dispose();

    [Theory]
    [MemberData(nameof(Kinds))]
    public void It_is_the_module_that_is_tested(string kind)
    {
        IEnumerable<(string, string)> tested = Directory.GetFiles(Places.Module, "*", SearchOption.AllDirectories)
            .Select(
                file => (
                    Path.GetRelativePath(Places.Module, file).Replace('\\', '/'),
                    Convert.ToHexString(SHA256.HashData(File.ReadAllBytes(file)))))
            .OrderBy(file => file.Item1, StringComparer.Ordinal);

        Assert.Equal(tested, PublishedPackages.ModuleFiles(PackageOf(kind)));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Its_paths_are_short_enough_for_azure(string kind) =>
        Assert.All(PublishedPackages.Entries(PackageOf(kind)), entry => Assert.InRange(entry.Name.Length, 1, 139));

    [Fact]
    public void The_archive_for_azure_holds_theFolder_of_its_name() =>
        Assert.All(
            PublishedPackages.Entries(_packages.Automation),
            entry => Assert.StartsWith("LlamaCloud/", entry.Name, StringComparison.Ordinal));

    [Fact]
    public void The_gallery_is_told_what_the_manifest_says()
    {
        XElement metadata = _packages.ReadMetadata();
        string Of(string name) => metadata.Elements().SingleOrDefault(element => element.Name.LocalName == name)?.Value ?? string.Empty;

        Assert.Equal(("LlamaCloud", _manifest.Version, Author, Author), (Of("id"), Of("version"), Of("authors"), Of("owners")));
        Assert.Equal(
            (_manifest["Description"], _manifest["Copyright"], "false"),
            (Of("description"), Of("copyright"), Of("requireLicenseAcceptance")));
        Assert.Equal(_manifest.Find("ReleaseNotes"), Of("releaseNotes"));
        string[] tags = Of("tags").Split(' ');
        Assert.All(
            _manifest.Tags.Concat(["PSModule", "PSIncludes_Cmdlet", "PSCmdlet_Get-ClassifyJob", "PSCommand_Get-ClassifyJob"]),
            tag => Assert.Contains(tag, tags));
        Assert.Empty(Of("dependencies"));
    }

    [Fact]
    public void The_manifest_has_the_notes_of_its_version_and_no_address_while_the_project_has_none()
    {
        string changelog = File.ReadAllText(Path.Combine(Places.Repository, "CHANGELOG.md"));

        Assert.Equal(Changelog.NotesOf(changelog, _manifest.Version), _manifest.Find("ReleaseNotes"));
        Assert.Null(_manifest.Find("ProjectUri"));
        Assert.Null(_manifest.Find("LicenseUri"));
    }

    [Fact]
    public void An_address_of_the_project_is_in_the_manifest_once_there_is_one()
    {
        string path = Path.Combine(Folder, "LlamaCloud.psd1");
        File.WriteAllText(
            path,
            ModuleManifest.Read(Path.Combine(Places.Repository, "LlamaCloud.psd1")).With("It's new.", "https://example.com/project/"));
        ModuleManifest completed = ModuleManifest.Read(path);

        Assert.Equal(
            ("It's new.", "https://example.com/project/", "https://example.com/project/blob/HEAD/LICENSE"),
            (completed.Find("ReleaseNotes"), completed.Find("ProjectUri"), completed.Find("LicenseUri")));
        Assert.Equal(_manifest.Cmdlets, completed.Cmdlets);
    }

    [Theory]
    [InlineData("## 0.2.0 - unreleased\n\n- New.\n\n## 0.1.0\n\n- Old.\n", "0.1.0", "- Old.")]
    [InlineData("## 0.3.0\n\nNew:\n\n- `Get-It` is\n  there.\n- More.\n", "0.3.0", "New:\n\n- Get-It is there.\n- More.")]
    [InlineData("# Changelog\r\n\r\n## 0.10.0\r\n\r\n- Ten.\r\n", "0.10.0", "- Ten.")]
    public void The_notes_are_those_of_the_version(string changelog, string version, string notes) =>
        Assert.Equal(notes, Changelog.NotesOf("# Changelog\n\n" + changelog, version));

    [Theory]
    [InlineData("## 0.1.00\n\n- Other.\n")]
    [InlineData("## 0.1.0 - unreleased\n\n## 0.0.9\n\n- Old.\n")]
    public void A_version_without_notes_cannot_be_published(string changelog) =>
        Assert.Contains(
            "0.1.0",
            Assert.Throws<PackageException>(() => Changelog.NotesOf("# Changelog\n\n" + changelog, "0.1.0")).Message,
            StringComparison.Ordinal);

    [Fact]
    public void Every_library_of_others_has_its_notice()
    {
        string notices = File.ReadAllText(Path.Combine(Places.Module, "ThirdPartyNotices.txt"));
        string[] theirs =
        [
            .. Directory.GetFiles(Places.Module, "*.dll", SearchOption.AllDirectories)
                .Select(file => Path.GetFileName(file))
                .Where(name => !name.StartsWith("LlamaCloud.", StringComparison.Ordinal)),
        ];
        string[] named =
        [
            .. notices.Split('\n').Select(line => line.Trim()).Where(line => line.EndsWith(".dll", StringComparison.Ordinal)),
        ];

        Assert.Equal(theirs.Order(StringComparer.Ordinal), named.Order(StringComparer.Ordinal));
        Assert.True(File.Exists(Path.Combine(Places.Module, "bin", "net472", "THIRD-PARTY-NOTICES.TXT")));
        Assert.StartsWith("MIT License", File.ReadAllText(Path.Combine(Places.Module, "LICENSE")), StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task It_works_where_it_was_unpacked_in_a_process_that_knows_nothing_of_it(string kind)
    {
        await using ServiceEmulator emulator = await ServiceEmulator.StartAsync();
        string installed = PublishedPackages.Install(PackageOf(kind), Folder, _manifest.Version);
        string script = $$"""
            $ErrorActionPreference = 'Stop'
            "autoload: $((Get-ClassifyJob {{SeedJobs.Invoice}}).Type)"
            "from: $((Get-Module LlamaCloud).ModuleBase.Substring('{{installed}}'.Length))"
            "manifest: $((Get-Module LlamaCloud -ListAvailable | Test-ModuleManifest).Version)"
            Remove-Module LlamaCloud
            "removed: $($null -eq (Get-Module LlamaCloud))"
            Import-Module LlamaCloud
            "again: $((Get-ClassifyJob {{SeedJobs.Invoice}}).Type)"
            Import-Module LlamaCloud -Force
            "force: $((Get-ClassifyJob {{SeedJobs.Invoice}}).Type)"
            Copy-Item (Get-Module LlamaCloud).ModuleBase -Destination '{{Folder}}/second' -Recurse
            Import-Module '{{Folder}}/second/LlamaCloud.psd1'
            Import-Module '{{Folder}}/second/LlamaCloud.psd1' -Force
            Import-Module LlamaCloud -Force
            "beside another: $((Get-ClassifyJob {{SeedJobs.Invoice}}).Type)"
            """;
        (int exitCode, string output) = await ChildProcess.RunAsync(
            Places.Pwsh,
            ["-NoProfile", "-NonInteractive", "-Command", script],
            ("PSModulePath", installed),
            ("LLAMA_CLOUD_API_KEY", emulator.ApiKey),
            ("LLAMA_CLOUD_BASE_URL", emulator.BaseAddress.AbsoluteUri));

        Assert.True(exitCode == 0, output);
        Assert.Equal(
            [
                "autoload: invoice",
                $"from: {(kind == "zip" ? "/LlamaCloud" : $"/LlamaCloud/{_manifest.Version}")}",
                $"manifest: {_manifest.Version}",
                "removed: True",
                "again: invoice",
                "force: invoice",
                "beside another: invoice",
            ],
            output.Replace('\\', '/').Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Trim()));
    }

    [Fact]
    public async Task A_build_in_another_folder_makes_the_same_packages_byte_for_byte()
    {
        CopySource(Places.Repository, Folder);
        // The build that runs this test tells its own children where it is.
        (string, string?)[] clean =
        [
            .. Environment.GetEnvironmentVariables().Keys
                .Cast<string>()
                .Where(name => name.StartsWith("MSBUILD", StringComparison.OrdinalIgnoreCase))
                .Select(name => (name, (string?)null)),
        ];
        (int exitCode, string output) = await ChildProcess.RunAsync(
            "dotnet",
            [
                "build",
                Path.Combine(Folder, "src", "LlamaCloud.PowerShell"),
                "-c",
                Places.Configuration,
                "-nodeReuse:false",
                "-p:UseSharedCompilation=false",
            ],
            clean);
        Assert.True(exitCode == 0, output);
        PublishedPackages other = new(Folder);

        Assert.Equal(PublishedPackages.Entries(_packages.Gallery), PublishedPackages.Entries(other.Gallery));
        Assert.Equal(PublishedPackages.Entries(_packages.Automation), PublishedPackages.Entries(other.Automation));
        Assert.Equal(SHA256.HashData(File.ReadAllBytes(_packages.Gallery)), SHA256.HashData(File.ReadAllBytes(other.Gallery)));
        Assert.Equal(SHA256.HashData(File.ReadAllBytes(_packages.Automation)), SHA256.HashData(File.ReadAllBytes(other.Automation)));
    }

    private string PackageOf(string kind) => kind == "zip" ? _packages.Automation : _packages.Gallery;

    // What is in the repository, and nothing that was built from it.
    private static void CopySource(string from, string to)
    {
        Directory.CreateDirectory(to);
        foreach (string file in Directory.GetFiles(from))
        {
            File.Copy(file, Path.Combine(to, Path.GetFileName(file)));
        }

        foreach (string folder in Directory.GetDirectories(from)
            .Where(folder => Path.GetFileName(folder) is not ("bin" or "obj" or "out" or "tests" or ".git")))
        {
            CopySource(folder, Path.Combine(to, Path.GetFileName(folder)));
        }
    }
}
