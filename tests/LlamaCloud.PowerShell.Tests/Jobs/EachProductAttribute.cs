using System;
using System.Collections.Generic;
using System.Linq;
using System.Reflection;
using System.Threading.Tasks;
using Xunit;
using Xunit.Sdk;
using Xunit.v3;

namespace LlamaCloud.PowerShell.Tests.Jobs;

/// <summary>Runs a theory once for each product, which is its first argument, with these values behind it.</summary>
/// <param name="values">The further arguments.</param>
[AttributeUsage(AttributeTargets.Method, AllowMultiple = true)]
internal class EachProductAttribute(params object?[] values) : DataAttribute
{
    /// <summary>Leaves out the products whose Start- command has no -TransactionId.</summary>
    public bool TakesTransactionId { get; set; }

    /// <summary>Leaves out the products that have no saved configurations.</summary>
    public bool HasConfigurations { get; set; }

    /// <summary>Leaves out the products that have no Remove- command.</summary>
    public bool HasRemove { get; set; }

    protected virtual IEnumerable<TestedProduct> Products => TestedProducts.All.Where(product =>
        (!TakesTransactionId || product.TakesTransactionId)
        && (!HasConfigurations || product.HasConfigurations)
        && (!HasRemove || product.HasRemove));

    /// <inheritdoc/>
    public override ValueTask<IReadOnlyCollection<ITheoryDataRow>> GetData(MethodInfo testMethod, DisposalTracker disposalTracker) =>
        new([.. Products.Select(product => new TheoryDataRow([product, .. values]))]);

    // A product is more than what a name can say.
    /// <inheritdoc/>
    public override bool SupportsDiscoveryEnumeration() => false;
}
