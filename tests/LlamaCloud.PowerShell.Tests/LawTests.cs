using System;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using System.Reflection;
using LlamaCloud.Demo.Engine;
using Xunit;

namespace LlamaCloud.PowerShell.Tests;

/// <summary>What every cmdlet has in common, read from the built module, so that a new one that breaks a rule fails here.</summary>
public sealed class LawTests : IDisposable
{
    private static readonly string[] s_changing = ["Start", "Stop", "Remove", "Set", "Send", "Save", "Export"];

    // They make, end and show connections, or ask the service nothing.
    private static readonly string[] s_withoutConnection =
    [
        "Connect-LlamaCloud", "ConvertFrom-LlamaCloudWebhook", "Disconnect-LlamaCloud", "Export-LlamaCloudReport", "Get-LlamaCloudConnection",
        "New-ClassifyRule", "Test-LlamaCloudWebhook",
    ];

    private readonly HostedEngine _engine = new();
    private readonly CmdletInfo[] _cmdlets;

    public LawTests() =>
        _cmdlets =
        [
            .. _engine.Run($"Import-Module -Name '{Places.Manifest}'; Get-Command -Module LlamaCloud")
                .OrThrow().Output
                .Select(command => (CmdletInfo)command.BaseObject),
        ];

    private IEnumerable<CmdletInfo> Asking => _cmdlets.Where(cmdlet => !s_withoutConnection.Contains(cmdlet.Name));

    public void Dispose() => _engine.Dispose();

    [Fact]
    public void What_changes_something_can_be_tried_and_asks_nobody_by_itself()
    {
        CmdletInfo[] changing = [.. _cmdlets.Where(cmdlet => s_changing.Contains(cmdlet.Verb))];

        Assert.NotEmpty(changing);
        Assert.All(changing, cmdlet => Assert.Equal((cmdlet.Name, true, ConfirmImpact.Medium), (cmdlet.Name, AttributeOf(cmdlet).SupportsShouldProcess, AttributeOf(cmdlet).ConfirmImpact)));
        // The others change nothing, but for what sends whatever it is told to, and what makes a thing of the service.
        Assert.Equal(
            ["Invoke-LlamaCloudApi", "New-LlamaCloudDirectory", "New-LlamaCloudWebhook"],
            _cmdlets.Except(changing).Where(cmdlet => AttributeOf(cmdlet).SupportsShouldProcess).Select(cmdlet => cmdlet.Name));
        Assert.All(_cmdlets, cmdlet => Assert.NotEqual(ConfirmImpact.High, AttributeOf(cmdlet).ConfirmImpact));
    }

    [Fact]
    public void What_talks_to_the_service_is_told_through_what_and_where()
    {
        Assert.All(Asking, cmdlet => Assert.Equal(
            [typeof(string), typeof(string)],
            ((string[])["ProjectId", "OrganizationId"]).Select(name => Parameter(cmdlet, name).ParameterType)));
        Assert.All(Asking, cmdlet => Assert.Equal("LlamaCloudConnection", Parameter(cmdlet, "Connection").ParameterType.Name));
        Assert.All(Asking, cmdlet => Assert.Equal(["project_id"], Parameter(cmdlet, "ProjectId").Aliases));
        Assert.All(Asking, cmdlet => Assert.Equal(["organization_id"], Parameter(cmdlet, "OrganizationId").Aliases));
    }

