/// Exact linear algebra with fractions.
enum TwinAlgebra {
    struct Fraction: Equatable {
        var top: Int
        var bottom: Int

        init(_ top: Int, _ bottom: Int = 1) {
            let divisor = max(1, Self.divisor(abs(top), abs(bottom)))
            let sign = bottom < 0 ? -1 : 1
            self.top = sign * top / divisor
            self.bottom = sign * bottom / divisor
        }

        private static func divisor(_ a: Int, _ b: Int) -> Int {
            b == 0 ? a : divisor(b, a % b)
        }

        static func - (a: Fraction, b: Fraction) -> Fraction {
            Fraction(a.top * b.bottom - b.top * a.bottom, a.bottom * b.bottom)
        }

        static func * (a: Fraction, b: Fraction) -> Fraction {
            Fraction(a.top * b.top, a.bottom * b.bottom)
        }

        static func / (a: Fraction, b: Fraction) -> Fraction {
            Fraction(a.top * b.bottom, a.bottom * b.top)
        }
    }

    static func rank(_ matrix: [[Int]]) -> Int {
        var rows = matrix.map { $0.map { Fraction($0) } }
        let columns = matrix.first?.count ?? 0
        let zero = Fraction(0)
        var rank = 0
        for column in 0..<columns {
            guard let pivot = (rank..<rows.count).first(where: { rows[$0][column] != zero })
            else { continue }
            rows.swapAt(rank, pivot)
            for row in (rank + 1)..<max(rank + 1, rows.count) where rows[row][column] != zero {
                let factor = rows[row][column] / rows[rank][column]
                for place in column..<columns {
                    rows[row][place] = rows[row][place] - factor * rows[rank][place]
                }
            }
            rank += 1
            if rank == rows.count { break }
        }
        return rank
    }

    /// Whether the equations, perhaps with one unknown known, determine an unknown.
    static func determines(_ unknown: Int, _ equations: [[Int]], count: Int) -> Bool {
        func unit(_ place: Int) -> [Int] { (0..<count).map { $0 == place ? 1 : 0 } }
        func follows(_ rows: [[Int]]) -> Bool {
            !rows.isEmpty && rank(rows) == rank(rows + [unit(unknown)])
        }
        if follows(equations) { return true }
        return (0..<count).contains { other in
            other != unknown && follows(equations + [unit(other)])
        }
    }
}
