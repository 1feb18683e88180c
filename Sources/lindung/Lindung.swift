@main
struct Lindung {
    static func main() {}
}