    [Fact]
    public void What_takes_many_items_has_at_most_64_requests_in_flight_and_8_unless_told()
    {
        // Of the one that sends whatever it is told to nobody knows which requests may go side by side.
        CmdletInfo[] many =
        [
            .. Asking.Where(
                cmdlet => cmdlet.Name != "Invoke-LlamaCloudApi"
                    && cmdlet.Parameters.Values.SelectMany(parameter => parameter.ParameterSets.Values).Any(set => set.ValueFromPipeline)),
        ];

        Assert.NotEmpty(many);
        Assert.Equal(
            many.Select(cmdlet => cmdlet.Name),
            _cmdlets.Where(cmdlet => cmdlet.Parameters.ContainsKey("ThrottleLimit")).Select(cmdlet => cmdlet.Name));
        Assert.All(many, cmdlet =>
        {
            ValidateRangeAttribute range = Assert.Single(Parameter(cmdlet, "ThrottleLimit").Attributes.OfType<ValidateRangeAttribute>());
            Assert.Equal((1, 64), (range.MinRange, range.MaxRange));
            using IDisposable command = (IDisposable)Activator.CreateInstance(cmdlet.ImplementingType)!;
            Assert.Equal(8, cmdlet.ImplementingType.GetProperty("ThrottleLimit")!.GetValue(command));
        });
    }

    [Fact]
    public void Parameters_are_found_under_the_words_that_powershell_has_for_them()
    {
        ParameterMetadata[] parameters = [.. _cmdlets.SelectMany(cmdlet => cmdlet.Parameters.Values)];

        // A whole name of either kind, or the beginning of one.
        Assert.All(
            parameters.Where(parameter => parameter.Name.StartsWith("Timeout", StringComparison.Ordinal)),
            parameter => Assert.Contains("TimeoutSec", parameter.Aliases.Append(parameter.Name)));
        Assert.All(parameters.Where(parameter => parameter.Name == "Header"), parameter => Assert.Equal(["Headers"], parameter.Aliases));
        Assert.All(
            parameters.Where(parameter => parameter.Name == "LiteralPath"), parameter => Assert.Contains("PSPath", parameter.Aliases));
        Assert.All(
            (string[])["Timeout", "Header", "LiteralPath"], name => Assert.Contains(parameters, parameter => parameter.Name == name));
        Assert.DoesNotContain(parameters, parameter => parameter.Name is "Headers" or "Limit" or "Retries" or "Verbosity");
    }

    [Fact]
    public void Verbs_are_those_of_Get_Verb_in_Windows_PowerShell_too_and_nouns_are_of_one()
    {
        // Build and Deploy came with PowerShell 6.
        string[] verbs =
        [
            .. typeof(VerbsCommon).Assembly.GetExportedTypes()
                .Where(type => type.Namespace == "System.Management.Automation" && type.Name.StartsWith("Verbs", StringComparison.Ordinal))
                .SelectMany(type => type.GetFields(BindingFlags.Public | BindingFlags.Static))
                .Select(field => (string)field.GetRawConstantValue()!)
                .Except(["Build", "Deploy"]),
        ];

        Assert.Contains("Get", verbs);
        Assert.All(_cmdlets, cmdlet => Assert.Contains(cmdlet.Verb, verbs));
        Assert.All(_cmdlets, cmdlet => Assert.DoesNotMatch("([^su]s|ies)$", cmdlet.Noun));
    }

    [Fact]
    public void Every_cmdlet_says_what_it_emits()
    {
        Assert.All(
            _cmdlets,
            cmdlet => Assert.Equal(
                (cmdlet.Name, cmdlet.Verb is not ("Remove" or "Disconnect")), (cmdlet.Name, cmdlet.OutputType.Count > 0)));
        // A type, and not only its name: what comes after it in a pipeline completes.
        Assert.All(_cmdlets.SelectMany(cmdlet => cmdlet.OutputType), type => Assert.NotNull(type.Type));
    }

    private static CmdletAttribute AttributeOf(CmdletInfo cmdlet) =>
        cmdlet.ImplementingType.GetCustomAttributes<CmdletAttribute>(inherit: false).Single();

    private static ParameterMetadata Parameter(CmdletInfo cmdlet, string name)
    {
        Assert.True(cmdlet.Parameters.TryGetValue(name, out ParameterMetadata? parameter), $"{cmdlet.Name} has no -{name}.");
        return parameter;
    }
}
