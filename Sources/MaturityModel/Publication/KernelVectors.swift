/// Random vectors of the kernel of a table of 0 and 1, modulo the prime of `Modular`.
struct KernelVectors {
    /// By vector and column.
    private let vectors: [[UInt64]]

    /// Solves the table whose columns have a 1 in the given rows.
    init(_ columns: [[Int]], equations: Int, count: Int) {
        var rows = [[UInt64]](
            repeating: [UInt64](repeating: 0, count: columns.count), count: equations)
        for (column, ones) in columns.enumerated() {
            for row in ones { rows[row][column] = 1 }
        }
        let pivots = Self.reduce(&rows, columns.count)
        var random = FixedSequence()
        vectors = (0..<count).map { _ in
            var vector = (0..<columns.count).map { _ in random.next() % Modular.prime }
            for column in pivots { vector[column] = 0 }
            for (row, column) in pivots.enumerated() {
                var sum: UInt64 = 0
                for other in columns.indices where other != column && rows[row][other] != 0 {
                    sum = Modular.add(sum, Modular.multiply(rows[row][other], vector[other]))
                }
                vector[column] = Modular.subtract(0, sum)
            }
            return vector
        }
    }

    /// The entries of one column in all vectors.
    func coordinates(of column: Int) -> [UInt64] { vectors.map { $0[column] } }

    /// The sums of some columns less those of others in all vectors.
    func sum(of columns: [Int], less others: [Int]) -> [UInt64] {
        vectors.map { vector in
            let sum = columns.reduce(UInt64(0)) { Modular.add($0, vector[$1]) }
            return others.reduce(sum) { Modular.subtract($0, vector[$1]) }
        }
    }

    /// Brings the rows into reduced echelon form; returns the column of each leading 1.
    private static func reduce(_ rows: inout [[UInt64]], _ columns: Int) -> [Int] {
        var pivots: [Int] = []
        for column in 0..<columns where pivots.count < rows.count {
            let start = pivots.count
            guard let pivot = (start..<rows.count).first(where: { rows[$0][column] != 0 }) else {
                continue
            }
            rows.swapAt(start, pivot)
            let scale = Modular.inverse(rows[start][column])
            let leading = rows[start].map { Modular.multiply($0, scale) }
            rows[start] = leading
            for row in rows.indices where row != start && rows[row][column] != 0 {
                let factor = rows[row][column]
                for place in column..<columns where leading[place] != 0 {
                    rows[row][place] = Modular.subtract(
                        rows[row][place], Modular.multiply(factor, leading[place]))
                }
            }
            pivots.append(column)
        }
        return pivots
    }
}

/// All multiples and sums of a few vectors, modulo the prime of `Modular`.
struct ModularSpan {
    /// Each leads with a 1 at its place, where later ones have 0.
    private var basis: [(place: Int, vector: [UInt64])] = []

    init(_ vectors: [[UInt64]]) {
        for vector in vectors { self = adding(vector) }
    }

    /// The same with one vector more.
    func adding(_ vector: [UInt64]) -> ModularSpan {
        let rest = rest(of: vector)
        guard let place = rest.firstIndex(where: { $0 != 0 }) else { return self }
        let scale = Modular.inverse(rest[place])
        var span = self
        span.basis.append((place, rest.map { Modular.multiply($0, scale) }))
        return span
    }

    /// Whether a vector is one of them.
    func contains(_ vector: [UInt64]) -> Bool {
        rest(of: vector).allSatisfy { $0 == 0 }
    }

    private func rest(of vector: [UInt64]) -> [UInt64] {
        var rest = vector
        for (place, entry) in basis where rest[place] != 0 {
            let factor = rest[place]
            for index in rest.indices {
                rest[index] = Modular.subtract(
                    rest[index], Modular.multiply(factor, entry[index]))
            }
        }
        return rest
    }
}
