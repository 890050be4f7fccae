using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;

namespace LlamaCloud.Http;

/// <summary>
/// Those who wait at a gate with the same limit of their own, first come, first served. Only those who are next look at the clock: the
/// others wait to be called. Used under the lock of its gate, but for the waiting.
/// </summary>
/// <param name="ownLimit">Their own limit, in requests a minute; null for none.</param>
internal sealed class RateQueue(int? ownLimit)
{
    private readonly LinkedList<Place> _places = new();

    // A limit of one's own counts the requests of those who have it, and not those beside them who have none.
    private readonly RateWindow? _sent = ownLimit is null ? null : new RateWindow(TimeSpan.FromMinutes(1));

    /// <summary>Stands at its end.</summary>
    /// <param name="until">How long at most.</param>
    /// <param name="published">What the service publishes of such requests; null for nothing.</param>
    public Place Join(TimeSpan until, PublishedLimit? published)
    {
        Place place = new(until, published);
        _places.AddLast(place);
        return place;
    }

    /// <summary>Those who came before this place was taken, in that order; all where it is null.</summary>
    public IEnumerable<Place> Before(Place? place) => _places.TakeWhile(other => other != place);

    /// <summary>One is sent.</summary>
    public void Add(TimeSpan now) => _sent?.Add(now);

    /// <summary>When their own limit has room for one.</summary>
    /// <inheritdoc cref="RateWindow.RoomAt" path="/param[@name != 'limit']"/>
    public TimeSpan RoomAt(int before, TimeSpan open, TimeSpan now) => _sent?.RoomAt(ownLimit!.Value, before, open, now) ?? open;

    /// <summary>Gives the place up; those who may be next are called.</summary>
    public void Leave(Place place)
    {
        bool wasFirst = Before(place).All(other => other.Published != place.Published);
        _places.Remove(place);
        if (wasFirst)
        {
            CallFirst(_places);
        }
    }

    /// <summary>Calls those behind a place who may be next, because whoever has it steps aside.</summary>
    public void CallBehind(Place place) => CallFirst(_places.SkipWhile(other => other != place).Skip(1));

    // Of requests with the same published limit only the first can be next.
    private static void CallFirst(IEnumerable<Place> places)
    {
        foreach (IGrouping<PublishedLimit?, Place> kind in places.GroupBy(place => place.Published))
        {
            kind.First().Call();
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
    internal sealed class Place(TimeSpan until, PublishedLimit? published)
    {
        private TaskCompletionSource<bool> _call = NewCall();

        /// <summary>When whoever has it gives up.</summary>
        public TimeSpan Until => until;

        /// <summary>What the service publishes of such requests; null for nothing.</summary>
        public PublishedLimit? Published => published;

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
