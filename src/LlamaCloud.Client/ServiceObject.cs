using System.Collections.Generic;
using System.Text.Json.Serialization;
using LlamaCloud.Json;

namespace LlamaCloud;

/// <summary>An object that the service sent. What it holds beyond the fields known here is kept, not dropped.</summary>
public abstract class ServiceObject
{
    // Made when somebody asks: most objects have no such fields.
    private Dictionary<string, object?>? _others;

    private protected ServiceObject()
    {
    }

    /// <summary>
    /// The fields that this version does not know, by their names on the wire; empty when there are none. Values are
    /// strings, <see cref="long"/> (<see cref="decimal"/>, then <see cref="System.Numerics.BigInteger"/>, for larger whole numbers),
    /// <see cref="double"/>,
    /// <see cref="bool"/>, null, <c>List&lt;object?&gt;</c> and <c>Dictionary&lt;string, object?&gt;</c>.
    /// </summary>
    [JsonInclude]
    [JsonExtensionData]
    public Dictionary<string, object?> AdditionalProperties { get => _others ??= new FieldMap(); internal set => _others = value; }
}
