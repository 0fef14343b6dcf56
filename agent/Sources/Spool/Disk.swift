/// The files below the agent's home, as durable steps.
///
/// Paths are relative to the home, with `/` between names. When a call returns, what it promised
/// survives a power cut; when it throws, nothing was promised. Reading is possible from several
/// threads at the same time. One contract suite runs against the real disk and its memory twin.
protocol Disk: Sendable {
    /// The bytes of a file; none of what is no file, such as a folder in its place.
    /// - Throws: `missing` when there is none.
    func read(_ path: String) throws(DiskFault) -> [UInt8]

    /// Reads many small files of a folder one after the other, until `take` says that it is enough.
    ///
    /// The bytes are lent for the call. A file that somebody writes meanwhile may seem to end
    /// earlier than it does: this is for files that prove themselves.
    /// - Throws: `missing` when one of them is not there.
    func read(
        _ names: [String], in folder: String, _ take: (ArraySlice<UInt8>) -> Bool
    ) throws(DiskFault)

    /// The last byte of a file; nil when it is empty.
    /// - Throws: `missing` when there is none.
    func lastByte(of path: String) throws(DiskFault) -> UInt8?

    /// The names in a folder, sorted; none when there is no such folder.
    func list(_ folder: String) throws(DiskFault) -> [String]

    /// The names in each of many folders.
    func list(_ folders: [String]) throws(DiskFault) -> [[String]]

    /// Makes a folder and those above it, for this user alone (0700); an existing one is fine.
    func makeFolder(_ folder: String) throws(DiskFault)

    /// Puts whole files in their places, replacing what was there.
    ///
    /// Each file is complete or absent at every moment; the folders must exist. After a failure
    /// some of the files may be in place and others not.
    func place(_ files: [DiskFile]) throws(DiskFault)

    /// Moves files, replacing what was there; a source that does not exist is skipped.
    ///
    /// Each is at one of its two places at every moment. A folder moves with everything in it, to
    /// where nothing is or an empty folder.
    func move(_ moves: [DiskMove]) throws(DiskFault)

    /// Appends to a file, which is made when it is absent. A cut may leave a part of the bytes.
    func append(_ bytes: [UInt8], to path: String) throws(DiskFault)

    /// Removes files that hold nothing worth keeping; an absent one is fine.
    func remove(_ paths: [String]) throws(DiskFault)

    /// Removes folders in which nothing is; others, and absent ones, stay as they are.
    func removeEmpty(_ folders: [String]) throws(DiskFault)

    /// Bytes that are free on the disk for this user; nil when the system does not say.
    func freeBytes() -> Int?

    /// Takes the lock at the path; nil when another process has it.
    ///
    /// The lock ends with the value, or with the process however it dies.
    func lock(_ path: String) throws(DiskFault) -> (any DiskLock)?
}
