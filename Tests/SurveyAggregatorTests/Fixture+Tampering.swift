import GRDB

@testable import SurveyAggregator

/// What a disk or a stranger could do to the store, and a look into it.
extension Fixture {
    /// Alters the store behind the program's back.
    func tamper(_ statement: String) throws {
        try aggregator.store.write { try $0.execute(sql: statement) }
    }

    /// The first column of what a query finds.
    func texts(_ query: String) throws -> [String] {
        try aggregator.reader.read { try String.fetchAll($0, sql: query) }
    }
}
