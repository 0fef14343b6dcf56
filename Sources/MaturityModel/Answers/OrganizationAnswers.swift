/// The answers of one organization, one byte per item and respondent, kept item by item.
///
/// The order of rows is part of the result's bytes: append them in the order of response ids.
public struct OrganizationAnswers: Sendable {
    /// How many items every row has: those of the questionnaire, in tree order.
    public let itemCount: Int
    /// How many rows there are.
    public private(set) var count = 0
    /// The names of the units, in the order in which they first occurred.
    public private(set) var units: [String] = []

    private var unitIndex: [String: Int32] = [:]
    private(set) var unitOfRow: [Int32] = []
    private var columns: [UInt8] = []
    private var capacity = 0

    /// An organization without answers.
    public init(itemCount: Int) {
        self.itemCount = itemCount
    }

    /// Makes room for as many rows in all, which saves moving them later.
    public mutating func reserve(rows: Int) {
        guard rows > capacity else { return }
        // An odd number of cache lines keeps equal rows of different items in different sets.
        let wanted = (rows + 63) / 64 | 1
        let grown = wanted * 64
        var moved = [UInt8](repeating: AnswerCode.notAnswered, count: grown * itemCount)
        for item in 0..<itemCount {
            let source = item * capacity
            let target = item * grown
            for row in 0..<count { moved[target + row] = columns[source + row] }
        }
        columns = moved
        capacity = grown
    }

    /// Appends one response: an `AnswerCode` for every item, and the unit if it has one.
    ///
    /// A row of another length is a programming error.
    public mutating func append(row: Span<UInt8>, unit: String? = nil) {
        precondition(row.count == itemCount, "a row has one byte for each item")
        if count == capacity { reserve(rows: max(64, capacity * 2)) }
        var place = count
        for item in 0..<itemCount {
            columns[place] = row[item]
            place += capacity
        }
        unitOfRow.append(unit.map { index(ofUnit: $0) } ?? -1)
        count += 1
    }

    /// Appends one response: an `AnswerCode` for every item, and the unit if it has one.
    public mutating func append(row: [UInt8], unit: String? = nil) {
        append(row: row.span, unit: unit)
    }

    /// Appends responses that lie one after the other: `itemCount` bytes and a unit for each.
    ///
    /// Another number of bytes is a programming error.
    public mutating func append(rows: Span<UInt8>, units: [String?]) {
        precondition(rows.count == units.count * itemCount, "a row has one byte for each item")
        reserve(rows: count + units.count)
        let place = (start: count, stride: capacity)
        // Because `columns` has `stride` bytes for each item and room for the rows in each, as
        // reserved above, and `rows` as many as the precondition says: no offset is outside.
        unsafe rows.withUnsafeBytes { rows in
            unsafe columns.withUnsafeMutableBytes { columns in
                unsafe Self.turn(
                    rows, items: itemCount, count: units.count, into: columns, place)
            }
        }
        unitOfRow.reserveCapacity(count + units.count)
        for unit in units { unitOfRow.append(unit.map { index(ofUnit: $0) } ?? -1) }
        count += units.count
    }

    /// Writes rows as columns, eight rows of eight items at a time.
    // Unsafe because it trusts that all rows, and room for each of them in each column, are there.
    private static func turn(
        _ rows: UnsafeRawBufferPointer, items: Int, count: Int,
        into columns: UnsafeMutableRawBufferPointer, _ place: (start: Int, stride: Int)
    ) {
        let (evenRows, evenItems) = (count & ~7, items & ~7)
        for row in stride(from: 0, to: evenRows, by: 8) {
            for item in stride(from: 0, to: evenItems, by: 8) {
                var square = InlineArray<8, UInt64>(repeating: 0)
                for index in 0..<8 {
                    // Because eight bytes from here are of the row, as `item` is at most
                    // `evenItems` - 8, and the same holds for columns below.
                    square[index] = unsafe rows.loadUnaligned(
                        fromByteOffset: (row + index) * items + item, as: UInt64.self
                    ).littleEndian
                }
                square.turn()
                for index in 0..<8 {
                    // The same, because eight rows from here have a place in the column.
                    unsafe columns.storeBytes(
                        of: square[index].littleEndian,
                        toByteOffset: (item + index) * place.stride + place.start + row,
                        as: UInt64.self)
                }
            }
        }
        for item in 0..<items {
            let column = item * place.stride + place.start
            // What is left over: the last items of all rows, and all items of the last rows,
            // which are within because of the same.
            for row in (item < evenItems ? evenRows : 0)..<count {
                unsafe columns[column + row] = rows[row * items + item]
            }
        }
    }

    private mutating func index(ofUnit unit: String) -> Int32 {
        if let index = unitIndex[unit] { return index }
        let index = Int32(units.count)
        units.append(unit)
        unitIndex[unit] = index
        return index
    }

    /// The answers to one item, in the order of rows.
    public func column(_ item: Int) -> ArraySlice<UInt8> {
        columns[(item * capacity)..<(item * capacity + count)]
    }

    /// All columns, each `columnStride` bytes after the one before; only the first `count`
    /// bytes of a column are answers.
    var columnBytes: [UInt8] { columns }

    var columnStride: Int { capacity }
}

extension InlineArray<8, UInt64> {
    /// Makes columns of the 8 × 8 bytes' rows: in three steps halves, quarters and eighths change
    /// places (Warren, Hacker's Delight, 7–3).
    @inline(__always)
    fileprivate mutating func turn() {
        exchange(4, shift: 32, mask: 0x0000_0000_FFFF_FFFF)
        exchange(2, shift: 16, mask: 0x0000_FFFF_0000_FFFF)
        exchange(1, shift: 8, mask: 0x00FF_00FF_00FF_00FF)
    }

    /// Exchanges the upper parts of words with the lower ones of those some places later.
    @inline(__always)
    private mutating func exchange(_ distance: Int, shift: UInt64, mask: UInt64) {
        for index in 0..<8 where index & distance == 0 {
            let changed = (self[index] &>> shift ^ self[index &+ distance]) & mask
            self[index &+ distance] ^= changed
            self[index] ^= changed &<< shift
        }
    }
}
