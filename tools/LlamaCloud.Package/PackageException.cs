using System;

namespace LlamaCloud.Package;

/// <summary>Something that is published is missing or cannot be read; the message says what to do.</summary>
internal sealed class PackageException(string message) : Exception(message);
