using System.Linq;
using System.Management.Automation;
using LlamaCloud.PowerShell.Connection;

namespace LlamaCloud.PowerShell.Binding;

/// <summary>
/// Takes a connection or the name of one. Nothing else becomes a connection, least of all the default: an unset variable
/// would send a request with another key than was meant.
/// </summary>
internal sealed class ConnectionTransformationAttribute : ArgumentTransformationAttribute
{
    /// <summary>Says that no connection has a name, and which names there are.</summary>
    public static string DescribeMissing(string name)
    {
        string[] names = [.. Sessions.Current.Named.Select(connection => connection.Name!)];
        string known = names.Length == 0 ? "there is none with a name" : $"the names are {string.Join(", ", names)}";
        return $"No connection in this runspace is named '{ResourceId.Show(name)}': {known}. Make it with Connect-LlamaCloud -Name.";
    }

    public override object Transform(EngineIntrinsics engineIntrinsics, object? inputData)
    {
        object? value = Given.Unwrap(inputData);
        if (value is LlamaCloudConnection connection)
        {
            return connection;
        }

        // Not a text alone: -Connection 2024 is a number to PowerShell.
        if (PlainText.Of(value) is string name)
        {
            return Sessions.Current.FindNamed(name) ?? throw new ArgumentTransformationMetadataException(DescribeMissing(name));
        }

        throw new ArgumentTransformationMetadataException(
            Given.Was(inputData, typeof(LlamaCloudConnection))
                ? "This was a connection until it was serialised (by Start-Job, remoting or a file), and its key did not go along. Run "
                    + "Connect-LlamaCloud there."
            : value is null ? "It is null. Give a connection, as Connect-LlamaCloud -PassThru gives it, or the name of one."
            : $"A {Given.KindOf(inputData)} is no connection. Give one, as Connect-LlamaCloud -PassThru gives it, or the name of one.");
    }
}
