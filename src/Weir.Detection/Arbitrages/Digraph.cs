using Weir.Core;

namespace Weir.Detection.Arbitrages;

/// <summary>A directed graph of addresses.</summary>
internal sealed class Digraph
{
    private readonly Dictionary<Address, int> _numbers = [];
    private readonly List<Address> _nodes = [];
    private readonly List<List<int>> _out = [];
    private readonly List<List<int>> _in = [];

    public void Add(Address from, Address to)
    {
        int start = Number(from);
        int end = Number(to);
        if (start != end && !_out[start].Contains(end))
        {
            _out[start].Add(end);
            _in[end].Add(start);
        }
    }

    /// <summary>Those that an edge joins to the node, in the order the edges came.</summary>
    public IEnumerable<Address> Neighbours(Address node) =>
        _numbers.TryGetValue(node, out int number)
            ? _out[number].Concat(_in[number]).Select(other => _nodes[other]) : [];

    /// <summary>The nodes that stand in a strongly connected component of two or more (Tarjan 1972).</summary>
    public HashSet<Address> Cyclic()
    {
        HashSet<Address> cyclic = [];
        int count = _nodes.Count;
        int[] found = new int[count];
        int[] low = new int[count];
        bool[] isOpen = new bool[count];
        Stack<int> open = [];
        Stack<(int Node, int Edge)> work = [];
        int next = 1;
        for (int root = 0; root < count; root++)
        {
            if (found[root] != 0)
            {
                continue;
            }

            work.Push((root, 0));
            while (work.TryPop(out (int Node, int Edge) at))
            {
                int node = at.Node;
                if (at.Edge == 0)
                {
                    found[node] = low[node] = next++;
                    open.Push(node);
                    isOpen[node] = true;
                }
                else
                {
                    low[node] = Math.Min(low[node], low[_out[node][at.Edge - 1]]);
                }

                int edge = at.Edge;
                while (edge < _out[node].Count && found[_out[node][edge]] != 0)
                {
                    int seen = _out[node][edge++];
                    low[node] = isOpen[seen] ? Math.Min(low[node], found[seen]) : low[node];
                }

                if (edge < _out[node].Count)
                {
                    work.Push((node, edge + 1));
                    work.Push((_out[node][edge], 0));
                }
                else if (low[node] == found[node])
                {
                    Close(node, open, isOpen, cyclic);
                }
            }
        }

        return cyclic;
    }

    private void Close(int root, Stack<int> open, bool[] isOpen, HashSet<Address> cyclic)
    {
        bool isAlone = open.Peek() == root;
        int node;
        do
        {
            node = open.Pop();
            isOpen[node] = false;
            if (!isAlone)
            {
                cyclic.Add(_nodes[node]);
            }
        }
        while (node != root);
    }

    private int Number(Address node)
    {
        if (!_numbers.TryGetValue(node, out int number))
        {
            _numbers[node] = number = _nodes.Count;
            _nodes.Add(node);
            _out.Add([]);
            _in.Add([]);
        }

        return number;
    }
}
