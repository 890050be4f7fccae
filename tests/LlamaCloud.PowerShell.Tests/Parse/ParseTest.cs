using System;
using System.IO;
using System.Linq;
using System.Management.Automation;
using System.Text.Json.Nodes;
using System.Threading.Tasks;
using LlamaCloud.Demo.Engine;

namespace LlamaCloud.PowerShell.Tests.Parse;

/// <summary>A test with a folder of documents, which is the current location, and parse jobs that end at once.</summary>
public abstract class ParseTest : ModuleTest
{
    protected const string Files = "/api/v1/beta/files";
    protected const string Root = "/api/v2/parse";
    protected const string Report = "REPORT\n\nItem | Count\nBox | 12\n\n[image: chart.png]\fSecond page.";

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        Emulator.ParseJobs.PendingFor = TimeSpan.Zero;
        Emulator.ParseJobs.RunningFor = TimeSpan.Zero;
        Engine.Run($"$null = $ExecutionContext.SessionState.Path.SetLocation('{Folder}')").OrThrow();
        // The hosted engine has the core commands alone.
        Engine.Run("""
            function Get-ChildItem($Path = '.', [switch]$Recurse, [switch]$File) {
                $at = [IO.Path]::Combine("$PWD", $Path)
                if ([IO.Directory]::Exists($at)) { $folder = $at; $filter = '*' } else { $folder = [IO.Path]::GetDirectoryName($at); $filter = [IO.Path]::GetFileName($at) }
                [IO.Directory]::GetFiles($folder, $filter, $(if ($Recurse) { 'AllDirectories' } else { 'TopDirectoryOnly' })) | ForEach-Object { $_ } | & {
                    $all = [string[]]@($input); [array]::Sort($all, [StringComparer]::Ordinal); $all.ForEach([IO.FileInfo])
                }
            }
            """).OrThrow();
    }

    /// <summary>Writes a document below the folder, and answers its path.</summary>
    protected string Write(string name, string text = Report)
    {
        string path = Path.Combine(Folder, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
        return path;
    }

    protected int Count(string method, string path) =>
        Emulator.Requests.All.Count(request => request.Method == method && request.Target.Split('?')[0] == path);

    /// <summary>The body of the last create.</summary>
    protected JsonNode Body() =>
        JsonNode.Parse(Emulator.Requests.All.Last(request => request.Method == "POST" && request.Target.Split('?')[0] == Root).Body)!;

    /// <summary>The files below the folder, by their paths in it.</summary>
    protected string[] Tree(string below = "") =>
        [
            .. Directory.GetFiles(Path.Combine(Folder, below), "*", SearchOption.AllDirectories)
                .Select(file => Path.GetRelativePath(Path.Combine(Folder, below), file).Replace('\\', '/'))
                .Order(StringComparer.Ordinal),
        ];

    protected static string[] Values(PSObject item, params string[] names) =>
        [.. names.Select(name => Convert.ToString(item.Properties[name].Value, System.Globalization.CultureInfo.InvariantCulture)!)];

    protected static string[] Texts(EngineResult result) => [.. result.OrThrow().Output.Select(one => one?.ToString() ?? string.Empty)];
}
