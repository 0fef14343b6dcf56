/// Responses that were sealed together, and how they change their place together.
extension Spool {
    /// Responses in a bundle at most: as many as the first request of a sync carries, so that
    /// requests, which double, hardly ever end within a bundle.
    static let bundleResponsesMaximum = 100

    /// The same responses in bundles, as they are sealed; one alone needs none.
    ///
    /// Those that follow each other by id lie together, since in this order they are sent.
    static func bundled(_ entries: [SpoolEntry]) -> [SpoolEntry] {
        guard entries.count > 1 else { return entries }
        let order = entries.indices.sorted { entries[$0] < entries[$1] }
        var bundled = entries
        for place in order.indices {
            let first = entries[order[place - place % bundleResponsesMaximum]]
            bundled[order[place]] = entries[order[place]].lying(in: first.stem)
        }
        return bundled
    }

    /// Gives responses of one round their states, under a lock that is held.
    ///
    /// Those that are not where they were found any more stay where they are.
    /// - Returns: where they are now, in the same order.
    @discardableResult
    func move(_ moves: [SpoolMove]) throws(DiskFault) -> [SpoolEntry] {
        var steps: [DiskMove] = []
        var moved: [SpoolEntry] = []
        moved.reserveCapacity(moves.count)
        var taken: [SpoolState: Set<String>] = [:]
        for run in Self.runs(of: moves) {
            let together = moves[run]
            if let step = try wholeBundle(together, &taken) {
                steps.append(step)
                moved += together.map(Self.withBundle)
            } else {
                for move in together {
                    let target = move.entry.moved(to: move.state)
                    steps.append(DiskMove(source: move.entry.path, target: target.path))
                    moved.append(target)
                }
            }
        }
        try disk.move(steps)
        return moved
    }

    /// The response after a move of its whole bundle.
    private static func withBundle(_ move: SpoolMove) -> SpoolEntry {
        move.entry.moved(to: move.state).lying(in: move.entry.bundle)
    }

    /// Ranges of moves from one bundle to one state that follow each other.
    private static func runs(of moves: [SpoolMove]) -> [Range<Int>] {
        var runs: [Range<Int>] = []
        var start = 0
        for index in moves.indices {
            let (first, next) = (moves[start], moves[index])
            guard first.state == next.state, first.entry.state == next.entry.state,
                first.entry.bundle == next.entry.bundle
            else {
                runs.append(start..<index)
                start = index
                continue
            }
        }
        if start < moves.count { runs.append(start..<moves.count) }
        return runs
    }

    /// The one step that moves a bundle, when the moves are all that is in it and nothing is in
    /// its way.
    /// - Parameter taken: the names in the folders of states that were listed already.
    private func wholeBundle(
        _ moves: ArraySlice<SpoolMove>, _ taken: inout [SpoolState: Set<String>]
    ) throws(DiskFault) -> DiskMove? {
        guard let first = moves.first, let bundle = first.entry.bundle,
            first.state == .waiting || first.state == .acknowledged,
            first.state != first.entry.state
        else { return nil }
        let step = DiskMove(
            source: first.entry.folder,
            target: Self.withBundle(first).folder)
        if taken[first.state] == nil {
            taken[first.state] = Set(try disk.list(Self.folder(first.entry.round, first.state)))
        }
        guard taken[first.state]?.contains(bundle) == false,
            try disk.list(step.source) == moves.map(\.entry.name).sorted()
        else { return nil }
        return step
    }
}
