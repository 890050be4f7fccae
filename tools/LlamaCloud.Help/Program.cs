using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using LlamaCloud.Help.Commands;
using LlamaCloud.Help.Pages;
using LlamaCloud.Help.Topics;

// LlamaCloud.Help PAGES OUTPUT: makes the files that Get-Help reads out of the pages of a folder.
// One for all cmdlets, named after the assembly that they are in, and one for each about topic.
if (args is not [string pages, string output])
{
    Console.Error.WriteLine("LlamaCloud.Help <folder of the pages> <folder of the help>");
    return 2;
}

try
{
    Page[] all = [.. Directory.GetFiles(pages, "*.md").Order(StringComparer.Ordinal).Select(Page.Read)];
    Dictionary<string, string> files = all
        .Where(TopicText.IsTopic)
        .ToDictionary(page => page.Name + ".help.txt", TopicText.Of);
    files.Add(MamlFile.Name, MamlFile.Of([.. all.Where(page => !TopicText.IsTopic(page)).Select(CommandPage.Read)]));

    Directory.CreateDirectory(output);
    // The help of a page that is gone goes too.
    foreach (string stale in Directory.GetFiles(output).Where(file => !files.ContainsKey(Path.GetFileName(file))))
    {
        File.Delete(stale);
    }

    foreach ((string name, string text) in files)
    {
        File.WriteAllText(Path.Combine(output, name), text);
    }

    return 0;
}
catch (PageException problem)
{
    // In the form that the build reads as an error of its own.
    Console.Error.WriteLine(problem.Message);
    return 1;
}
