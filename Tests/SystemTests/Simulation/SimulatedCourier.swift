import SurveyProtocol

@testable import AgentTesting
@testable import SurveyAgent
@testable import SurveyAggregator

/// Carries hand-over files between agents and the centre: late, twice, damaged or never.
final class SimulatedCourier {
    private struct Parcel {
        let agent: SimulatedAgent
        /// Whether it goes to the agent.
        let isAnswer: Bool
        var bytes: [UInt8]
        var isDamaged = false
    }

    private let centre: SimulatedCentre
    private let random: SeededRandom
    private var parcels: [Parcel] = []
    /// Counts what happened, to know that the simulation reaches it.
    var tally: Tally?
    /// Damaged files that somebody took for whole ones.
    private(set) var damagedTaken = 0

    init(centre: SimulatedCentre, random: SeededRandom) {
        self.centre = centre
        self.random = random
    }

    /// Writes what waits at an agent into a file and takes it along.
    func collect(from agent: SimulatedAgent) throws {
        guard let bytes = try agent.exported() else { return }
        tally?.count("file written")
        dispatch(Parcel(agent: agent, isAnswer: false, bytes: bytes))
    }

    /// Delivers some of what is under way, in any order.
    func deliverSome() {
        while !parcels.isEmpty, random.below(3) == 0 { deliver(random.below(parcels.count)) }
    }

    /// Delivers everything that is under way, and the answers to it.
    func deliverAll() {
        while !parcels.isEmpty { deliver(random.below(parcels.count)) }
    }

    /// Puts a parcel on its way, unless it is lost at once.
    private func dispatch(_ parcel: Parcel) {
        switch random.below(8) {
        case 0: tally?.count("file lost")
        case 1: parcels += [parcel, parcel]
        case 2:
            var damaged = parcel
            damaged.isDamaged = true
            let place = random.below(parcel.bytes.count - 1)
            if random.below(2) == 0 {
                damaged.bytes[place] ^= 4
            } else {
                damaged.bytes.removeLast(parcel.bytes.count - place)
            }
            parcels.append(damaged)
        default: parcels.append(parcel)
        }
    }

    private func deliver(_ number: Int) {
        let parcel = parcels.remove(at: number)
        if parcel.isAnswer { return handToAgent(parcel) }
        guard let answer = centre.importHandOver(parcel.bytes) else {
            tally?.count(parcel.isDamaged ? "damaged file refused" : "file refused")
            return
        }
        if parcel.isDamaged { damagedTaken += 1 }
        tally?.count("file imported")
        dispatch(Parcel(agent: parcel.agent, isAnswer: true, bytes: answer))
    }

    private func handToAgent(_ parcel: Parcel) {
        parcel.agent.amongFaults {
            do {
                let outcome = try parcel.agent.accept(parcel.bytes)
                if parcel.isDamaged { damagedTaken += 1 }
                tally?.count("answer taken")
                if outcome.known > 0 { tally?.count("answer known") }
            } catch let fault as HandOverFault {
                tally?.count(fault.code)
            }
        }
    }
}
