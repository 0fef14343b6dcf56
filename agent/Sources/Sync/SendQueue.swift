/// What a sync has to send, in order, and how far it has come.
struct SendQueue: Sendable {
    private var entries: [SpoolEntry] = []
    private var position = 0
    /// Why rounds are left out, by round.
    private(set) var skipped: [String: TransportFault] = [:]

    /// How many are left, those of rounds that are left out with them.
    var remaining: Int { entries.count - position }

    /// Whether nothing is due any more.
    var isEmpty: Bool { !entries[position...].contains(where: isDue) }

    /// Responses of the first round that is due, as many at most.
    func batch(of countMaximum: Int) -> [SpoolEntry] {
        guard let start = entries[position...].firstIndex(where: isDue) else { return [] }
        let round = entries[start].round
        var batch: [SpoolEntry] = []
        batch.reserveCapacity(min(countMaximum, entries.count - start))
        for entry in entries[start...] where isDue(entry) {
            guard entry.round == round, batch.count < countMaximum else { break }
            batch.append(entry)
        }
        return batch
    }

    /// Adds responses at the end.
    mutating func add(_ more: [SpoolEntry]) {
        if entries.isEmpty { entries = more } else { entries += more }
    }

    /// Leaves a round out.
    mutating func leaveOut(_ round: String, because fault: TransportFault) {
        skipped[round] = fault
    }

    /// Goes past responses that were dealt with, and others that are not due.
    mutating func pass(_ sent: [SpoolEntry], _ dropped: [SpoolEntry]) {
        // Nearly always they are those at the front, in order.
        var (sent, dropped) = (sent[...], dropped[...])
        while position < entries.count {
            if let next = sent.first, entries[position] == next {
                sent.removeFirst()
            } else if let next = dropped.first, entries[position] == next {
                dropped.removeFirst()
            } else if isDue(entries[position]) {
                break
            }
            position += 1
        }
        let others = Set(sent + dropped)
        while position < entries.count,
            others.contains(entries[position]) || !isDue(entries[position])
        {
            position += 1
        }
    }

    /// Goes to a response, which is the next one then.
    mutating func advance(to entry: SpoolEntry) {
        while position < entries.count, entries[position] != entry { position += 1 }
    }

    /// Goes past one response.
    mutating func passFirst() { position += 1 }

    private func isDue(_ entry: SpoolEntry) -> Bool {
        skipped.isEmpty || skipped[entry.round] == nil
    }
}
