import GRDB
import GRDBSQLite
import SurveyProtocol

/// A prepared statement that is driven through SQLite's own functions.
///
/// GRDB makes a value and an array for each argument; for the statements of ingest that is half of
/// the writer's time. The statement stays GRDB's: it prepares, caches and finalizes it.
struct RawStatement {
    private let statement: Statement

    /// SQLite copies what it is given before the function returns.
    // Unsafe because SQLite writes this constant as the function pointer -1, which it never calls.
    private static let copied = unsafe unsafeBitCast(-1, to: sqlite3_destructor_type.self)

    /// The statement of a text, prepared once a connection.
    init(_ database: Database, sql: String) throws {
        statement = try database.cachedStatement(sql: sql)
    }

    /// Sets an argument, counted from 1.
    func bind(_ value: Int64, at index: Int32) {
        // Unsafe because GRDB hands out a pointer; the statement lives as long as this value.
        unsafe sqlite3_bind_int64(statement.sqliteStatement, index, value)
    }

    /// Sets an argument to the 16 bytes of an id.
    func bind(_ id: ResponseID, at index: Int32) {
        let words = (id.high.bigEndian, id.low.bigEndian)
        // Unsafe because SQLite takes a pointer; it copies the bytes before it returns.
        unsafe withUnsafeBytes(of: words) { bytes in
            _ = unsafe sqlite3_bind_blob(
                statement.sqliteStatement, index, bytes.baseAddress, 16, Self.copied)
        }
    }

    /// Sets an argument to the 32 bytes of a digest.
    func bind(_ digest: Digest, at index: Int32) {
        let words = digest.words
        let bytes = (
            words.0.bigEndian, words.1.bigEndian, words.2.bigEndian, words.3.bigEndian
        )
        // Unsafe because SQLite takes a pointer; it copies the bytes before it returns.
        unsafe withUnsafeBytes(of: bytes) { bytes in
            _ = unsafe sqlite3_bind_blob(
                statement.sqliteStatement, index, bytes.baseAddress, 32, Self.copied)
        }
    }

    /// Sets an argument to a few bytes, or to NULL.
    func bind(_ bytes: [UInt8]?, at index: Int32) {
        guard let bytes else { return bindNull(at: index) }
        // Unsafe because SQLite takes a pointer; it copies the bytes before it returns.
        unsafe bytes.withUnsafeBytes { bytes in
            _ = unsafe sqlite3_bind_blob(
                statement.sqliteStatement, index, bytes.baseAddress, Int32(bytes.count),
                Self.copied)
        }
    }

    /// Sets an argument to words as they lie in memory, or to NULL.
    func bind(words: [UInt64]?, at index: Int32) {
        guard let words else { return bindNull(at: index) }
        // Unsafe because SQLite takes a pointer; it copies the bytes before it returns.
        unsafe words.withUnsafeBytes { bytes in
            _ = unsafe sqlite3_bind_blob(
                statement.sqliteStatement, index, bytes.baseAddress, Int32(bytes.count),
                Self.copied)
        }
    }

    /// Sets an argument to a text, or to NULL.
    func bind(_ text: String?, at index: Int32) {
        guard let text else { return bindNull(at: index) }
        // Unsafe because SQLite takes a pointer; it copies the text before it returns.
        unsafe sqlite3_bind_text(
            statement.sqliteStatement, index, text, Int32(text.utf8.count), Self.copied)
    }

    private func bindNull(at index: Int32) {
        // Unsafe because GRDB hands out a pointer; the statement lives as long as this value.
        unsafe sqlite3_bind_null(statement.sqliteStatement, index)
    }

    /// Runs the statement with an argument whose bytes SQLite reads where they lie.
    func run(with bytes: Span<UInt8>, at index: Int32) throws {
        // Unsafe because SQLite keeps the pointer; it is taken back before the span ends.
        try unsafe bytes.withUnsafeBytes { bytes in
            // Because a nil destructor says that the bytes stay where they are.
            _ = unsafe sqlite3_bind_blob(
                statement.sqliteStatement, index, bytes.baseAddress, Int32(bytes.count), nil)
            defer { bindNull(at: index) }
            try run()
        }
    }

    /// Runs a statement that gives no rows.
    func run() throws {
        while try step() {}
    }

    /// Goes to the next row; false when there is none, and then the statement can be used again.
    func step() throws -> Bool {
        // Unsafe because GRDB hands out a pointer; the statement lives as long as this value.
        let code = unsafe sqlite3_step(statement.sqliteStatement)
        if code == SQLITE_ROW { return true }
        // Because a statement that failed says so once more here, the result is not looked at.
        _ = unsafe sqlite3_reset(statement.sqliteStatement)
        guard code == SQLITE_DONE else {
            throw DatabaseError(resultCode: ResultCode(rawValue: code))
        }
        return false
    }

