using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;

namespace LlamaCloud.PowerShell.Tests.Terminal;

/// <summary>What a terminal shows after what was written to it: as much of an xterm as PowerShell and PSReadLine use.</summary>
/// <param name="columns">How wide it is.</param>
/// <param name="rows">How high it is.</param>
/// <param name="answer">Gets what the terminal answers when it is asked where its cursor is.</param>
internal sealed partial class Screen(int columns, int rows, Action<string> answer)
{
    private const char Escape = '\e';

    private readonly List<Cell[]> _lines = [.. Enumerable.Range(0, rows).Select(_ => Blank(columns))];
    private readonly StringBuilder _sequence = new();
    private int _top;
    private int _row;
    private int _column;
    private string _style = string.Empty;
    private (int Row, int Column) _saved;

    /// <summary>Every line, from the first that has been written, without blanks at its end.</summary>
    public IReadOnlyList<string> Lines => [.. _lines.Select(line => new string([.. line.Select(cell => cell.Text)]).TrimEnd())];

    /// <summary>How often it has rung: so PSReadLine says that a key does nothing.</summary>
    public int Bells { get; private set; }

    /// <summary>The line that the cursor is in, up to it.</summary>
    public string BeforeCursor => new([.. _lines[_top + _row].Take(_column).Select(cell => cell.Text)]);

    /// <summary>
    /// Which colour and weight a text has, as the numbers of the sequence that set it: empty for none, null if it is not shown.
    /// </summary>
    /// <param name="text">The text. Its last place counts, and it has one style.</param>
    public string? StyleOf(string text)
    {
        IReadOnlyList<string> lines = Lines;
        int line = lines.Select((one, i) => one.Contains(text, StringComparison.Ordinal) ? i : -1).Max();
        return line < 0
            ? null
            : _lines[line].Skip(lines[line].LastIndexOf(text, StringComparison.Ordinal))
                .Take(text.Length)
                .Select(cell => cell.Style)
                .Distinct()
                .Single();
    }

    /// <summary>Takes in what a program writes.</summary>
    public void Write(string text)
    {
        foreach (char next in text)
        {
            if (_sequence.Length > 0)
            {
                _sequence.Append(next);
                if (IsWhole())
                {
                    string sequence = _sequence.ToString();
                    _sequence.Clear();
                    Obey(sequence);
                }
            }
            else if (next == Escape)
            {
                _sequence.Append(next);
            }
            else
            {
                Put(next);
            }
        }
    }

    private static Cell[] Blank(int columns) => [.. Enumerable.Repeat(new Cell(' ', string.Empty), columns)];

    // ESC and one letter; ESC [ up to a letter; ESC ] up to BEL or ESC \; ESC ( and the name of a set.
    private bool IsWhole() => _sequence[1] switch
    {
        '[' => _sequence.Length > 2 && _sequence[^1] is >= '@' and <= '~',
        ']' => _sequence[^1] == '\a' || (_sequence[^1] == '\\' && _sequence[^2] == Escape),
        '(' or ')' => _sequence.Length == 3,
        _ => true,
    };

    private void Put(char next)
    {
        switch (next)
        {
            case '\r':
                _column = 0;
                break;
            case '\n':
                NextRow();
                break;
            case '\a':
                Bells++;
                break;
            case '\b':
                _column = Math.Max(0, Math.Min(_column, columns - 1) - 1);
                break;
            case '\t':
                _column = Math.Min(columns - 1, (_column / 8 * 8) + 8);
                break;
            case >= ' ':
                // The last column is left only when there is more to write.
                if (_column == columns)
                {
                    _column = 0;
                    NextRow();
                }

                _lines[_top + _row][_column++] = new Cell(next, _style);
                break;
        }
    }

    private void NextRow()
    {
        if (_row < rows - 1)
        {
            _row++;
            return;
        }

        _top++;
        _lines.Add(Blank(columns));
    }

    private readonly record struct Cell(char Text, string Style);
}
