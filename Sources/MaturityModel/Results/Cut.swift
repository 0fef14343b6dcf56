/// One way to divide the group: which cell each cell lies in, step by step up to the group.
///
/// Cells are indices into `SetTable.cells`. A cell without children in a cut is a leaf of it.
struct Cut: Sendable {
    /// The cell above, or −1 at the top and for cells that are not part of the cut.
    var above: [Int32]
    /// The cells directly below.
    var below: [[Int32]]

    init(cells: Int) {
        above = Array(repeating: -1, count: cells)
        below = Array(repeating: [], count: cells)
    }

    mutating func put(_ cell: Int, under parent: Int) {
        above[cell] = Int32(parent)
        below[parent].append(Int32(cell))
    }
}

extension Cut {
    /// Puts a cell under another one than before.
    mutating func move(_ cell: Int, under parent: Int) {
        if above[cell] >= 0 { below[Int(above[cell])].removeAll { $0 == Int32(cell) } }
        put(cell, under: parent)
    }
}
