/// A file to be moved.
struct DiskMove: Hashable, Sendable {
    /// From where, relative to the home.
    var source: String
    /// To where, relative to the home.
    var target: String
}
