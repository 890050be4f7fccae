using System;
using System.Globalization;
using System.Management.Automation;
using System.Text;

namespace LlamaCloud.PowerShell.Binding;

/// <summary>
/// Takes an encoding by the names that Set-Content has for it, in both editions of PowerShell: UTF-8 is without a byte order mark.
/// </summary>
internal sealed class EncodingTransformationAttribute : ArgumentTransformationAttribute
{
    public override object? Transform(EngineIntrinsics engineIntrinsics, object? inputData)
    {
        object? value = Given.Unwrap(inputData);
        return value is Encoding encoding ? encoding : Find(PlainText.Of(value) ?? string.Empty);
    }

    private static Encoding Find(string name)
    {
        try
        {
            return name.Trim().ToLowerInvariant() switch
            {
                "" => throw new ArgumentException("it is empty"),
                "utf8" or "utf8nobom" or "utf-8" => new UTF8Encoding(encoderShouldEmitUTF8Identifier: false),
                "utf8bom" => new UTF8Encoding(encoderShouldEmitUTF8Identifier: true),
                "ascii" => Encoding.ASCII,
                "unicode" => Encoding.Unicode,
                "bigendianunicode" => Encoding.BigEndianUnicode,
                "utf32" => Encoding.UTF32,
                "bigendianutf32" => new UTF32Encoding(bigEndian: true, byteOrderMark: true),
                "ansi" => Encoding.GetEncoding(CultureInfo.CurrentCulture.TextInfo.ANSICodePage),
                "oem" => Encoding.GetEncoding(CultureInfo.CurrentCulture.TextInfo.OEMCodePage),
                var other when int.TryParse(
                    other, NumberStyles.None, CultureInfo.InvariantCulture, out int page) => Encoding.GetEncoding(page),
                var other => Encoding.GetEncoding(other),
            };
        }
        catch (Exception unknown) when (unknown is ArgumentException or NotSupportedException)
        {
            throw new ArgumentTransformationMetadataException(
                $"'{ResourceId.Show(name)}' is no encoding. Give utf8, utf8BOM, ascii, unicode, bigendianunicode, utf32, ansi, oem, the "
                    + "name of another one, or its code page.", unknown);
        }
    }
}
