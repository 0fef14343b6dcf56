import SurveyAgent

#if canImport(Glibc)
    internal import Glibc
#elseif canImport(Darwin)
    internal import Darwin
#endif

/// Where the program begins and the only place where it exits.
@main
enum SurveyAgentMain {
    static func main() {
        exit(SurveyAgentProgram.run(Array(CommandLine.arguments.dropFirst())))
    }
}
