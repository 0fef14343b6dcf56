/// Moments as snapshots hold them: one flat list of n, sum and squared deviations.
struct MomentsList: Decodable {
    let values: [Moments]

    init(from decoder: any Decoder) throws {
        let numbers = try decoder.singleValueContainer().decode([Double].self)
        guard numbers.count % 3 == 0 else {
            throw DecodingError.dataCorrupted(
                DecodingError.Context(
                    codingPath: decoder.codingPath,
                    debugDescription: "moments come in threes"))
        }
        values = try stride(from: 0, to: numbers.count, by: 3).map { place in
            guard let n = Int(exactly: numbers[place]), n >= 0 else {
                throw DecodingError.dataCorrupted(
                    DecodingError.Context(
                        codingPath: decoder.codingPath, debugDescription: "a count is no count"))
            }
            return Moments(n: n, sum: numbers[place + 1], squares: numbers[place + 2])
        }
    }
}
