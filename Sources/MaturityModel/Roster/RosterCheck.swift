/// Finds what is wrong with the organizations of a roster.
struct RosterCheck {
    private let organizations: [RosterOrganization]
    private var faults: [RosterFault] = []
    private var indexByID: [String: Int] = [:]

    static func faults(of organizations: [RosterOrganization]) -> [RosterFault] {
        var check = RosterCheck(organizations: organizations)
        check.run()
        return check.faults
    }

    private init(organizations: [RosterOrganization]) {
        self.organizations = organizations
    }

    private mutating func run() {
        guard organizations.count <= RosterLimits.organizationsMaximum else {
            report(
                .limitExceeded, RosterLimits.organizationsMaximum, "id",
                "there are \(organizations.count) organizations",
                "have at most \(RosterLimits.organizationsMaximum)")
            return
        }
        for (index, organization) in organizations.enumerated() {
            if indexByID.updateValue(index, forKey: organization.id) != nil {
                report(
                    .duplicateOrganization, index, "id", "`\(organization.id)` occurs twice",
                    "keep one row of it")
            }
        }
        for (index, organization) in organizations.enumerated() { check(organization, index) }
    }

    private mutating func report(
        _ code: RosterFault.Code, _ index: Int, _ column: String, _ message: String,
        _ hint: String
    ) {
        faults.append(
            RosterFault(code: code, index: index, column: column, message: message, hint: hint))
    }

    private mutating func check(_ organization: RosterOrganization, _ index: Int) {
        checkIdentifier(organization.id, index, "id")
        checkIdentifier(organization.kind, index, "kind")
        if let sector = organization.sector { checkIdentifier(sector, index, "sector") }
        checkPeople(organization.invited, index, "invited")
        checkPeople(organization.employees, index, "employees")
        checkParent(organization, index)
        if !organization.name.utf8.contains(where: { $0 > 0x20 }) {
            report(.emptyName, index, "name", "the name is empty", "write its name")
        } else if organization.name.utf8.count > RosterLimits.nameBytesMaximum {
            report(
                .limitExceeded, index, "name",
                "the name has \(organization.name.utf8.count) bytes",
                "write at most \(RosterLimits.nameBytesMaximum)")
        } else if let character = HiddenCharacter.first(in: organization.name, isOneLine: true) {
            report(
                .controlCharacter, index, "name", "the name has the control character \(character)",
                "write it as plain text on one line")
        }
    }

    private mutating func checkIdentifier(_ text: String, _ index: Int, _ column: String) {
        guard !text.isEmpty else {
            report(
                .malformedIdentifier, index, column, "the \(column) is empty",
                "write one, of letters A–Z, digits, `.`, `_` and `-`")
            return
        }
        guard !IdentifierText.isValid(text) else { return }
        report(
            .malformedIdentifier, index, column, "the \(column) is no identifier",
            "use letters A–Z, digits, `.`, `_` and `-`, a letter or digit first, at most "
                + "\(IdentifierText.bytesMaximum) in all")
    }

    private mutating func checkPeople(_ people: Int?, _ index: Int, _ column: String) {
        guard let people, !(0...RosterLimits.peopleMaximum).contains(people) else { return }
        report(
            .outOfRange, index, column, "\(people) is out of range",
            "write a number from 0 to \(RosterLimits.peopleMaximum), or leave it empty")
    }

    private mutating func checkParent(_ organization: RosterOrganization, _ index: Int) {
        guard let first = organization.parent else { return }
        guard indexByID[first] != nil else {
            report(
                .unknownParent, index, "parent", "no organization is called `\(first)`",
                "add it to the roster, or correct the parent")
            return
        }
        var parent: String? = first
        for _ in 0..<RosterLimits.parentDepthMaximum {
            guard let id = parent else { return }
            if id == organization.id {
                report(
                    .parentCycle, index, "parent", "the organization is above itself",
                    "let one of the organizations above it have no parent")
                return
            }
            parent = indexByID[id].flatMap { organizations[$0].parent }
        }
        guard parent != nil else { return }
        report(
            .limitExceeded, index, "parent", "the organization is too deep, or above it is a loop",
            "have at most \(RosterLimits.parentDepthMaximum) levels of parents")
    }
}
