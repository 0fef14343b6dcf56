import SurveyProtocol
import Testing

@testable import AgentTesting
@testable import SurveyAgent

/// One simulated campaign, wholly determined by its seed.
struct Simulation {
    let seed: UInt64
    private let random: SeededRandom
    private let centre = SimulatedCentre()
    private let network: SimulatedNetwork
    private let courier: SimulatedCourier
    private let agents: [SimulatedAgent]
    private let oracle: Oracle
    private let tally: Tally?
    private var backup: SimulatedStore

    init?(seed: UInt64, tally: Tally? = nil, defect: PlantedDefect? = nil) {
        self.seed = seed
        self.tally = tally
        random = SeededRandom(seed: seed)
        centre.defect = defect
        centre.codings = seed % 2 == 0 ? ContentCoding.allCases : [.gzip]
        network = SimulatedNetwork(centre: centre, random: random)
        courier = SimulatedCourier(centre: centre, random: random)
        let count = 1 + random.below(SimulatedSurvey.organizations.count)
        var agents: [SimulatedAgent] = []
        for organization in SimulatedSurvey.organizations.prefix(count) {
            guard
                let agent = SimulatedAgent(
                    organization, agent: centre.enroll(organization), seed: random.next(),
                    defect: defect)
            else { return nil }
            agents.append(agent)
        }
        self.agents = agents
        network.tally = tally
        courier.tally = tally
        oracle = Oracle(centre: centre, agents: agents)
        backup = centre.store
    }

    /// Runs the campaign; what is wrong at its end or on the way, if anything.
    mutating func run() throws -> [String] {
        for agent in agents { _ = try agent.sync(network) }
        let steps = 12 + random.below(24)
        for step in 0..<steps {
            network.mishapsPerHundred = [0, 20, 60][random.below(3)]
            happen(to: agents[random.below(agents.count)])
            network.deliverLate()
            courier.deliverSome()
            let faults = try invariants()
            guard faults.isEmpty else { return faults.map { "step \(step): \($0)" } }
        }
        return try settle()
    }

    /// What must hold at every moment.
    private func invariants() throws -> [String] {
        let faults = try oracle.invariants()
        return courier.damagedTaken > 0 ? faults + ["a damaged file was taken"] : faults
    }

    private mutating func happen(to agent: SimulatedAgent) {
        switch random.below(30) {
        case 0...8: agent.amongFaults { try agent.answer() }
        case 9...16:
            agent.amongFaults {
                let outcome = try agent.sync(network, resend: random.below(6) == 0)
                tally?.count(outcome)
            }
            tally?.count(agent.lastFault)
        case 17: agent.clock.milliseconds += Int64(random.below(7_305) - 3_652) * 86_400_000
        case 18, 19: backup = centre.store
        case 20:
            centre.restore(backup)
            network.forgetAnswers()
        case 21: agent.backUp()
        case 22: if random.below(3) == 0 { agent.setBack() }
        case 23:
            let new = centre.enroll(agent.organization)
            if random.below(2) == 0, let outcome = try? agent.sync(network) {
                tally?.count(outcome)
            }
            try? agent.enroll(as: new)
        case 24: centre.version = random.below(SimulatedSurvey.versions.count)
        case 25:
            centre.isClosed.toggle()
            centre.codings = centre.codings == [.gzip] ? ContentCoding.allCases : [.gzip]
        case 26...28: agent.amongFaults { try courier.collect(from: agent) }
        default: decide(about: agent)
        }
    }

    /// A person at the centre decides, or something on a disk decays.
    private func decide(about agent: SimulatedAgent) {
        let kept = centre.store.keptCodes.count
        let stored = centre.store.storedIDs
        switch random.below(4) {
        case 0 where kept > 0: centre.decide(about: random.below(kept), accepts: true)
        case 1 where kept > 0: centre.decide(about: random.below(kept), accepts: false)
        case 2 where !stored.isEmpty:
            centre.store.giveBack(stored[random.below(stored.count)], reason: "Look again.")
        case 3: if random.below(3) == 0 { try? agent.rot() }
        default: break
        }
    }

    /// The network heals and nothing happens any more: everything must come to its place, and what
    /// is still carried about must not move it from there.
    private func settle() throws -> [String] {
        network.mishapsPerHundred = 0
        centre.isClosed = false
        var faults = try agents.flatMap { try settle($0) }
        faults += try invariants() + oracle.atRest()
        courier.deliverAll()
        for agent in agents { _ = try agent.sync(network) }
        return try faults + invariants() + oracle.atRest()
    }

    private func settle(_ agent: SimulatedAgent) throws -> [String] {
        var faults: [String] = []
        if centre.isRevoked(try agent.home.enrolled().agent) {
            try agent.enroll(as: centre.enroll(agent.organization))
        }
        for _ in 0..<2 {
            let outcome = try agent.sync(network)
            tally?.count(outcome)
            if let fault = outcome.shortcoming { faults.append("at rest: \(fault.code)") }
        }
        let again = try agent.sync(network)
        if again.summary.sent > 0 { faults.append("at rest \(again.summary.sent) are sent") }
        return faults
    }
}
