import GRDB

/// From a row for the answers of each revision to blocks; `AnswerBlock` has the format.
extension SQLiteSchema {
    /// Revisions of a block that is made of rows at most. Rows of an organization may have come
    /// one by one among those of all others; who reads in the order of arrival then comes to a
    /// block again for each.
    private static let packedRevisionsMaximum = 256

    private static let blocks = """
        CREATE TABLE answerBlock (
            organization INTEGER NOT NULL,
            sequence INTEGER NOT NULL,
            identities BLOB NOT NULL,
            sequences BLOB,
            codes BLOB NOT NULL,
            units BLOB,
            PRIMARY KEY (organization, sequence)
        ) STRICT, WITHOUT ROWID;

        -- Whose responses are of the same respondent, where one has a token: its first 16 bytes
        -- of SHA-256. A response stays here when another one of its respondent was accepted.
        CREATE TABLE respondent (
            organization INTEGER NOT NULL,
            respondent BLOB NOT NULL,
            id BLOB NOT NULL,
            PRIMARY KEY (organization, respondent, id)
        ) STRICT, WITHOUT ROWID;
        """

    /// Turns the table of answers into blocks, row by row: memory does not grow with the store.
    /// - Throws: `data-damaged` when a row cannot be read; nothing is changed then.
    static func packAnswers(_ database: Database) throws {
        try database.execute(sql: blocks)
        try database.execute(
            sql: """
                INSERT INTO respondent SELECT DISTINCT organization, respondent, id FROM answer
                    WHERE respondent IS NOT NULL ORDER BY organization, respondent, id
                """)
        let snapshots = try Int64.fetchAll(
            database, sql: "SELECT DISTINCT sequence FROM snapshot ORDER BY sequence")
        var packing = Packing(
            insertion: try RawStatement(database, sql: AnswerBlock.insertion),
            snapshots: snapshots)
        let rows = try RawStatement(
            database,
            sql: """
                SELECT organization, sequence, id, revision, digest, unit, codes FROM answer
                ORDER BY organization, sequence
                """)
        while try rows.step() { try packing.add(rows) }
        try packing.finish()
        try database.execute(sql: "DROP TABLE answer")
    }

    /// Gathers rows that are ordered by organization and place.
    private struct Packing {
        let insertion: RawStatement
        /// Places up to which snapshots counted: a block ends there, as those of ingest do.
        let snapshots: [Int64]
        private var organization: Int64 = 0
        private var block = AnswerBlock()

        init(insertion: RawStatement, snapshots: [Int64]) {
            self.insertion = insertion
            self.snapshots = snapshots
        }

        mutating func add(_ row: RawStatement) throws {
            guard let id = row.id(2), let digest = row.digest(4) else {
                throw AggregatorError(
                    .dataDamaged, "answers in the store cannot be read",
                    hint: "restore the last backup; nothing was changed")
            }
            let (organization, sequence) = (row.integer(0), row.integer(1))
            let codes = row.bytes(6)
            if organization != self.organization || ends(before: sequence, codes.count) {
                try finish()
                self.organization = organization
            }
            block.append(
                AnswerBlock.Identity(id: id, revision: row.integer(3), digest: digest),
                at: sequence, unit: row.text(5), codes: codes.span)
        }

        private func ends(before sequence: Int64, _ codeBytes: Int) -> Bool {
            guard let last = block.sequences.last else { return false }
            return block.count == SQLiteSchema.packedRevisionsMaximum
                || block.codeBytes != block.count * codeBytes
                || snapshots.contains { last <= $0 && $0 < sequence }
        }

        mutating func finish() throws {
            try block.write(of: organization, with: insertion)
            block = AnswerBlock()
        }
    }
}
