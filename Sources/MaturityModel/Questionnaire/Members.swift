/// The members of one map, by name.
struct Members {
    let place: Place
    let byName: [String: Place]

    subscript(name: String) -> Place? { byName[name] }

    func path(_ name: String) -> String {
        place.path.isEmpty ? name : "\(place.path).\(name)"
    }
}
