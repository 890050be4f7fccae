namespace LlamaCloud.Benchmarks.Runners;

/// <summary>A client that reads the jobs of a file of ids, in a fresh process.</summary>
internal abstract class Runner(string name)
{
    /// <summary>As the report names it.</summary>
    public string Name => name;

    /// <summary>Whether it asks for many ids at a time.</summary>
    public virtual bool IsGrouped => false;

    /// <summary>
    /// The process. It makes a warm-up call for two ids, makes the emulator forget it, reads all jobs, fails if one is
    /// missing, and prints a <see cref="Measurement"/> of <c>seconds</c>, <c>peak</c> and, where it can, <c>allocated</c>.
    /// </summary>
    public abstract Child Start(int concurrency, string idsFile);
}
