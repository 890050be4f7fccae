using System;
using System.IO;
using System.Linq;
using System.Management.Automation;
using System.Reflection;
using Xunit;

namespace LlamaCloud.PowerShell.Tests.Pipeline;

/// <summary>What becomes of a failure that is no answer of the service.</summary>
public sealed class ServiceErrorsTests : ModuleTest
{
    [Theory]
    [InlineData(typeof(IOException))]
    [InlineData(typeof(UnauthorizedAccessException))]
    public void What_the_file_system_refuses_is_an_error_about_a_file(Type type)
    {
        ErrorRecord error = Describe(Activator.CreateInstance(type, "It is held by another.")!, "File");

        Assert.Equal("LlamaCloudFileFailed", error.FullyQualifiedErrorId);
        Assert.StartsWith("File 'dfl-1' could not be read. It is held by another. Check ", error.ToString(), StringComparison.Ordinal);
        Assert.Equal("dfl-1", error.TargetObject);
        Assert.Equal(
            "LlamaCloudApiFileFailed", Describe(Activator.CreateInstance(type, "It is held by another.")!, "Api").FullyQualifiedErrorId);
    }

    [Theory]
    [InlineData(typeof(NullReferenceException))]
    [InlineData(typeof(InvalidOperationException))]
    [InlineData(typeof(ArgumentException))]
    public void What_nobody_foresaw_shows_as_what_it_is(Type type)
    {
        Exception bug = (Exception)Activator.CreateInstance(type)!;

        Assert.Same(bug, Assert.Throws<TargetInvocationException>(() => Describe(bug, "File")).InnerException);
    }

    private static ErrorRecord Describe(object failure, string subject)
    {
        Assembly module = AppDomain.CurrentDomain.GetAssemblies()
            .Single(
                assembly => assembly.GetName().Name == "LlamaCloud.PowerShell"
                    && assembly.Location.StartsWith(Places.Module, StringComparison.Ordinal));
        Type subjects = module.GetType("LlamaCloud.PowerShell.Pipeline.ErrorSubject", throwOnError: true)!;
        MethodInfo describe = module.GetType(
            "LlamaCloud.PowerShell.Pipeline.ServiceErrors",
            throwOnError: true)!.GetMethod("Describe", BindingFlags.Static | BindingFlags.Public)!;
        return (ErrorRecord)describe.Invoke(null, [failure, subjects.GetProperty(subject)!.GetValue(null), "dfl-1", null, false])!;
    }
}
