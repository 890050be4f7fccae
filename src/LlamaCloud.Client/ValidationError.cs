namespace LlamaCloud;

/// <summary>One thing that the service found wrong with a request (an element of <c>detail</c> of a 422).</summary>
/// <param name="Location">Where, its parts joined by dots: <c>body.rules.0.type</c>; empty when the service does not say.</param>
/// <param name="Message">What is wrong, in words.</param>
/// <param name="Type">The name of the rule that is broken; empty when the service does not say.</param>
public sealed record ValidationError(string Location, string Message, string Type)
{
    /// <summary>Location and message.</summary>
    public override string ToString() => Location.Length == 0 ? Message : $"{Location}: {Message}";
}
