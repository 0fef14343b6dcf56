#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

/// The files of the form beside the spool, below the agent's home.
extension Home {
    /// The invitations of a round; an empty list when there are none.
    func invitations(_ round: String) throws -> InvitationList {
        try stored("invitations/\(round).json") ?? InvitationList()
    }

    /// Keeps the invitations of a round; durable when it returns.
    func save(_ list: InvitationList, round: String) throws {
        try store(list, folder: "invitations", name: "\(round).json")
    }

    /// What the coordinator filled in at the own place, and remarks, in a round.
    func notes(_ round: String) throws -> FormNotes {
        try stored("notes/\(round).json") ?? FormNotes()
    }

    /// Keeps the notes of a round.
    func save(_ notes: FormNotes, round: String) throws {
        try store(notes, folder: "notes", name: "\(round).json")
    }

    /// Where imported responses of a round came from.
    func importPlaces(_ round: String) throws -> ImportPlaces {
        try stored("imports/\(round).json") ?? ImportPlaces()
    }

    /// Keeps where imported responses of a round came from.
    func save(_ places: ImportPlaces, round: String) throws {
        try store(places, folder: "imports", name: "\(round).json")
    }

    /// Which responses the own results of a round count.
    func selection(_ round: String) throws -> FrozenSelection {
        try stored("results/\(round).json") ?? FrozenSelection()
    }

    /// Keeps which responses the own results count.
    func save(_ selection: FrozenSelection, round: String) throws {
        try store(selection, folder: "results", name: "\(round).json")
    }

    /// The published figures of a round that were fetched; nil when there are none, or the file
    /// cannot be read: then they are fetched again.
    func published(_ round: String) -> PublishedCopy? {
        try? stored("published/\(round).json")
    }

    /// Keeps the published figures of a round; durable when it returns.
    func save(_ copy: PublishedCopy, round: String) throws {
        try store(copy, folder: "published", name: "\(round).json")
    }

    /// Forgets the published figures of a round.
    func removePublished(_ round: String) throws {
        try disk.remove(["published/\(round).json"])
    }

    /// Forgets the published figures of all rounds but some.
    func removePublished(except rounds: [String]) throws {
        let kept = Set(rounds.map { "\($0).json" })
        let gone = try disk.list("published").filter { !kept.contains($0) }
        guard !gone.isEmpty else { return }
        try disk.remove(gone.map { "published/\($0)" })
    }

    private func stored<Value: Decodable>(_ path: String) throws -> Value? {
        guard let bytes = try optional(path) else { return nil }
        guard let value = try? JSONDecoder().decode(Value.self, from: Data(bytes)) else {
            throw HomeFault.damaged(path, "it is not what the form wrote")
        }
        return value
    }

    private func store(_ value: some Encodable, folder: String, name: String) throws {
        try disk.makeFolder(folder)
        try disk.place([DiskFile(path: "\(folder)/\(name)", bytes: try JSONFile.bytes(value))])
    }
}
