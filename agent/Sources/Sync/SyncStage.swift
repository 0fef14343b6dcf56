/// Where a sync is.
enum SyncStage: Hashable {
    case greeting, renewing, rounds, questionnaires, returns, loading
    case comparing, keepingEpoch, sending
    case settingAside(Ruling)
    case results, reporting
    case finished(TransportFault?)
}
