using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using LlamaCloud.Demo.Engine;

namespace LlamaCloud.Demo;

/// <summary>The engine of PowerShell in this process, for machines without a pwsh, or where it is asked for.</summary>
internal sealed class HostedSession : IDemoSession
{
    private const string FormatList = " | Format-List";

    // What is not among the engine's own commands, as far as the demo needs it. Import-Csv: no quotes, no commas in values.
    private const string StandIns = """
        function Import-Csv([string] $Path) {
            $names, $lines = [IO.File]::ReadAllLines($Path)
            $names = $names.Split(',')
            foreach ($line in $lines) {
                $values = $line.Split(',')
                $row = [ordered]@{}
                for ($i = 0; $i -lt $names.Count; $i++) { $row[$names[$i]] = $values[$i] }
                [pscustomobject]$row
            }
        }
        function Get-ChildItem([string] $Path, [string] $Filter = '*') { [IO.DirectoryInfo]::new($Path).GetFiles($Filter) }
        function New-Item([string] $ItemType, [switch] $Force, [string] $Path) { [IO.Directory]::CreateDirectory($Path) }
        function Copy-Item([string] $LiteralPath, $Destination, [switch] $PassThru) {
            [IO.FileInfo]::new($LiteralPath).CopyTo([IO.Path]::Combine($Destination.FullName, [IO.Path]::GetFileName($LiteralPath)))
        }
        function Select-Object([object[]] $Property) {
            process {
                $item = $_
                $row = [ordered]@{}
                foreach ($one in $Property) {
                    if ($one -is [string]) { $row[$one] = $item.$one }
                    else { $row[$one.Name] = ForEach-Object -InputObject $item -Process $one.Expression }
                }
                [pscustomobject]$row
            }
        }
        function Sort-Object([string[]] $Property) {
            $rows = [Collections.Generic.SortedDictionary[string, object]]::new()
            foreach ($row in $input) { $rows[($Property | ForEach-Object { $row.$_ }) -join ' '] = $row }
            $rows.Values
        }
        """;

    private readonly ListViews _listViews;
    private readonly HostedEngine _tables;
    private readonly HostedEngine _lists;

    private readonly string _reason;

    /// <param name="module">Where the built module is.</param>
    /// <param name="reason">Why it is not a console, for the reader.</param>
    public HostedSession(string module, string reason)
    {
        _reason = reason;
        _listViews = new ListViews(module);
        _tables = Open(module, null);
        _lists = Open(module, _listViews.Path);
    }

    public string Description =>
        $"the PowerShell engine hosted in this program ({_reason})." + Environment.NewLine
        + "It has no Import-Csv, Get-ChildItem and the like, so small ones are defined; its list view is the module's format file without "
        + "the tables.";

    // It has no Format-List either: the session with the list views shows the same objects the same way.
    public IReadOnlyList<string> Run(IReadOnlyList<string> commands) => [.. commands.Select(Show)];

    public void Interact() => Interact(Console.In, Console.Out);

    /// <summary>A prompt for one line at a time: the engine has no console of its own.</summary>
    public void Interact(TextReader typed, TextWriter shown)
    {
        shown.WriteLine($"Here a command is one line ({_reason}); exit ends the session. With a pwsh on the PATH it is a whole console.");
        while (true)
        {
            shown.Write("PS> ");
            string? line = typed.ReadLine()?.Trim();
            if (line is null or "exit")
            {
                return;
            }

            shown.WriteLine(Show(line).Trim('\r', '\n'));
        }
    }

    public void Dispose()
    {
        _tables.Dispose();
        _lists.Dispose();
        _listViews.Dispose();
    }

    private string Show(string command) => command.EndsWith(FormatList, StringComparison.Ordinal)
        ? _lists.Show(command[..^FormatList.Length])
        : _tables.Show(command);

    private static HostedEngine Open(string module, string? formatFile)
    {
        HostedEngine engine = new(formatFile: formatFile);
        engine.Run($"Import-Module -Name '{Path.Combine(module, "LlamaCloud.psd1")}' -ErrorAction Stop\n{StandIns}").OrThrow();
        return engine;
    }
}
