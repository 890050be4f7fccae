using System;
using System.Collections.Generic;

namespace LlamaCloud.Help.Topics;

/// <summary>Breaks text into lines.</summary>
internal static class Lines
{
    /// <summary>The longest line; a window of 80 columns would break one of 80 again.</summary>
    public const int Width = 79;

    /// <summary>How many columns a step to the right is.</summary>
    public const int Step = 4;

    /// <summary>The blanks before a line.</summary>
    public static string Indent(int steps) => new(' ', steps * Step);

    /// <summary>Breaks a text between words.</summary>
    /// <param name="text">The text; its own line breaks stay.</param>
    /// <param name="steps">How far to the right it stands.</param>
    /// <param name="hanging">How many columns further all lines but the first stand.</param>
    public static IEnumerable<string> Wrap(string text, int steps, int hanging = 0)
    {
        string indent = Indent(steps);
        string line = indent;
        bool isEmpty = true;
        foreach (string paragraph in text.Split('\n'))
        {
            foreach (string word in paragraph.Split(' ', StringSplitOptions.RemoveEmptyEntries))
            {
                if (!isEmpty && line.Length + 1 + word.Length > Width)
                {
                    yield return line;
                    line = indent + new string(' ', hanging);
                    isEmpty = true;
                }

                line += isEmpty ? word : " " + word;
                isEmpty = false;
            }

            yield return line;
            line = indent + new string(' ', hanging);
            isEmpty = true;
        }
    }
}
