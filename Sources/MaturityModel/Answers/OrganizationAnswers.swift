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
        let (start, stride, itemCount) = (count, capacity, itemCount)
        // Because `columns` has `stride` bytes for each item and room for the rows in each, as
        // reserved above, and `rows` as many as the precondition says: no offset is outside.
        unsafe rows.withUnsafeBufferPointer { rows in
            unsafe columns.withUnsafeMutableBufferPointer { columns in
                for first in Swift.stride(from: 0, to: units.count, by: Self.blockRows) {
                    let end = min(first + Self.blockRows, units.count)
                    for item in 0..<itemCount {
                        let target = item * stride + start
                        for row in first..<end {
                            unsafe columns[target + row] = rows[row * itemCount + item]
                        }
                    }
                }
            }
        }
        unitOfRow.reserveCapacity(count + units.count)
        for unit in units { unitOfRow.append(unit.map { index(ofUnit: $0) } ?? -1) }
        count += units.count
    }

    /// Rows that are turned into columns at once: few enough to stay in the nearest memory.
    private static let blockRows = 64

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
