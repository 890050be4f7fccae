using System;
using System.IO;

namespace LlamaCloud.PowerShell.Tests;

/// <summary>A folder that goes with the test.</summary>
internal sealed class TemporaryFolder : IDisposable
{
    /// <summary>Where it is.</summary>
    public string Path { get; } = Directory.CreateTempSubdirectory("llamacloud-").FullName;

    /// <summary>The files that are directly in it.</summary>
    public string[] Files => Directory.GetFiles(Path);

    /// <summary>Writes a file, and answers its path.</summary>
    public string Write(string name, string text)
    {
        string path = System.IO.Path.Combine(Path, name);
        File.WriteAllText(path, text);
        return path;
    }

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
