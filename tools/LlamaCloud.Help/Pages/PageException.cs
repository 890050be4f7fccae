using System;

namespace LlamaCloud.Help.Pages;

/// <summary>A page is not of the form that help is made from; the message begins with where it is not.</summary>
internal sealed class PageException(string path, int line, string problem) : Exception($"{path}({line + 1}): error HELP: {problem}");
