using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Linq;
using LlamaCloud.Emulator;

namespace LlamaCloud.PowerShell.Tests.Contract;

/// <summary>Judges everything that is asked of an emulator and answered by it, as it happens.</summary>
internal sealed class ContractWatch
{
    private readonly ServiceContract _contract;
    private readonly ConcurrentDictionary<string, bool> _operations = new();
    private readonly ConcurrentDictionary<string, bool> _problems = new();
    private readonly ConcurrentDictionary<ContractException, bool> _exceptions = new();

    private volatile bool _isEnding;

    private ContractWatch(ServiceContract contract) => _contract = contract;

    /// <summary>The operations that were asked for.</summary>
    public IEnumerable<string> Operations => _operations.Keys.Order();

    /// <summary>What was wrong, each once; nothing that is on the list of exceptions.</summary>
    public IEnumerable<string> Problems => _problems.Keys.Order();

    /// <summary>The exceptions that were made use of.</summary>
    public IEnumerable<ContractException> Exceptions => _exceptions.Keys;

    /// <summary>Watches an emulator.</summary>
    public static ContractWatch Over(ServiceEmulator emulator)
    {
        ContractWatch watch = new(ServiceContract.Shared);
        emulator.Requests.Exchanged = watch.Judge;
        return watch;
    }

    /// <summary>Says that the emulator is about to end: a request that it still held back then has no answer.</summary>
    public void End() => _isEnding = true;

    private void Judge(RecordedExchange exchange)
    {
        if (_isEnding && exchange is { ContentType: null, Answer.Length: 0 })
        {
            return;
        }

        // Longer than what was kept of it: half a body says nothing.
        if (exchange.Answer.Length >= RequestLog.UsualLargestBody)
        {
            return;
        }

        string[] problems;
        string? operation;
        lock (_contract)
        {
            problems = [.. _contract.Judge(exchange, out operation)];
        }

        if (operation is null)
        {
            return;
        }

        _operations.TryAdd(operation, true);
        foreach (string problem in problems)
        {
            if (ContractException.All.FirstOrDefault(one => one.Covers(operation, problem)) is ContractException exception)
            {
                _exceptions.TryAdd(exception, true);
            }
            else
            {
                _problems.TryAdd($"{operation}: {problem}", true);
            }
        }
    }
}
