using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;

namespace LlamaCloud.Http;

/// <summary>
/// Those who wait at a gate with the same limit, first come, first served. Only the first looks at the clock: the others
/// wait to be called. Used under the lock of its gate, but for the waiting.
/// </summary>
internal sealed class RateQueue
{
    private readonly LinkedList<Place> _places = new();

    /// <summary>How many wait.</summary>
    public int Count => _places.Count;

    /// <summary>Stands at its end.</summary>
    /// <param name="until">How long at most.</param>
    public Place Join(TimeSpan until)
    {
        Place place = new(until);
        _places.AddLast(place);
        return place;
    }

    /// <summary>How many are before this place.</summary>
    public int Before(Place place) => _places.TakeWhile(other => other != place).Count();

    /// <summary>Gives the place up; whoever is the first then is called.</summary>
    public void Leave(Place place)
    {
        bool wasFirst = _places.First!.Value == place;
        _places.Remove(place);
        if (wasFirst)
        {
            _places.First?.Value.Call();
        }
    }

    /// <summary>Calls everyone: it may be that some would wait too long now.</summary>
    public void CallAll()
    {
        foreach (Place place in _places)
        {
            place.Call();
        }
    }

    /// <summary>A place in the queue.</summary>
    internal sealed class Place(TimeSpan until)
    {
        private TaskCompletionSource<bool> _call = NewCall();

        /// <summary>When whoever has it gives up.</summary>
        public TimeSpan Until => until;

        /// <summary>The number of the pause that it told of last.</summary>
        public long Told { get; set; } = -1;

        /// <summary>Is done when this place is called next, and cancelled when nobody waits for that any more.</summary>
        public TaskCompletionSource<bool> NextCall()
        {
            if (_call.Task.IsCompleted)
            {
                _call = NewCall();
            }

            return _call;
        }

        public void Call() => _call.TrySetResult(true);

        // Not on the thread of whoever calls, which holds the lock of the gate.
        private static TaskCompletionSource<bool> NewCall() => new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
