import Foundation

/// What the operating system says of this process, in the names that Prometheus' own clients use.
enum ProcessFigures {
    /// The figures as text; empty where the system has no /proc.
    static var exposition: String {
        var text = ""
        if let pages = residentPages {
            text += "# TYPE process_resident_memory_bytes gauge\n"
            text += "process_resident_memory_bytes \(pages * Int(sysconf(Int32(_SC_PAGESIZE))))\n"
        }
        if let descriptors = try? FileManager.default.contentsOfDirectory(atPath: "/proc/self/fd") {
            text += "# TYPE process_open_fds gauge\nprocess_open_fds \(descriptors.count)\n"
        }
        return text
    }

    private static var residentPages: Int? {
        guard let handle = FileHandle(forReadingAtPath: "/proc/self/statm"),
            let data = try? handle.readToEnd()
        else { return nil }
        let words = String(decoding: data, as: UTF8.self).split(separator: " ")
        return words.count > 1 ? Int(words[1]) : nil
    }
}
