using System;
using System.IO;
using System.Linq;
using System.Xml.Linq;

namespace LlamaCloud.Demo.Engine;

/// <summary>
/// A copy of the module's format file without its tables. The hosted engine has no Format-List, and shows an object in
/// the first view it has for it: with this copy, the list.
/// </summary>
public sealed class ListViews : IDisposable
{
    /// <summary>Writes the copy to the temporary folder.</summary>
    /// <param name="module">The folder of the built module.</param>
    public ListViews(string module)
    {
        XDocument format = XDocument.Load(System.IO.Path.Combine(module, "format", "LlamaCloud.Format.ps1xml"));
        format.Descendants("View").Where(view => view.Element("TableControl") is not null).Remove();
        Path = System.IO.Path.Combine(System.IO.Path.GetTempPath(), $"LlamaCloud.{Guid.NewGuid():N}.Format.ps1xml");
        format.Save(Path);
    }

    /// <summary>Where it is.</summary>
    public string Path { get; }

    /// <summary>Deletes it.</summary>
    public void Dispose() => File.Delete(Path);
}
