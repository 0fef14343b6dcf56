/// A way in which agent or aggregator could be wrong, for finding out whether the oracle sees it.
///
/// Each is planted at a seam of the simulation (disk, network, store, courier), since the programs
/// themselves have no switches for tests.
enum PlantedDefect: String, CaseIterable, Sendable {
    /// The centre answers before what it stores is durable, and sometimes loses it.
    case answersBeforeDurable
    /// After a restored backup the centre no longer knows that it has something.
    case forgetsDuplicates
    /// The centre says that it keeps a response for a person, and keeps nothing.
    case discardsQuarantine
    /// The agent's disk says that something is synced when it is not.
    case savesBeforeSynced
    /// The agent removes what was acknowledged.
    case clearsAcknowledged
    /// The agent takes a verdict for that of the response at its place, whatever it echoes.
    case ignoresEcho
    /// The agent takes every HTTP 200 for an acknowledgment.
    case believesStatus
    /// The agent never notices that the centre has another epoch.
    case ignoresEpoch
    /// The agent takes what the centre says that it has for the response at its place.
    case ignoresComparedEcho
    /// The centre answers a file and stores nothing of it.
    case importsNothing
}
