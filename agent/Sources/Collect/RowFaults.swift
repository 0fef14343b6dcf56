/// Why one row of a file cannot go in, as many reasons as are wanted.
struct RowFaults {
    /// How many are listed.
    let listedMaximum: Int
    /// The first ones.
    private(set) var listed: [RowFault] = []
    /// How many more there are.
    private(set) var unlisted = 0

    /// No reason so far.
    init(listedMaximum: Int) {
        self.listedMaximum = listedMaximum
    }

    /// Whether nothing is wrong.
    var isEmpty: Bool { listed.isEmpty && unlisted == 0 }

    /// Adds a reason, which is only put together when it is listed.
    mutating func add(_ fault: @autoclosure () -> RowFault) {
        if listed.count < listedMaximum { listed.append(fault()) } else { unlisted += 1 }
    }
}
