using System;
using System.Dynamic;
using System.Linq.Expressions;
using System.Reflection;

namespace LlamaCloud;

/// <summary>
/// An object of the service that stays joined to what it came from: the row, file or object that a caller asked for it with.
/// </summary>
/// <remarks>
/// Scripts read it as the property <c>InputObject</c>. It is a dynamic member and no .NET property, so that nothing which lists
/// properties (views, exports, serialisers, JSON) sees it: it may be anything, and it is the caller's own.
/// </remarks>
public abstract class JoinedObject : ServiceObject, IDynamicMetaObjectProvider
{
    private object? _input;

    private protected JoinedObject()
    {
    }

    /// <summary>What this was asked for with; null when it was not joined to anything.</summary>
    public object? GetInputObject() => _input;

    /// <summary>Joins this to what it was asked for with.</summary>
    /// <param name="input">The row, file or object; null for nothing.</param>
    public void SetInputObject(object? input) => _input = input;

    DynamicMetaObject IDynamicMetaObjectProvider.GetMetaObject(Expression parameter) => new Members(parameter, this);

    private sealed class Members(Expression expression, object value) : DynamicMetaObject(expression, BindingRestrictions.Empty, value)
    {
        private static readonly MethodInfo s_read = typeof(JoinedObject).GetMethod(nameof(GetInputObject))!;

        public override DynamicMetaObject BindGetMember(GetMemberBinder binder) =>
            string.Equals(binder.Name, "InputObject", StringComparison.OrdinalIgnoreCase)
                ? new DynamicMetaObject(
                    Expression.Call(Expression.Convert(Expression, typeof(JoinedObject)), s_read),
                    BindingRestrictions.GetTypeRestriction(Expression, LimitType))
                : base.BindGetMember(binder);
    }
}
