namespace Weir.Connectors.DeltaStream;

/// <summary>A file that goes with a statement.</summary>
public sealed record DeltaStreamAttachment(string FileName, ReadOnlyMemory<byte> Content);

/// <summary>What can be downloaded.</summary>
public enum DeltaStreamSource
{
    /// <summary>Code of functions.</summary>
    Function,

    /// <summary>Descriptors of record formats.</summary>
    Descriptor,
}
