/// How an import went; the output of `import --json`.
struct ImportReport: Codable, Hashable, Sendable {
    /// The round's id.
    let round: String
    /// Whether nothing was written because `--dry-run` was given.
    let dryRun: Bool
    /// The sheet that was read; absent when the file was no workbook.
    var sheet: String?
    /// Rows of respondents that had no response.
    var new = 0
    /// Those of the new that may be rows imported before, changed or given a label since, so that
    /// their respondents count twice.
    var maybeTwice = 0
    /// Rows that became a new revision.
    var changed = 0
    /// Rows that say what is there already, or what they said before the response was corrected.
    var unchanged = 0
    /// Those of the unchanged whose response was corrected here after its row was imported.
    var corrected = 0
    /// Rows that were not taken.
    var refused = 0
    /// Why they were not taken: every reason, as far as there is room.
    private(set) var errors: [RowFault] = []
    /// Reasons that are not among these.
    private(set) var unlisted = 0
    /// Answers of rows that were taken, to questions that other answers rule out.
    var irrelevant = IrrelevantAnswers()

    /// Reasons that are listed of one row.
    static let errorsOfRowMaximum = 50
    /// Reasons that are listed of a file.
    static let errorsMaximum = 1_000

    /// How many reasons can still be listed of the next row.
    var errorsRoom: Int { min(Self.errorsOfRowMaximum, Self.errorsMaximum - errors.count) }

    /// Takes in a row that is not taken.
    mutating func refuse(_ faults: RowFaults) {
        refused += 1
        errors += faults.listed
        unlisted += faults.unlisted
    }

    /// Rows that hold anything.
    var rows: Int { new + changed + unchanged + refused }

    /// Whether anything of the file is, or would be, in the spool.
    var hasTaken: Bool { new + changed + unchanged > 0 }
}
