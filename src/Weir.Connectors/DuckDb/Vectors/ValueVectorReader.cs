using Weir.Core.Tables;

namespace Weir.Connectors.DuckDb.Vectors;

/// <summary>Values whose memory is the engine's own.</summary>
internal sealed unsafe class ValueVectorReader<T>(ValueColumn<T> column) : VectorReader
    where T : unmanaged
{
    public override void Read(void* values, ulong* validity, nint vector, int start, int count, MalformedText malformed)
    {
        ReadOnlySpan<T> source = new((T*)values + start, count);
        if (validity is null)
        {
            source.CopyTo(column.AppendMany(count));
            return;
        }

        for (int i = 0; i < source.Length; i++)
        {
            if (IsNull(validity, start + i))
            {
                column.AppendNull();
            }
            else
            {
                column.Append(source[i]);
            }
        }
    }
}
