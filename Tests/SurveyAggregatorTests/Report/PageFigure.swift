import Foundation

/// A figure of a page: its exact value, its place in the JSON form, and what people read.
struct PageFigure: Hashable {
    let value: String
    let place: String
    let text: String

    /// Every figure of a page, in the order in which they stand there.
    static func all(in page: String) -> [PageFigure] {
        page.components(separatedBy: "<data value=\"").dropFirst().compactMap { part in
            let pieces = part.components(separatedBy: "\" data-figure=\"")
            guard pieces.count >= 2 else { return nil }
            let rest = pieces[1].components(separatedBy: "\">")
            guard rest.count >= 2, let text = rest[1].components(separatedBy: "</data>").first
            else { return nil }
            return PageFigure(value: pieces[0], place: rest[0], text: text)
        }
    }

    /// The number at the place in the results' JSON form.
    func number(in json: [String: Any]) -> Double? {
        var path = place.split(separator: " ").map(String.init)
        let part = path.removeFirst()
        guard let start = Self.start(part, &path, json) else { return nil }
        return Self.follow(path, from: start)
    }

    /// Finds the object that the first words of a place name.
    private static func start(
        _ part: String, _ path: inout [String], _ json: [String: Any]
    ) -> Any? {
        func find(_ list: Any?, _ keys: [String]) -> Any? {
            let wanted = path.prefix(keys.count)
            path.removeFirst(keys.count)
            return (list as? [[String: Any]])?.first { entry in
                zip(keys, wanted).allSatisfy { entry[$0] as? String == $1 }
            }
        }
        let quality = json["quality"] as? [String: Any]
        switch part {
        case "cells": return find(json["cells"], ["node", "set"])
        case "items": return find(json["items"], ["item", "set"])
        case "gap": return find(json["gap"], ["node"])
        case "trend": return find((json["trend"] as? [String: Any])?["changes"], ["node", "set"])
        case "types", "balance":
            return (json[part] as? [String: Any])?[path.removeFirst()]
        case "benchmarks":
            let list = json[part] as? [Any]
            return Int(path.removeFirst()).flatMap { list?[$0] }
        case "quality":
            switch path.removeFirst() {
            case "dontKnow": return find(quality?["dontKnow"], ["node", "set"])
            case "reliability": return find(quality?["reliability"], ["node"])
            case "straightLined": return find(quality?["straightLined"], ["set"])
            case "intraclass": return quality?["intraclass"]
            default:
                path = ["droppedAnswers"]
                return quality
            }
        default: return nil
        }
    }

    private static func follow(_ path: [String], from start: Any) -> Double? {
        var value: Any? = start
        for word in path {
            if let list = value as? [Any] {
                value = Int(word).flatMap { list.indices.contains($0) ? list[$0] : nil }
            } else {
                value = (value as? [String: Any])?[word]
            }
        }
        return value as? Double ?? (value as? Int).map(Double.init)
    }
}
