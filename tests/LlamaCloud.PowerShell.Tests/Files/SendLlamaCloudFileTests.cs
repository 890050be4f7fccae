using System;
using System.IO;
using System.Linq;
using System.Management.Automation;
using System.Text;
using LlamaCloud.Demo.Engine;
using LlamaCloud.Emulator.Classify;
using LlamaCloud.Emulator.Faults;
using LlamaCloud.Emulator.Files;
using LlamaCloud.Emulator.Jobs;
using Xunit;

namespace LlamaCloud.PowerShell.Tests.Files;

/// <summary>What is uploaded, and what it is named by.</summary>
public sealed class SendLlamaCloudFileTests : FileTest
{
    private static readonly string[] s_ways =
    [
        "Send-LlamaCloudFile 'a[1].pdf'",
        "Send-LlamaCloudFile 'a`[1`].pdf'",
        "Send-LlamaCloudFile -LiteralPath 'a[1].pdf'",
        "Send-LlamaCloudFile sub/../a``[1``].pdf",
        "'a[1].pdf' | Send-LlamaCloudFile",
        "$item | Send-LlamaCloudFile",
        "Send-LlamaCloudFile $item",
        "Send-LlamaCloudFile -LiteralPath $item.PSPath",
        "$info | Send-LlamaCloudFile",
        "Send-LlamaCloudFile -Path @($info)",
        "[pscustomobject]@{ Path = 'a[1].pdf' } | Send-LlamaCloudFile",
        "[pscustomobject]@{ FullName = 'a[1].pdf'; ExternalFileId = '' } | Send-LlamaCloudFile",
        "[pscustomobject]@{ Path = 'a[1].pdf'; FullName = 'a[1].pdf' } | Send-LlamaCloudFile",
        "@{ path = 'a[1].pdf' } | Send-LlamaCloudFile",
        "$null = $ExecutionContext.SessionState.Path.SetLocation('sub'); Send-LlamaCloudFile ../a[1].pdf",
        "$null = $ExecutionContext.SessionState.Path.SetLocation('variable:'); $item | Send-LlamaCloudFile",
        "Send-LlamaCloudFile 'T:/a[1].pdf'",
        "Send-LlamaCloudFile 'T:\\a?1].pd*'",
        "$null = $ExecutionContext.SessionState.Path.SetLocation('T:'); Send-LlamaCloudFile 'a[1].pdf'",
    ];

    [Fact]
    public void A_file_is_uploaded_with_its_name_type_and_purpose()
    {
        Put("Rechnung März 日本.pdf", "%PDF-1.7");
        EngineResult result = Run(
            $"Send-LlamaCloudFile 'Rechnung März 日本.pdf' -ExternalFileId ' e 1 ' -ProjectId {JobStore.OtherProjectId}").OrThrow();

        StoredFile stored = Assert.Single(Uploads);
        Assert.Equal(
            ("Rechnung März 日本.pdf", "application/pdf", "user_data", " e 1 ", JobStore.OtherProjectId),
            (stored.Name, stored.ContentType, stored.Purpose, stored.ExternalFileId, stored.ProjectId));
        // Byte for byte, as a server that knows nothing of encoded words reads it.
        Assert.Contains(
            "filename=\"Rechnung März 日本.pdf\"",
            Encoding.UTF8.GetString(Encoding.Latin1.GetBytes(stored.ContentDisposition!)),
            StringComparison.Ordinal);
        Assert.DoesNotContain("=?", stored.ContentDisposition, StringComparison.Ordinal);
        PSObject file = Assert.Single(result.Output);
        Assert.Equal("LlamaCloud.LlamaCloudFile", file.TypeNames[0]);
        Assert.Equal([stored.Id, stored.Id, "pdf"], ((string[])["Id", "FileId", "FileType"]).Select(name => file.Properties[name].Value));
    }

