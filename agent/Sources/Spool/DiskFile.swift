/// A file to be put in its place.
struct DiskFile: Hashable, Sendable {
    /// Where, relative to the home.
    var path: String
    /// All of its bytes.
    var bytes: [UInt8]
}
