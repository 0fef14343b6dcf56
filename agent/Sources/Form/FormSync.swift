import ArgumentParser
import Dispatch
internal import Synchronization

/// Syncing beside the form, on threads of its own; each has its own agent on the same folder.
enum FormSync {
    /// Seconds before a sync that only a person could help is tried again.
    static let secondsAfterFault = 900.0

    /// What is going on, for all threads.
    private final class State: Sendable {
        let isSyncing = Mutex(false)
        let news = Mutex<[String: ReconcileNews]>([:])
    }

    /// Syncs for good, until the program ends; faults are in the record that every page shows.
    ///
    /// - Parameter saysContact: whether it is also said on the error output, once, when the centre
    ///   cannot be reached, and when it can be again.
    static func watch(folder: String?, saysContact: Bool) {
        DispatchQueue(label: "survey-agent.sync").async {
            let agent = Agent.quiet(home: folder)
            let contact = ContactNotes(on: saysContact ? SystemTerminal() : SilentTerminal())
            while !StopSignal.isRaised {
                guard (try? agent.home.enrollment()) != nil else {
                    if SystemPause().wait(seconds: 5) == .stopped { return }
                    continue
                }
                if let command = try? SyncCommand.parse([]) {
                    do {
                        try SyncWatch(agent: agent, command: command, contact: contact).run()
                    } catch let fault as any AgentFault {
                        contact.stopped(fault, nextTrySeconds: secondsAfterFault)
                    } catch {}
                }
                if SystemPause(watch: NetworkWatch()).wait(seconds: secondsAfterFault) == .stopped {
                    return
                }
            }
        }
    }

    /// What the buttons of the form set going.
    static func jobs(folder: String?) -> FormJobs {
        let state = State()
        var jobs = FormJobs()
        jobs.sync = {
            let begins = state.isSyncing.withLock { isSyncing in
                defer { isSyncing = true }
                return !isSyncing
            }
            guard begins else { return }
            DispatchQueue(label: "survey-agent.sync-now").async {
                var run = try? Agent.quiet(home: folder).syncRun(proxy: nil, pause: SystemPause())
                run?.options.triesMaximum = 1
                _ = try? run?.run()
                state.isSyncing.withLock { $0 = false }
            }
        }
        jobs.reconcile = { round in
            state.news.withLock { $0[round] = .asking }
            DispatchQueue(label: "survey-agent.reconcile").async {
                let news = reconcile(round, Agent.quiet(home: folder))
                state.news.withLock { $0[round] = news }
            }
        }
        jobs.reconciled = { round in state.news.withLock { $0[round] } }
        return jobs
    }

    private static func reconcile(_ round: String, _ agent: Agent) -> ReconcileNews {
        do {
            var run = try agent.syncRun(proxy: nil, pause: SystemPause())
            run.options.triesMaximum = 1
            run.options.compares = round
            let outcome = try run.run()
            if let fault = outcome.skipped[round] ?? outcome.shortcoming {
                return .failed(reason: "\(fault.reason). \(fault.hintMeanwhile)")
            }
            let report = try ReconcileReport(round, outcome, agent.spool)
            guard !report.isComplete else { return .complete(count: report.responses) }
            return .lacking(report.matters.map(\.response), of: report.asked)
        } catch let fault as any AgentFault {
            return .failed(reason: "\(fault.reason). \(fault.hint)")
        } catch {
            return .failed(reason: "something unexpected happened; try again")
        }
    }
}

extension Agent {
    /// The agent of this computer that says nothing.
    static func quiet(home: String?) -> Agent {
        let loud = Agent.system(home: home)
        return Agent(
            terminal: SilentTerminal(), device: loud.device, disk: loud.disk,
            environment: loud.environment, connect: loud.connect)
    }
}

/// A terminal that nobody sits at.
struct SilentTerminal: Terminal {
    var isInteractive: Bool { false }
    func write(_ bytes: [UInt8]) {}
    func warn(_ bytes: [UInt8]) {}
    func readLine() -> String? { nil }
}