    /// Leaves the remaining rows, so that the statement can be used again.
    func finish() {
        // Because the rows that were read are good, whatever a later one would say.
        _ = unsafe sqlite3_reset(statement.sqliteStatement)
    }

    /// A whole number of the present row, columns counted from 0.
    func integer(_ column: Int32) -> Int64 {
        // Unsafe because GRDB hands out a pointer; the statement lives as long as this value.
        unsafe sqlite3_column_int64(statement.sqliteStatement, column)
    }

    /// A text of the present row; nil for NULL.
    func text(_ column: Int32) -> String? {
        // Because the text lives until the next step and has as many bytes as said, zero bytes
        // among them; it is copied.
        guard let start = unsafe sqlite3_column_text(statement.sqliteStatement, column) else {
            return nil
        }
        let count = unsafe sqlite3_column_bytes(statement.sqliteStatement, column)
        let bytes = unsafe UnsafeBufferPointer(start: start, count: Int(count))
        return unsafe String(decoding: bytes, as: UTF8.self)  // because of the copy
    }

    /// Bytes of the present row.
    func bytes(_ column: Int32) -> [UInt8] {
        let count = unsafe sqlite3_column_bytes(statement.sqliteStatement, column)
        // Because the pointer holds as many bytes as said until the next step; they are copied.
        guard let start = unsafe sqlite3_column_blob(statement.sqliteStatement, column) else {
            return []
        }
        return unsafe Array(UnsafeRawBufferPointer(start: start, count: Int(count)))
    }

    /// The two words of an id of the present row; nil when the column does not hold 16 bytes.
    func id(_ column: Int32) -> (UInt64, UInt64)? {
        let count = unsafe sqlite3_column_bytes(statement.sqliteStatement, column)
        // Because the pointer holds as many bytes as said until the next step.
        guard count == 16, let start = unsafe sqlite3_column_blob(statement.sqliteStatement, column)
        else { return nil }
        // Because two words of eight bytes lie within the 16.
        let words = unsafe start.loadUnaligned(as: (UInt64, UInt64).self)
        return (UInt64(bigEndian: words.0), UInt64(bigEndian: words.1))
    }

    /// A digest of the present row; nil when the column does not hold 32 bytes.
    func digest(_ column: Int32) -> Digest? {
        let count = unsafe sqlite3_column_bytes(statement.sqliteStatement, column)
        // Because the pointer holds as many bytes as said until the next step.
        guard count == 32, let start = unsafe sqlite3_column_blob(statement.sqliteStatement, column)
        else { return nil }
        func word(_ index: Int) -> UInt64 {
            // Because four words of eight bytes lie within the 32.
            UInt64(
                bigEndian: unsafe start.loadUnaligned(fromByteOffset: index * 8, as: UInt64.self))
        }
        return Digest(words: (word(0), word(1), word(2), word(3)))
    }

    /// Whether a column of the present row is NULL.
    func isNull(_ column: Int32) -> Bool {
        // Unsafe because GRDB hands out a pointer; the statement lives as long as this value.
        unsafe sqlite3_column_type(statement.sqliteStatement, column) == SQLITE_NULL
    }

    /// How many bytes a column of the present row has.
    func byteCount(_ column: Int32) -> Int {
        // Unsafe because GRDB hands out a pointer; the statement lives as long as this value.
        Int(unsafe sqlite3_column_bytes(statement.sqliteStatement, column))
    }

    /// Hands over the bytes of a column of the present row where they lie.
    func withBytes<Value>(_ column: Int32, _ body: (RawSpan) throws -> Value) rethrows -> Value {
        // Because the pointer holds as many bytes as said until the next step.
        let start = unsafe sqlite3_column_blob(statement.sqliteStatement, column)
        let count = unsafe start == nil ? 0 : byteCount(column)
        let bytes = unsafe UnsafeRawBufferPointer(start: start, count: count)
        return try unsafe body(bytes.bytes)  // because of the same
    }

    /// Appends the first bytes of a column of the present row.
    func append(_ column: Int32, bytes count: Int, to bytes: inout [UInt8]) {
        withBytes(column) { span in
            // Unsafe because a pointer is handed out; the bytes are copied before it ends.
            unsafe span.extracting(first: count).withUnsafeBytes {
                unsafe bytes.append(contentsOf: $0)
            }
        }
    }

    /// Appends the first bytes of a column of the present row as words, as they lie in memory.
    func append(_ column: Int32, bytes count: Int, to words: inout [UInt64]) {
        let start = words.count * 8
        words.append(contentsOf: repeatElement(0, count: count / 8))
        withBytes(column) { span in
            // Unsafe because pointers are handed out; both ranges hold as many bytes, and are
            // checked against the array and the span.
            unsafe span.extracting(first: count).withUnsafeBytes { source in
                unsafe words.withUnsafeMutableBytes { target in
                    // Because of the same.
                    unsafe UnsafeMutableRawBufferPointer(rebasing: target[start...])
                        .copyMemory(from: source)
                }
            }
        }
    }
}
