using Npgsql;
using Weir.Core.Tables;

namespace Weir.Connectors.Postgres.Copy;

/// <summary>Sends the rows of a batch by <c>COPY … FROM STDIN (FORMAT BINARY)</c>.</summary>
internal static class CopyWriter
{
    private const int FlushBytes = 512 << 10;

    // The signature, no flags, no extension.
    private static ReadOnlySpan<byte> Start =>
        [(byte)'P', (byte)'G', (byte)'C', (byte)'O', (byte)'P', (byte)'Y', (byte)'\n', 0xFF, (byte)'\r', (byte)'\n',
            0, 0, 0, 0, 0, 0, 0, 0, 0];

    /// <summary>Copies all rows of the batch into a table or partition.</summary>
    /// <exception cref="InvalidOperationException">The batch's columns differ in length; nothing was sent.</exception>
    public static async Task CopyAsync(
        NpgsqlConnection connection, string target, IBatch batch, CopyBuffer buffer,
        CancellationToken cancellationToken)
    {
        CopyFields fields = new();
        batch.WriteTo(fields);
        string columns = PostgresTypes.Columns(batch.Schema);
        await using NpgsqlRawCopyStream stream = await connection.BeginRawBinaryCopyAsync(
            $"COPY {PostgresTypes.Quote(target)} ({columns}) FROM STDIN (FORMAT BINARY)", cancellationToken);
        bool isWhole = false;
        try
        {
            buffer.Clear();
            buffer.Append(Start);
            int row = 0;
            while (row < batch.RowCount)
            {
                row = Fill(buffer, fields.All, row, batch.RowCount);
                await stream.WriteAsync(buffer.Written, cancellationToken);
                buffer.Clear();
            }

            buffer.Append((short)-1);
            await stream.WriteAsync(buffer.Written, cancellationToken);
            isWhole = true;
        }
        finally
        {
            if (!isWhole)
            {
                await CancelAsync(stream);
            }
        }
    }

    private static async Task CancelAsync(NpgsqlRawCopyStream stream)
    {
        try
        {
            await stream.CancelAsync();
        }
        catch (Exception error) when (error is NpgsqlException or ObjectDisposedException or IOException)
        {
            // The connection is gone, and the copy with it: what failed before is what counts.
        }
    }

    private static int Fill(CopyBuffer buffer, IReadOnlyList<CopyField> fields, int row, int rows)
    {
        for (; row < rows && buffer.Length < FlushBytes; row++)
        {
            buffer.Append((short)fields.Count);
            for (int i = 0; i < fields.Count; i++)
            {
                fields[i].Append(buffer, row);
            }
        }

        return row;
    }
}
