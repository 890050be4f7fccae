using System;

namespace LlamaCloud.Http;

/// <summary>A request's turn at the gate.</summary>
/// <param name="Pause">The number of the last pause, which says whether a later 429 is news.</param>
/// <param name="Left">What is left of the time it may wait.</param>
/// <param name="Missing">How long it would still have to wait, when that is too long; otherwise zero, and it may be sent.</param>
/// <param name="Number">Which of the requests with its published limit it is, counted from 1; 0 for one without such a limit.</param>
internal readonly record struct RateTurn(long Pause, TimeSpan Left, TimeSpan Missing, long Number = 0);
