import SurveyProtocol

/// The invitations of a round: the contents of `invitations/ROUND.json`, for this user alone.
struct InvitationList: Codable, Hashable, Sendable {
    /// The format of the file.
    static let format = "survey-agent-invitations/1"
    /// Invitations of one round.
    static let countMaximum = 2_000
    /// Bytes of a label.
    static let labelBytesMaximum = 200

    /// Always `format`.
    var format = InvitationList.format
    /// Whether the links and codes work.
    var isOpen = true
    /// In the order of their numbers.
    var invitations: [Invitation] = []

    /// Adds anonymous invitations.
    /// - Returns: how many there was room for.
    mutating func add(anonymous count: Int, _ device: Device) -> Int {
        let added = max(0, min(count, Self.countMaximum - invitations.count))
        for _ in 0..<added { append(label: nil, device) }
        return added
    }

    /// Adds invitations for labels that have none yet.
    /// - Returns: how many were added.
    mutating func add(labels: [String], _ device: Device) -> Int {
        var known = Set(invitations.compactMap(\.label))
        var added = 0
        for label in labels where !label.isEmpty && label.utf8.count <= Self.labelBytesMaximum {
            guard invitations.count < Self.countMaximum, known.insert(label).inserted else {
                continue
            }
            append(label: label, device)
            added += 1
        }
        return added
    }

    /// The invitation with a number.
    subscript(number number: Int) -> Invitation? {
        get { invitations.first { $0.number == number } }
        set {
            guard let newValue, let place = invitations.firstIndex(where: { $0.number == number })
            else { return }
            invitations[place] = newValue
        }
    }

    /// How many have been answered.
    var answered: Int { invitations.filter(\.isUsed).count }

    /// The numbers of the invitations by which responses were given, as far as that is known.
    var answeredBy: [ResponseID: Int] {
        let pairs = invitations.compactMap { one in one.response.map { ($0, one.number) } }
        return Dictionary(pairs) { first, _ in first }
    }

    private mutating func append(label: String?, _ device: Device) {
        let number = (invitations.last?.number ?? 0) + 1
        invitations.append(
            Invitation(number: number, code: InvitationCode.mint(device), label: label))
    }
}