    [Fact]
    public void A_purpose_is_sent_and_a_new_one_is_the_services_to_refuse()
    {
        Put("a.txt");

        Assert.Equal("classify", Assert.Single(Texts(Run("Send-LlamaCloudFile a.txt -Purpose classify").OrThrow(), "Purpose")));
        ErrorRecord error = AssertOne(Run("Send-LlamaCloudFile a.txt -Purpose new_one"), "LlamaCloudFileInvalidRequest");
        Assert.Contains("body.purpose", error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Brackets_are_part_of_a_name_however_it_comes()
    {
        // What its name would match as a pattern, and what it is in the folder of the process.
        Put("a1.pdf", "wrong");
        Put("sub/x", "wrong");
        string path = Put("a[1].pdf", "right");
        Run($"""
            $fs = $ExecutionContext.SessionState.Provider.GetOne('FileSystem')
            $null = $ExecutionContext.SessionState.Drive.New([System.Management.Automation.PSDriveInfo]::new('T', $fs, '{Folder}', '', $null), 'global')
            $item = $ExecutionContext.InvokeProvider.Item.Get([string[]]'{path}', $true, $true)[0]
            """).OrThrow();
        Assert.All(s_ways, script =>
        {
            Go(Engine);
            Run(script, ("info", new FileInfo(path))).OrThrow();

            StoredFile stored = Assert.Single(Uploads);
            Assert.Equal("a[1].pdf", stored.Name);
            using (StreamReader reader = new(stored.Open()))
            {
                Assert.Equal("right", reader.ReadToEnd());
            }

            Emulator.Files.Remove(stored.Id);
        });
    }

    [Fact]
    public void What_comes_beside_a_path_in_a_row_is_the_files()
    {
        Put("a.pdf");
        Put("b.pdf");
        Run("""
            [pscustomobject]@{ Path = 'a.pdf'; ExternalFileId = 'e1' }, [pscustomobject]@{ FullName = 'b.pdf'; ExternalFileId = 'e2' }, [pscustomobject]@{ Path = 'a.pdf' } | Send-LlamaCloudFile -ThrottleLimit 1
            """).OrThrow();

        Assert.Equal(["a.pdf e1", "b.pdf e2", "a.pdf "], Uploads.Select(file => $"{file.Name} {file.ExternalFileId}"));
    }

    [Fact]
    public void Wildcards_find_files_in_the_order_of_their_names()
    {
        Put("b.pdf");
        Put("A.pdf");
        Put("c.txt");

        Assert.Equal(["A.pdf", "b.pdf"], Texts(Run("Send-LlamaCloudFile *.pdf").OrThrow(), "Name"));
        Assert.Empty(Run("Send-LlamaCloudFile *.docx").OrThrow().Output);
    }

    [Fact]
    public void Results_come_in_the_order_of_the_input()
    {
        string[] names = [.. Enumerable.Range(0, 20).Select(i => $"f{i:00}.txt")];
        Array.ForEach(names, name => Put(name, name));
        Emulator.Faults.Add("POST", Route, Fault.Delay(TimeSpan.FromMilliseconds(150)), times: 1);

        Assert.Equal(names, Texts(Run("$names | Send-LlamaCloudFile", ("names", names)).OrThrow(), "Name"));
    }

    [Fact]
    public void A_stream_is_uploaded_from_where_it_stands_and_stays_open()
    {
        using MemoryStream stream = new("0123456789"u8.ToArray()) { Position = 4 };
        Run("Send-LlamaCloudFile -Stream $stream -FileName 'a b.csv' -Purpose parse", ("stream", stream)).OrThrow();

        StoredFile stored = Assert.Single(Uploads);
        Assert.Equal(("a b.csv", "text/csv", "parse", 6L), (stored.Name, stored.ContentType, stored.Purpose, stored.Length));
        Assert.True(stream.CanRead);
    }

    [Theory]
    [InlineData("Send-LlamaCloudFile a.txt -WhatIf")]
    [InlineData("'a.txt', 'a.txt' | Send-LlamaCloudFile -WhatIf -Confirm:$false")]
    [InlineData("Send-LlamaCloudFile -Stream ([IO.MemoryStream]::new([byte[]]1)) -FileName a.txt -WhatIf")]
    public void WhatIf_sends_nothing_and_needs_no_key(string script)
    {
        Put("a.txt");
        Environment.SetEnvironmentVariable("LLAMA_CLOUD_API_KEY", null);
        EngineResult result = Run(script).OrThrow();

        Assert.Empty(result.Output);
        Assert.Empty(Emulator.Requests.All);
        Assert.Contains("What if: Performing the operation \"Upload\" on target", Engine.Show(script), StringComparison.Ordinal);
    }
}
