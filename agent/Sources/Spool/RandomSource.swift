/// Where random bits come from.
protocol RandomSource {
    /// 64 random bits.
    func next() -> UInt64
}
