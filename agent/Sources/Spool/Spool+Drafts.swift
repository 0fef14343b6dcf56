import SurveyProtocol

#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

/// Responses that are being filled.
extension Spool {
    /// Saves a draft; durable when it returns.
    func save(_ draft: Draft) throws(DiskFault) {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        guard let data = try? encoder.encode(draft) else {
            throw DiskFault(kind: .failed, path: draft.path, detail: "cannot be encoded")
        }
        let file = DiskFile(path: draft.path, bytes: Array(data))
        try locked { () throws(DiskFault) in
            try makeFolders(draft.round)
            try disk.place([file])
        }
    }

    /// The drafts of a round, oldest first. A damaged one goes to quarantine.
    func drafts(_ round: String) throws(DiskFault) -> [Draft] {
        let folder = Self.folder(round, .drafts)
        var drafts: [Draft] = []
        for name in try disk.list(folder) where name.hasSuffix(".json") && !name.hasPrefix(".") {
            let path = "\(folder)/\(name)"
            let bytes = try disk.read(path)
            if let draft = try? JSONDecoder().decode(Draft.self, from: Data(bytes)),
                draft.format == Draft.format, draft.path == path
            {
                drafts.append(draft)
            } else {
                let stem = String(name.dropLast(5))
                try locked { () throws(DiskFault) in
                    try setAside(path, name: name, stem: stem, detail: "the draft is unreadable")
                }
            }
        }
        return drafts
    }

    /// Removes a draft whose response is sealed, or that its writer gave up.
    func remove(_ draft: Draft) throws(DiskFault) {
        try locked { () throws(DiskFault) in try disk.remove([draft.path]) }
    }

    /// How many responses are in each state of a round.
    func counts(
        _ round: String, of states: [SpoolState] = SpoolState.allCases
    ) throws(DiskFault) -> [SpoolState: Int] {
        var counts: [SpoolState: Int] = [:]
        let isDraft: (String) -> Bool = { $0.hasSuffix(".json") && !$0.hasPrefix(".") }
        for state in states {
            switch state {
            case .drafts:
                counts[state] = try disk.list(Self.folder(round, state)).filter(isDraft).count
            case .quarantine: counts[state] = try damaged(round).count
            case .waiting, .acknowledged, .held, .returned, .refused:
                counts[state] = try entries(round, state).count
            }
        }
        return counts
    }

    /// The names of the files of a round that were found altered on this computer.
    func damaged(_ round: String) throws(DiskFault) -> [String] {
        try disk.list(Self.folder(round, .quarantine))
            .filter { !$0.hasSuffix(".problem.json") && !$0.hasPrefix(".") }
    }
}
