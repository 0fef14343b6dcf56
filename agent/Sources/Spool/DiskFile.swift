/// A file to be put in its place.
struct DiskFile: Hashable, Sendable {
    /// Where, relative to the home.
    var path: String
    /// All of its bytes.
    var bytes: [UInt8]
}

/// A file to be moved.
struct DiskMove: Hashable, Sendable {
    /// From where, relative to the home.
    var source: String
    /// To where, relative to the home.
    var target: String
}
