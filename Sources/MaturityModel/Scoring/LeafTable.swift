/// The finished scores of a node with few items, for every combination of their answers.
///
/// The entries are made by `LevelSums`, row by row, so that looking a row up gives the same bits as
/// adding its answers up.
struct LeafTable: Sendable {
    /// Entries at most, which is 16 KB: half of what the nearest memory holds.
    static let entriesMaximum = 512

    /// An item's part in the place of an entry.
    fileprivate struct Place: Sendable {
        let item: Int
        /// How many options it has. Then come *not relevant* and *not answered*.
        let options: UInt8
        /// By how much an entry moves with each answer.
        let stride: UInt16
    }

    private let places: [Place]
    /// A score and 1 or 0 for whether there is one and whether the node applies; see `LevelSums`.
    let entries: [SIMD4<Double>]

    /// The table of a node whose parts are items; nil when it would be too large.
    init?(_ node: NodeStep, _ items: [Item], _ tables: [ItemTables]) {
        var places: [Place] = []
        var count = 1
        for item in node.items {
            let options = items[item].options.count
            guard count * (options + 2) <= Self.entriesMaximum else { return nil }
            places.append(Place(item: item, options: UInt8(options), stride: UInt16(count)))
            count *= options + 2
        }
        self.places = places
        var sums = LevelSums(capacity: count)
        sums.begin(count, node.combine)
        for place in places {
            let column = (0..<count).map { entry in
                let answer = UInt8(entry / Int(place.stride) % (Int(place.options) + 2))
                return answer < place.options
                    ? answer : AnswerCode.notRelevant + (answer - place.options)
            }
            sums.add(column.span, tables[place.item], node.combine)
        }
        sums.finish(count, node.combine, minimumValidShare: node.minimumValidShare)
        entries = sums.rows
    }

    /// Sets the place of every row's entry, for columns of `rows` bytes that lie item by item.
    ///
    /// A byte that is no option, which aggregation refuses afterwards, has some entry as well.
    func find(_ columns: Span<UInt8>, rows: Int, into found: inout [UInt16]) {
        precondition(found.count >= rows && places.allSatisfy { $0.end(rows) <= columns.count })
        // Because a loop without checks of bounds is done for several rows at once; the
        // precondition says that all rows are within both.
        unsafe columns.withUnsafeBufferPointer { columns in
            unsafe found.withUnsafeMutableBufferPointer { found in
                unsafe found.prefix(rows).update(repeating: 0)
                for place in places {
                    let answers = unsafe UnsafeBufferPointer(
                        rebasing: columns[(place.item * rows)..<place.end(rows)])
                    let (options, stride) = (place.options, place.stride)
                    for row in 0..<rows {
                        // The same, because each row has a byte and a place.
                        let byte = unsafe answers[row]
                        let answer =
                            min(byte, options) &+ (byte == AnswerCode.notAnswered ? 1 : 0)
                        unsafe found[row] &+= UInt16(answer) &* stride
                    }
                }
            }
        }
    }
}

extension LeafTable.Place {
    /// Where the item's column ends.
    fileprivate func end(_ rows: Int) -> Int { (item + 1) * rows }
}
