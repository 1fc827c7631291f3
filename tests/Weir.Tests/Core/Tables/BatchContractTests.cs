using System.Reflection;
using System.Text;
using Weir.Ethereum.Transforms;
using Weir.Core.Tables;

namespace Weir.Tests.Core.Tables;

public sealed class BatchContractTests
{
    public static TheoryData<string> Tables => [.. Decoders.AllTables.Select(table => table.Name)];

    [Theory]
    [MemberData(nameof(Tables))]
    public void WriteTo_hands_over_every_column_in_schema_order(string name)
    {
        TableSchema table = Decoders.Find(name)!;
        Batch batch = table.CreateBatch();
        RecordingWriter writer = new();
        batch.WriteTo(writer);
        Assert.Equal(table.Columns, writer.Schemas);
        Assert.Equal(batch.Columns, writer.Columns);
    }

    [Theory]
    [MemberData(nameof(Tables))]
    public void Every_column_has_a_property_of_its_name_that_is_that_column(string name)
    {
        TableSchema table = Decoders.Find(name)!;
        Batch batch = table.CreateBatch();
        Assert.NotEqual(typeof(Batch), batch.GetType());
        for (int i = 0; i < table.Columns.Count; i++)
        {
            PropertyInfo? property = batch.GetType().GetProperty(PascalCase(table.Columns[i].Name));
            Assert.True(property is not null, $"{batch.GetType().Name} has no {PascalCase(table.Columns[i].Name)}");
            Assert.Same(batch.Columns[i], property.GetValue(batch));
        }

        int named =
            batch.GetType().GetProperties().Count(property => property.PropertyType.IsSubclassOf(typeof(Column)));
        Assert.Equal(table.Columns.Count, named);
    }

    [Theory]
    [MemberData(nameof(Tables))]
    public void Key_order_and_block_columns_are_columns_of_the_table(string name)
    {
        TableSchema table = Decoders.Find(name)!;
        Assert.Equal("chain_id", table.Key[0]);
        Assert.Equal("chain_id", table.Columns[0].Name);
        Assert.All(table.Key, column => Assert.True(table.IndexOf(column) >= 0, column));
        Assert.All(table.RowOrder, column => Assert.True(table.IndexOf(column) >= 0, column));
        Assert.Equal([table.BlockNumberColumn!], table.RowOrder.Skip(1).Take(1));
        Assert.True(table.IndexOf(table.BlockHashColumn!) >= 0);
    }

    [Theory]
    [MemberData(nameof(Tables))]
    public void Rows_can_be_copied_and_forgotten(string name)
    {
        TableSchema table = Decoders.Find(name)!;
        Batch source = table.CreateBatch();
        SampleRows.Append(source, new(7, SampleRows.BlockHash(7)), 100, new Random(1));
        Batch copy = table.CreateBatch();
        for (int row = 0; row < source.RowCount; row++)
        {
            copy.AppendFrom(source, row);
        }

        Assert.Equal(Text(source), Text(copy));
        copy.Clear();
        Assert.Equal(0, copy.RowCount);
    }

    [Fact]
    public void A_column_with_too_few_values_is_refused_when_written()
    {
        LogBatch batch = new();
        SampleRows.Append(batch, new(7, SampleRows.BlockHash(7)), 1, new Random(1));
        batch.LogIndex.Append(1);
        Assert.Throws<InvalidOperationException>(() => batch.WriteTo(new RecordingWriter()));
    }

    /// <summary>Every row as its values' text forms.</summary>
    internal static IEnumerable<string> Text(Batch batch)
    {
        for (int row = 0; row < batch.RowCount; row++)
        {
            StringBuilder line = new();
            for (int i = 0; i < batch.Columns.Count; i++)
            {
                ValueFormat format = ValueFormat.Of(batch.Schema.Columns[i], batch.Columns[i]);
                ValueText text = new();
                if (!format.IsNull(row))
                {
                    format.Append(text, row);
                }

                line.Append(batch.Schema.Columns[i].Name).Append('=')
                    .Append(format.IsNull(row) ? "NULL" : Encoding.UTF8.GetString(text.Written)).Append(';');
            }

            yield return line.ToString();
        }
    }

    private static string PascalCase(string name) =>
        string.Concat(name.Split('_').Select(part => char.ToUpperInvariant(part[0]) + part[1..]));

    private sealed class RecordingWriter : IColumnWriter
    {
        public List<ColumnSchema> Schemas { get; } = [];

        public List<Column> Columns { get; } = [];

        public void Write(ColumnSchema schema, Int64Column column) => Record(schema, column);

        public void Write(ColumnSchema schema, DoubleColumn column) => Record(schema, column);

        public void Write(ColumnSchema schema, BoolColumn column) => Record(schema, column);

        public void Write(ColumnSchema schema, UInt256Column column) => Record(schema, column);

        public void Write(ColumnSchema schema, Int256Column column) => Record(schema, column);

        public void Write(ColumnSchema schema, FixedBytesColumn column) => Record(schema, column);

        public void Write(ColumnSchema schema, BytesColumn column) => Record(schema, column);

        public void Write(ColumnSchema schema, ListColumn column) => Record(schema, column);

        private void Record(ColumnSchema schema, Column column)
        {
            Schemas.Add(schema);
            Columns.Add(column);
        }
    }
}
