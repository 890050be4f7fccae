using System;
using System.Globalization;
using System.Linq;

namespace LlamaCloud.PowerShell.Tests.Terminal;

/// <content>What the sequences do that begin with ESC.</content>
internal sealed partial class Screen
{
    private void Obey(string sequence)
    {
        if (sequence is [_, '7'])
        {
            _saved = (_row, _column);
        }
        else if (sequence is [_, '8'])
        {
            (_row, _column) = _saved;
        }
        else if (sequence is [_, 'M'])
        {
            _row = Math.Max(0, _row - 1);
        }
        else if (sequence is [_, '[', .. string parameters, char command] && parameters is not ['?' or '>', ..])
        {
            int[] numbers = [.. parameters.Split(';').Select(one => int.TryParse(one, CultureInfo.InvariantCulture, out int n) ? n : 0)];
            Obey(command, numbers, parameters);
        }
    }

    private void Obey(char command, int[] numbers, string parameters)
    {
        int count = Math.Max(1, numbers[0]);
        switch (command)
        {
            case 'A':
                _row = Math.Max(0, _row - count);
                break;
            case 'B':
                _row = Math.Min(rows - 1, _row + count);
                break;
            case 'C':
                _column = Math.Min(columns - 1, _column + count);
                break;
            case 'D':
                _column = Math.Max(0, _column - count);
                break;
            case 'G':
                _column = Math.Min(columns, count) - 1;
                break;
            case 'd':
                _row = Math.Min(rows, count) - 1;
                break;
            case 'H' or 'f':
                _row = Math.Min(rows, count) - 1;
                _column = Math.Min(columns, Math.Max(1, numbers.ElementAtOrDefault(1))) - 1;
                break;
            case 'J':
                Clear(numbers[0] == 0 ? (_row * columns) + _column : 0, numbers[0] == 1 ? (_row * columns) + _column + 1 : rows * columns);
                break;
            case 'K':
                Clear(
                    (_row * columns) + (numbers[0] == 0 ? _column : 0), (_row * columns) + (numbers[0] == 1 ? _column + 1 : columns));
                break;
            case 'X':
                Clear((_row * columns) + _column, (_row * columns) + Math.Min(columns, _column + count));
                break;
            case 'm':
                // Each is a style of its own here: nothing that is tested sets one beside another.
                _style = parameters is "0" ? string.Empty : parameters;
                break;
            case 'n' when numbers[0] == 6:
                answer($"\e[{_row + 1};{Math.Min(_column, columns - 1) + 1}R");
                break;
        }
    }

    private void Clear(int from, int to)
    {
        for (int i = from; i < to; i++)
        {
            _lines[_top + (i / columns)][i % columns] = new Cell(' ', string.Empty);
        }
    }
}
