using System;
using System.Collections.Generic;
using System.Linq;

namespace LlamaCloud.PowerShell.Tests.Jobs;

/// <summary>
/// Runs a theory with one product, which tells for all: it is about what lies below the jobs, or differs from another row in that alone,
/// and takes its time.
/// </summary>
/// <param name="values">The further arguments.</param>
[AttributeUsage(AttributeTargets.Method, AllowMultiple = true)]
internal sealed class OneProductAttribute(params object?[] values) : EachProductAttribute(values)
{
    protected override IEnumerable<TestedProduct> Products => base.Products.Take(1);
}
