/// Arithmetic modulo the prime 2⁶¹ − 1, which stands in for exact fractions.
///
/// A combination that vanishes over the fractions vanishes here too. The reverse could fail
/// only for determinants divisible by the prime, far larger than those of tables of 0 and 1
/// with a few ones a column.
enum Modular {
    static let prime: UInt64 = (1 << 61) - 1

    static func multiply(_ a: UInt64, _ b: UInt64) -> UInt64 {
        let product = a.multipliedFullWidth(by: b)
        let high = product.high << 3 | product.low >> 61
        return reduce((product.low & prime) + high)
    }

    static func add(_ a: UInt64, _ b: UInt64) -> UInt64 {
        reduce(a + b)
    }

    static func subtract(_ a: UInt64, _ b: UInt64) -> UInt64 {
        a >= b ? a - b : a + prime - b
    }

    static func inverse(_ a: UInt64) -> UInt64 {
        // Fermat: a^(p − 2).
        var result: UInt64 = 1
        var base = a
        var exponent = prime - 2
        while exponent > 0 {
            if exponent & 1 == 1 { result = multiply(result, base) }
            base = multiply(base, base)
            exponent >>= 1
        }
        return result
    }

    /// The inverses of many numbers for the price of one and some products; that of 0 is 0.
    static func inverses(_ numbers: [UInt64]) -> [UInt64] {
        var products: [UInt64] = []
        products.reserveCapacity(numbers.count)
        var product: UInt64 = 1
        for number in numbers {
            products.append(product)
            if number != 0 { product = multiply(product, number) }
        }
        var rest = inverse(product)
        var inverses = numbers
        for index in numbers.indices.reversed() where numbers[index] != 0 {
            inverses[index] = multiply(rest, products[index])
            rest = multiply(rest, numbers[index])
        }
        return inverses
    }

    private static func reduce(_ a: UInt64) -> UInt64 {
        a >= prime ? a - prime : a
    }
}
