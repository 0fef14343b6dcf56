import SurveyProtocol

/// What the centre gave back, and what it turned out to lack.
extension Spool {
    /// Marks responses that the centre gave back, with the reason; how many are so now.
    ///
    /// One that a newer revision here answers already stays where it is, and so does one that is
    /// not on this computer.
    func giveBack(_ returns: [ReturnedResponse], round: String) throws(DiskFault) -> Int {
        try locked { () throws(DiskFault) in
            var known: [ResponseID: [SpoolEntry]] = [:]
            for state in SpoolState.sealed {
                for entry in try entries(round, state) {
                    known[entry.id, default: []].append(entry)
                }
            }
            var reasons: [DiskFile] = []
            var moves: [SpoolMove] = []
            for returned in returns {
                let own = known[returned.id] ?? []
                guard let entry = own.first(where: { $0.digest == returned.digest }),
                    entry.revision == returned.revision, entry.state != .returned,
                    !own.contains(where: { $0.revision > entry.revision })
                else { continue }
                let folder = Self.folder(round, .returned)
                reasons.append(
                    Self.reason(Self.problem(returned), folder: folder, stem: entry.stem))
                moves.append(SpoolMove(entry: entry, state: .returned))
            }
            guard !moves.isEmpty else { return 0 }
            try makeFolders(round)
            try disk.place(reasons)
            try move(moves)
            return moves.count
        }
    }

    private static func problem(_ returned: ReturnedResponse) -> ReportedProblem {
        let code = ProblemCode.responseReturned
        let reason = returned.reason.utf8.prefix(Limits.reasonBytesMaximum)
        return ReportedProblem(
            code: code.rawValue, title: code.title,
            detail: String(decoding: reason, as: UTF8.self), hint: code.hint)
    }

    /// Puts responses that the centre lacks back to those that wait; durable when it returns.
    /// - Returns: where they are now, in the same order.
    func requeue(_ entries: [SpoolEntry]) throws(DiskFault) -> [SpoolEntry] {
        guard let round = entries.first?.round else { return [] }
        return try locked { () throws(DiskFault) in
            try makeFolders(round)
            return try move(entries.map { SpoolMove(entry: $0, state: .waiting) })
        }
    }

    /// Puts returned responses that a newer revision answers back to those that the centre has.
    ///
    /// The caller holds the lock.
    func closeReturns(_ round: String) throws(DiskFault) {
        let returned = try entries(round, .returned)
        guard !returned.isEmpty else { return }
        var newest: [ResponseID: Int] = [:]
        for state in SpoolState.sealed {
            for entry in try entries(round, state) {
                newest[entry.id] = max(newest[entry.id] ?? 0, entry.revision)
            }
        }
        let answered = returned.filter { (newest[$0.id] ?? 0) > $0.revision }
        try move(answered.map { SpoolMove(entry: $0, state: .acknowledged) })
    }
}
