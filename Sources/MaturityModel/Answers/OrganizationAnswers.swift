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
