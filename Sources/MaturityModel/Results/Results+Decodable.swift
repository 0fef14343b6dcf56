extension Results: Decodable {
    private enum Name: String, CodingKey {
        case format, rules, settings, roster, questionnaire, organizations, reliability
    }

    /// Reads the bytes of `snapshotBytes` back; anything else is an error.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: Name.self)
        let format = try container.decode(String.self, forKey: .format)
        let rules = try container.decode(String.self, forKey: .rules)
        guard format == Self.snapshotFormat, rules == Self.rulesVersion else {
            throw DecodingError.dataCorruptedError(
                forKey: .format, in: container,
                debugDescription: "this program reads `\(Self.snapshotFormat)` of rules "
                    + "\(Self.rulesVersion), not `\(format)` of rules \(rules)")
        }
        let document = try container.decode(DocumentNode.self, forKey: .questionnaire)
        guard case .success(let questionnaire) = QuestionnaireReader.read(document) else {
            throw DecodingError.dataCorruptedError(
                forKey: .questionnaire, in: container,
                debugDescription: "the snapshot's questionnaire has faults")
        }
        self.questionnaire = questionnaire
        roster = try container.decode(Roster.self, forKey: .roster)
        settings = try container.decode(RoundSettings.self, forKey: .settings)
        organizations = try container.decode([OrganizationFigures].self, forKey: .organizations)
        reliability = try container.decode([ReliabilitySums].self, forKey: .reliability)
        let plan = ScoringPlan(questionnaire)
        guard organizations.count == roster.organizations.count,
            organizations.allSatisfy({ $0.fits(plan) }),
            reliability.count == questionnaire.categories.count
        else {
            throw DecodingError.dataCorruptedError(
                forKey: .organizations, in: container,
                debugDescription: "the snapshot's figures do not fit its questionnaire and roster")
        }
    }
}

extension Roster: Decodable {
    private enum Name: String, CodingKey { case organizations }

    /// Reads the canonical form of a roster and checks it again.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: Name.self)
        let list = try container.decode([RosterOrganization].self, forKey: .organizations)
        try self.init(list)
    }
}

extension OrganizationFigures: Decodable {
    private enum Name: String, CodingKey {
        case responses, droppedAnswers, straightLined, moments, counts, units, withoutUnit
    }

    init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: Name.self)
        responses = try container.decode(Int.self, forKey: .responses)
        droppedAnswers = try container.decode(Int.self, forKey: .droppedAnswers)
        straightLined = try container.decode(Int.self, forKey: .straightLined)
        moments = try container.decode(MomentsList.self, forKey: .moments).values
        counts = try container.decode([UInt32].self, forKey: .counts)
        units = try container.decodeIfPresent([UnitFigures].self, forKey: .units) ?? []
        withoutUnit = try container.decodeIfPresent(UnitFigures.self, forKey: .withoutUnit)
    }

    func fits(_ plan: ScoringPlan) -> Bool {
        moments.count == plan.rowCount && counts.count == plan.countTotal
            && (units + [withoutUnit].compactMap { $0 }).allSatisfy { unit in
                unit.moments.count == plan.rowCount && unit.counts.count == plan.countTotal
            }
    }
}

extension UnitFigures: Decodable {
    private enum Name: String, CodingKey { case id, responses, moments, counts }

    init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: Name.self)
        id = try container.decode(String.self, forKey: .id)
        responses = try container.decode(Int.self, forKey: .responses)
        moments = try container.decode(MomentsList.self, forKey: .moments).values
        counts = try container.decode([UInt32].self, forKey: .counts)
    }
}

extension ReliabilitySums: Decodable {
    private enum Name: String, CodingKey { case items, total }

    init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: Name.self)
        items = try container.decode(MomentsList.self, forKey: .items).values
        total = try container.decode(MomentsList.self, forKey: .total).values.first ?? Moments()
    }
}
