using System.IO;

namespace LlamaCloud.Demo;

/// <summary>The folder that the demo works in: a copy of its documents, beside which the results go.</summary>
internal static class DemoFolder
{
    /// <summary>Makes it anew, and answers where it is.</summary>
    /// <param name="module">The folder of the built module; this one is beside it.</param>
    public static string Create(string module)
    {
        string output = Path.GetDirectoryName(Path.GetFullPath(module).TrimEnd(Path.DirectorySeparatorChar))!;
        string source = Path.Combine(output, "..", "src", "LlamaCloud.Demo");
        string folder = Path.Combine(output, "demo");
        if (Directory.Exists(folder))
        {
            Directory.Delete(folder, recursive: true);
        }

        Directory.CreateDirectory(Path.Combine(folder, "inbox"));
        foreach (string name in (string[])["jobs.csv", "rules.csv", "post.pdf"])
        {
            File.Copy(Path.Combine(source, name), Path.Combine(folder, name));
        }

        foreach (string document in Directory.GetFiles(Path.Combine(source, "inbox")))
        {
            File.Copy(document, Path.Combine(folder, "inbox", Path.GetFileName(document)));
        }

        return folder;
    }
}
