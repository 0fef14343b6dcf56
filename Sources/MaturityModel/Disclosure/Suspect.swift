/// A shown cell whose residue in one cut is to be checked; the largest comes first.
struct Suspect: Comparable {
    let n: Int32
    let cut: Int
    let cell: Int

    static func < (left: Suspect, right: Suspect) -> Bool {
        if left.n != right.n { return left.n > right.n }
        if left.cut != right.cut { return left.cut < right.cut }
        return left.cell < right.cell
    }
}
