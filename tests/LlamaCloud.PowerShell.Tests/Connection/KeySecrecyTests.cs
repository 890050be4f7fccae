using System;
using System.Collections;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using System.Reflection;
using LlamaCloud.Demo.Engine;
using LlamaCloud.Emulator.Classify;
using Xunit;

namespace LlamaCloud.PowerShell.Tests.Connection;

/// <summary>No form of a connection, and nothing that is written about it, contains the key, a header's value or a password.</summary>
public sealed class KeySecrecyTests : ModuleTest
{
    private const string Connect = "$c = Connect-LlamaCloud -PassThru -Header @{ 'X-Gate' = 'hush-hush-header' }; ";

    [Fact]
    public void Not_what_PowerShell_shows_of_it()
    {
        string shown = Engine.Show(Connect + "$c; \"$c\"; $c.psobject.Properties; $c.HeaderNames");

        Assert.Contains("llx-...0123", shown, StringComparison.Ordinal);
        Assert.Contains("X-Gate", shown, StringComparison.Ordinal);
        AssertHidden(shown);
    }

    [Fact]
    public void Not_what_the_serialiser_makes_of_it()
    {
        string xml = Engine.Run(Connect + "[System.Management.Automation.PSSerializer]::Serialize($c, 10)")
            .OrThrow().Output
            .Single()
            .ToString()!;

        Assert.Contains("llx-...0123", xml, StringComparison.Ordinal);
        AssertHidden(xml);
    }

    // Every public property of it and of what they hold, as any tool that looks at objects would walk them.
    [Fact]
    public void Not_what_its_public_members_hold()
    {
        object connection = Engine.Run(Connect + "$c").OrThrow().Output.Single().BaseObject;
        List<string> texts = [];
        Walk(connection, [], texts, 0);

        Assert.Contains("llx-...0123", texts);
        AssertHidden(string.Join('\n', texts));
    }

    // Disconnecting forgets the key, and not only the way to it: no field leads to it any more.
    [Fact]
    public void Not_any_field_of_a_connection_that_was_disconnected()
    {
        object connection = Engine.Run(Connect + "$c").OrThrow().Output.Single().BaseObject;
        List<string> whileConnected = [];
        WalkFields(connection, [], whileConnected, 0);
        // It finds what is there to find.
        Assert.Contains(whileConnected, text => text.Contains(Emulator.ApiKey, StringComparison.Ordinal));
        Assert.Contains("hush-hush-header", whileConnected);
        Engine.Run("Disconnect-LlamaCloud -WarningAction Ignore").OrThrow();
        List<string> texts = [];
        WalkFields(connection, [], texts, 0);

        Assert.Contains("llx-...0123", texts);
        AssertHidden(string.Join('\n', texts));
    }

    [Theory]
    [InlineData("llx-123456789", "llx-...6789")]
    [InlineData("another-kind-of-key", "...-key")]
    [InlineData("llx-1234567", "...")]
    [InlineData("x", "...")]
    public void The_last_four_characters_of_a_key_that_is_long_enough_are_shown(string key, string shown) =>
        Assert.Equal(
            shown, Engine.Run($"(Connect-LlamaCloud -ApiKey {key} -SkipCheck -PassThru).Key").OrThrow().Output.Single().ToString());

    [Fact]
    public void Not_what_is_written_while_it_works()
    {
        EngineResult result = Engine.Run($$"""
            $DebugPreference = $VerbosePreference = 'Continue'
            $x = & { Connect-LlamaCloud -Header @{ 'X-Gate' = 'hush-hush-header' }; Get-ClassifyJob {{SeedJobs.Invoice}}; Disconnect-LlamaCloud } *>&1
            $x | ForEach-Object { "$_" }
            """).OrThrow();
        string all = string.Join('\n', result.Output.Concat(result.Verbose.Select(text => new PSObject(text))));

        Assert.Contains("X-Gate: [redacted]", all, StringComparison.Ordinal);
        AssertHidden(all);
    }

    private void AssertHidden(string text)
    {
        Assert.DoesNotContain(Emulator.ApiKey, text, StringComparison.Ordinal);
        Assert.DoesNotContain("hush-hush", text, StringComparison.Ordinal);
    }

    private static void WalkFields(object? value, HashSet<object> seen, List<string> texts, int depth)
    {
        if (value is string text)
        {
            texts.Add(text);
        }
        else if (value is not null && depth < 12 && !value.GetType().IsPrimitive && value is not (Type or MemberInfo) && seen.Add(value))
        {
            foreach (object? item in value as Array ?? Array.Empty<object>())
            {
                WalkFields(item, seen, texts, depth + 1);
            }

            for (Type? type = value.GetType(); type is not null; type = type.BaseType)
            {
                foreach (FieldInfo field in type.GetFields(
                    BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly)
                    .Where(one => !one.FieldType.IsPointer && !one.FieldType.IsByRefLike))
                {
                    WalkFields(field.GetValue(value), seen, texts, depth + 1);
                }
            }
        }
    }

    private static void Walk(object? value, HashSet<object> seen, List<string> texts, int depth)
    {
        if (value is null || depth > 6 || (!value.GetType().IsValueType && !seen.Add(value)))
        {
            return;
        }

        texts.Add(value.ToString() ?? string.Empty);
        if (value is string)
        {
            return;
        }

        foreach (object? item in value as IEnumerable ?? Array.Empty<object>())
        {
            Walk(item, seen, texts, depth + 1);
        }

        foreach (PropertyInfo property in value.GetType().GetProperties().Where(one => one.GetIndexParameters().Length == 0 && one.CanRead))
        {
            Walk(property.GetValue(value), seen, texts, depth + 1);
        }
    }
}
