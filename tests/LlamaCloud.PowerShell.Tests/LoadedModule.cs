using System;
using System.Linq;
using System.Reflection;

namespace LlamaCloud.PowerShell.Tests;

/// <summary>The published module as an engine has loaded it: referencing it here would load a second copy.</summary>
internal static class LoadedModule
{
    private const BindingFlags Static = BindingFlags.Static | BindingFlags.NonPublic;
    private const BindingFlags Instance = BindingFlags.Instance | BindingFlags.NonPublic;

    /// <summary>One of its types.</summary>
    /// <param name="name">Its name without that of the assembly.</param>
    public static Type Find(string name) => AppDomain.CurrentDomain.GetAssemblies()
        .Single(
            assembly => assembly.GetName().Name == "LlamaCloud.PowerShell"
                && assembly.Location.StartsWith(Places.Module, StringComparison.Ordinal))
        .GetType("LlamaCloud.PowerShell." + name, throwOnError: true)!;

    /// <summary>Gives a static property of a type another value, until what comes back is disposed of.</summary>
    public static IDisposable Set(Type type, string property, object value) => new Change(null, type.GetProperty(property, Static)!, value);

    /// <summary>Gives a property of what a static field holds another value, until what comes back is disposed of.</summary>
    public static IDisposable SetIn(Type type, string field, string property, object value)
    {
        object holder = type.GetField(field, Static)!.GetValue(null)!;
        return new Change(holder, holder.GetType().GetProperty(property, Instance)!, value);
    }

    private sealed class Change : IDisposable
    {
        private readonly object? _holder;
        private readonly PropertyInfo _property;
        private readonly object? _before;

        public Change(object? holder, PropertyInfo property, object value)
        {
            _holder = holder;
            _property = property;
            _before = property.GetValue(holder);
            property.SetValue(holder, value);
        }

        public void Dispose() => _property.SetValue(_holder, _before);
    }
}
