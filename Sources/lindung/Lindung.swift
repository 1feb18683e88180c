import Collecting
import Glibc
import LindungMain
import Registry

@main
struct Lindung {
    static func main() {
        exit(LindungCommandLine(registry: .shipped).run(CommandLine.arguments))
    }
}
