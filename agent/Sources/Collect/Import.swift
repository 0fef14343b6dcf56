import Formats
import MaturityModel
import SurveyProtocol

/// Takes a file of answers into the spool.
///
/// The same file again changes nothing: a respondent's label, or for a nameless row the file's
/// name with the row's own content, leads to the same token, and equal answers are left alone. So
/// is a response that was corrected here since its row, which still says the same, was imported.
/// A row without a label that is changed is another respondent, since nothing says otherwise.
struct Import {
    /// Responses that are brought to the disk together.
    static let sealedTogetherMaximum = 1_000

    let sealer: Sealer
    let key: RespondentKey
    let spool: Spool
    /// The file's name without folders; it tells nameless rows of different files apart.
    let fileName: String
    var isDryRun = false
    /// The sheet to read of a workbook; nil for the first that is shown and holds something.
    var sheet: String?

    /// Reads all rows, then seals those that can go in.
    /// - Throws: what makes the whole file unusable; nothing went in then.
    func run(_ bytes: [UInt8]) throws -> ImportReport {
        var report = ImportReport(round: sealer.round.id, dryRun: isDryRun)
        let rows = try read(bytes, &report)
        let known = try KnownResponses(sealer.round.id, in: spool)
        var pending: [(id: ResponseID, revision: Int, bytes: [UInt8])] = []
        let home = Home(disk: spool.disk)
        let kept = try home.importPlaces(sealer.round.id)
        let invited = try home.invitations(sealer.round.id).answeredBy
        let tokens = tokens(rows)
        let earlier = EarlierRows(
            known, kept, except: Set(tokens.compactMap { known.byToken[$0.0]?.id }))
        var places = kept
        for (token, row) in tokens {
            let before = known.byToken[token]
            let fingerprint = row.answers.fingerprint(of: sealer.questionnaire)
            let isAsImported = before.map { places[$0.id]?.content == fingerprint } ?? false
            if let before, isAsImported || before.fingerprint == fingerprint {
                report.unchanged += 1
                if before.fingerprint != fingerprint { report.corrected += 1 }
                places[before.id] = place(of: row, fingerprint)
                continue
            }
            if let number = before.flatMap({ invited[$0.id] }) {
                report.refuse(Self.answeredByLink(row, number, report.errorsRoom))
                continue
            }
            if before == nil { report.new += 1 } else { report.changed += 1 }
            let mayBeEarlier =
                isNameless(row)
                ? earlier.mayHold(row, of: fileName) : earlier.said(fingerprint)
            if before == nil, mayBeEarlier { report.maybeTwice += 1 }
            guard !isDryRun else { continue }
            let response = sealer.response(
                row.answers, token: token, as: sealer.succession(of: before),
                startedAt: sealer.device.timestamp)
            places[response.id] = place(of: row, fingerprint)
            pending.append((response.id, response.revision, response.sealed()))
            if pending.count == Self.sealedTogetherMaximum { try seal(&pending) }
        }
        try seal(&pending)
        // Last: without it nothing is lost, and the same file again makes it good.
        if !isDryRun, places != kept { try home.save(places, round: sealer.round.id) }
        return report
    }

    /// Answers that somebody gave with a link of their own are theirs alone, as in the form.
    private static func answeredByLink(
        _ row: AnswerSheet.Row, _ number: Int, _ listedMaximum: Int
    ) -> RowFaults {
        var faults = RowFaults(listedMaximum: listedMaximum)
        faults.add(
            RowFault(
                line: row.line, column: "respondent",
                reason: "this respondent has answered with invitation \(number), and only who has"
                    + " its link or code can correct that; leave the row out"))
        return faults
    }

    private func place(of row: AnswerSheet.Row, _ content: Digest) -> ImportPlaces.Place {
        ImportPlaces.Place(file: fileName, line: row.line, content: content)
    }

    private func seal(
        _ pending: inout [(id: ResponseID, revision: Int, bytes: [UInt8])]
    ) throws {
        guard !pending.isEmpty else { return }
        _ = try spool.seal(pending, round: sealer.round.id)
        pending.removeAll(keepingCapacity: true)
    }

    private func read(_ bytes: [UInt8], _ report: inout ImportReport) throws -> [AnswerSheet.Row] {
        let table = try table(bytes)
        report.sheet = table.sheet
        guard let header = table.rows.first else {
            throw CollectFault(
                "file-unusable", "\(fileName): the file is empty",
                hint: "the first line must hold the columns' names")
        }
        let sheet = try AnswerSheet(header: header, of: sealer.questionnaire)
        var rows: [AnswerSheet.Row] = []
        var lines: [String: Int] = [:]
        for cells in table.rows.dropFirst() {
            guard let read = sheet.read(cells, faultsMaximum: report.errorsRoom) else { continue }
            let row = read.row
            var faults = read.faults
            let label = label(of: row)
            if let fault = repeatedFault(row, label, lines) { faults.add(fault) }
            guard faults.isEmpty else {
                report.refuse(faults)
                continue
            }
            if let label { lines[label] = row.line }
            report.irrelevant.take(row, of: sealer.questionnaire)
            rows.append(row)
        }
        return rows
    }

    /// The rows of the file.
    ///
    /// A quotation mark that is not closed makes the whole file unusable: where the next row
    /// begins is anybody's guess then.
    private func table(_ bytes: [UInt8]) throws(CollectFault) -> TableFile {
        do throws(TableFault) {
            return try TableFile.read(bytes, sheet: sheet)
        } catch {
            throw CollectFault(
                "file-unusable", "\(fileName): \(error.text)",
                hint: "correct the file and import it again; nothing was imported")
        }
    }

    /// What only one row may have: the respondent's label, or in a round of joint answers nothing
    /// at all; nil where there may be any number.
    private func label(of row: AnswerSheet.Row) -> String? {
        guard sealer.round.mode != .joint else { return "" }
        return row.respondent.isEmpty ? nil : row.respondent
    }

    /// Whether nothing but the row itself says whose it is.
    private func isNameless(_ row: AnswerSheet.Row) -> Bool {
        sealer.round.mode == .respondents && row.respondent.isEmpty
    }

    /// Two rows of one respondent contradict each other; the first one counts.
    private func repeatedFault(
        _ row: AnswerSheet.Row, _ label: String?, _ lines: [String: Int]
    ) -> RowFault? {
        guard let label, let line = lines[label] else { return nil }
        let isJoint = sealer.round.mode == .joint
        return RowFault(
            line: row.line, column: isJoint ? "" : "respondent",
            reason: isJoint
                ? "the round takes one joint answer, and line \(line) has it"
                : "the same respondent is on line \(line)")
    }

    /// The rows with their respondents' tokens.
    private func tokens(_ rows: [AnswerSheet.Row]) -> [(String, AnswerSheet.Row)] {
        var occurrences: [Digest: Int] = [:]
        return rows.map { row in
            guard sealer.round.mode == .respondents else {
                return (key.jointToken(round: sealer.round.id), row)
            }
            guard row.respondent.isEmpty else {
                return (key.token(round: sealer.round.id, label: row.respondent), row)
            }
            let content = row.answers.fingerprint(of: sealer.questionnaire)
            occurrences[content, default: 0] += 1
            // A zero byte cannot be in a label, so that no label leads to the same token.
            let label = "\(fileName)\0\(content)\0\(occurrences[content] ?? 0)"
            return (key.token(round: sealer.round.id, label: label), row)
        }
    }
}
