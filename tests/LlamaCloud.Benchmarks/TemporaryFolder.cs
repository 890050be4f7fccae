using System;
using System.IO;
using System.Linq;
using LlamaCloud.Emulator.Classify;

namespace LlamaCloud.Benchmarks;

/// <summary>A folder that goes with this program.</summary>
internal sealed class TemporaryFolder : IDisposable
{
    private readonly string _path = Directory.CreateTempSubdirectory("llamacloud-benchmarks-").FullName;

    /// <summary>A file with this text.</summary>
    public string File(string name, string text)
    {
        string path = Path.Combine(_path, name);
        System.IO.File.WriteAllText(path, text);
        return path;
    }

    /// <summary>A new folder.</summary>
    public string Folder(string name) => Directory.CreateDirectory(Path.Combine(_path, name)).FullName;

    /// <summary>A folder with so many documents of so many pages, which the emulator makes of a line.</summary>
    public string Documents(int count, int pages, int pageLength)
    {
        string name = FormattableString.Invariant($"documents-{count}-{pages}-{pageLength}");
        string folder = Folder(name);
        foreach (int number in Enumerable.Range(1, count))
        {
            File(Path.Combine(name, FormattableString.Invariant($"d{number:0000}.txt")), FormattableString.Invariant($"[pages: {pages} of {pageLength}]"));
        }

        return folder;
    }

    /// <summary>A file with the ids of so many jobs of the emulator, one to a line.</summary>
    public string Ids(int count, int after = 0) =>
        File($"ids-{after}-{count}.txt", string.Join('\n', Enumerable.Range(after + 1, count).Select(SeedJobs.NumberedId)));

    public void Dispose() => Directory.Delete(_path, recursive: true);
}
