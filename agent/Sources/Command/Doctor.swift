import SurveyProtocol
import SwiftASN1
import X509

#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

/// Tries every step between an answer and the centre, changing nothing.
struct Doctor {
    private static let probePath = ".probe"

    let agent: Agent
    /// The proxy of the command line.
    let proxy: String?

    /// What was found, in the order of the steps.
    func findings() throws -> [Finding] {
        let enrollment = try? agent.home.enrollment()
        let choice = try agent.proxy(option: proxy)
        let checkup = Checkup(
            address: enrollment?.address ?? "", proxy: choice.address == nil ? nil : choice.shown)
        // Before enrolling there is no home yet, and looking at it makes none.
        let room =
            enrollment == nil
            ? Finding(.disk, .unknown, DoctorText.noHome) : disk(checkup)
        let here = [room, spool(checkup)]
        guard let enrollment else {
            let fault = HomeFault.notEnrolled
            return here
                + [Finding(.enrollment, .fault, "\(fault.reason): \(fault.hint)", code: fault.code)]
                + Finding.Step.allCases.dropFirst(3).map { checkup.unknown($0) }
        }
        let enrolled = Finding(
            .enrollment, .good, DoctorText.enrolled(enrollment, name: agent.home.organizationName())
        )
        let settings: TransportSettings
        do {
            settings = try agent.settings(proxy: proxy)
        } catch let fault as any AgentFault {
            return here + [
                enrolled,
                Finding(.certificate, .fault, "\(fault.reason): \(fault.hint)", code: fault.code),
            ] + Finding.Step.allCases.dropFirst(4).map { checkup.unknown($0) }
        }
        let hello = greet(settings)
        let certificate = checkup.certificate(
            daysLeft: daysLeft(settings, serverTime: try? hello.get().time))
        return here + [enrolled, certificate] + network(hello, settings, enrollment, checkup)
    }

    private func network(
        _ result: Result<Hello, TransportFault>, _ settings: TransportSettings,
        _ enrollment: Enrollment, _ checkup: Checkup
    ) -> [Finding] {
        var findings = checkup.network(result)
        guard case .success(let hello) = result else {
            let rest: [Finding.Step] = [.version, .clock, .permission]
            let found = Set(findings.map(\.step))
            return findings + rest.filter { !found.contains($0) }.map { checkup.unknown($0) }
        }
        findings.removeLast()
        findings.append(checkup.identity(hello, enrollment))
        findings.append(checkup.good(.version))
        findings.append(
            checkup.clock(
                deviceMilliseconds: agent.device.clock.milliseconds, server: hello.time))
        var refusal: TransportFault?
        do throws(TransportFault) {
            _ = try questions(settings).rounds(tag: nil)
        } catch {
            refusal = error
        }
        return findings + [checkup.permission(refusal)]
    }

    private func greet(_ settings: TransportSettings) -> Result<Hello, TransportFault> {
        do throws(TransportFault) {
            return .success(try questions(settings).hello())
        } catch {
            let interception = Interception(settings: settings, connect: agent.connect)
            return .failure(interception.explained(error))
        }
    }

    private func questions(
        _ settings: TransportSettings
    ) throws(TransportFault) -> ServerQuestions {
        ServerQuestions(transport: try agent.connect(settings), server: settings.address)
    }

    private func disk(_ checkup: Checkup) -> Finding {
        var fault: DiskFault?
        do throws(DiskFault) {
            try agent.disk.place([DiskFile(path: Self.probePath, bytes: [0x0A])])
            try agent.disk.remove([Self.probePath])
        } catch {
            fault = error
        }
        return checkup.disk(freeBytes: agent.disk.freeBytes(), fault: fault)
    }

    /// Reads every sealed response, and compares it with its name.
    private func spool(_ checkup: Checkup) -> Finding {
        var (sound, damaged) = (0, 0)
        do throws(DiskFault) {
            for round in try agent.spool.rounds() {
                for state in SpoolState.sealed {
                    for entry in try agent.spool.entries(round, state) {
                        let bytes = try agent.disk.read(entry.path)
                        if Digest.of(bytes) == entry.digest { sound += 1 } else { damaged += 1 }
                    }
                }
                damaged += try agent.spool.damaged(round).count
            }
        } catch {
            return checkup.spool(sound: sound, damaged: damaged, fault: error)
        }
        return checkup.spool(sound: sound, damaged: damaged, fault: nil)
    }

    private func daysLeft(_ settings: TransportSettings, serverTime: String?) -> Int? {
        guard let identity = settings.identity,
            let certificate = try? Certificate(
                pemEncoded: String(decoding: identity.certificate, as: UTF8.self))
        else { return nil }
        let now =
            serverTime.flatMap { Timestamp.milliseconds($0) }
            ?? agent.device.clock.milliseconds
        let date = Date(timeIntervalSince1970: Double(now) / 1_000)
        return Int((certificate.notValidAfter.timeIntervalSince(date) / 86_400).rounded(.down))
    }
}
