/// Linear equations modulo a prime large enough that no accident matters.
struct ModularMatrix {
    private static let prime = 2_147_483_647
    private var rows: [[Int]]

    init(_ rows: [[Int]]) {
        self.rows = rows.map { $0.map { (($0 % Self.prime) + Self.prime) % Self.prime } }
    }

    private static func inverse(_ number: Int) -> Int {
        var result = 1
        var base = number
        var exponent = prime - 2
        while exponent > 0 {
            if exponent % 2 == 1 { result = result * base % prime }
            base = base * base % prime
            exponent /= 2
        }
        return result
    }

    /// The reduced rows: each has a 1 where all others have 0.
    func reduced() -> [[Int]] {
        var rows = rows
        var done = 0
        for column in 0..<(rows.first?.count ?? 0) {
            guard let pivot = (done..<rows.count).first(where: { rows[$0][column] != 0 }) else {
                continue
            }
            rows.swapAt(done, pivot)
            let scale = Self.inverse(rows[done][column])
            rows[done] = rows[done].map { $0 * scale % Self.prime }
            for row in rows.indices where row != done && rows[row][column] != 0 {
                let factor = rows[row][column]
                for place in rows[row].indices {
                    let change = factor * rows[done][place] % Self.prime
                    rows[row][place] = (rows[row][place] - change + Self.prime) % Self.prime
                }
            }
            done += 1
            if done == rows.count { break }
        }
        return Array(rows.prefix(done))
    }

    /// Unknowns that the equations determine.
    func determined() -> [Int] {
        reduced().compactMap { row in
            let places = row.indices.filter { row[$0] != 0 }
            return places.count == 1 ? places[0] : nil
        }
    }

    /// Whether some unknown is determined, or would be to somebody who knows one other.
    func givesSomebodyAway(count: Int) -> Bool {
        if !determined().isEmpty { return true }
        return (0..<count).contains { known in
            let fact = (0..<count).map { $0 == known ? 1 : 0 }
            return ModularMatrix(rows + [fact]).determined().contains { $0 != known }
        }
    }
}
