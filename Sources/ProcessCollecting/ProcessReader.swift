import Collecting

/// Reads a submission with a program: hands it over, and takes what the program says, looking at every word.
struct ProcessReader: SubmissionReader {
    let program: ConfinedProgram
    let description: CollectorDescription
    let structure: DatasetStructure
    let settings: CollectorSettings
    let readsRecords: Bool

    func collect(
        from source: any ByteSource, context: CollectingContext, into sink: inout some CollectingSink
    ) throws(BytesError) {
        let whole = Finding.Location(file: source.name)
        let words: [String]
        switch program.words("collect", memory: description.memoryLimit) {
        case .success(let found): words = found
        case .failure(let refusal): return sink.report(.collectorFailed(.notStarted(refusal.words), at: whole))
        }
        guard let child = Child(words, environment: ConfinedProgram.environment) else {
            return sink.report(.collectorFailed(.notStarted("the machine does not start it"), at: whole))
        }
        var talk = Conversation(
            child: child, limits: program.limits,
            hearing: Hearing(structure: structure, context: context, file: source.name),
            header: ProcessHeader(
                file: source.name, structure: structure, context: context, settings: settings, description: description
            ).line)
        // Whatever the program says of it: a person's number or address is not believed to be none.
        let screened = ScreenedSource(source)
        do throws(BytesError) {
            try talk.run(screened, into: &sink)
        } catch {
            talk.kill()
            throw error
        }
        // What the program has left unread is looked at too.
        while try !screened.readAll(limit: 65_536).isEmpty {}
        screened.report(into: &sink)
    }
}

/// What goes to and fro between the host and a program.
private struct Conversation: ~Copyable {
    private var child: Child
    private let limits: ProcessLimits
    private var hearing: Hearing
    private var pending: ArraySlice<UInt8>
    private let deadline: Int64
    private var bytesIn: Int64 = 0
    private var bytesOut: Int64 = 0
    private var bytesOfErrors: Int64 = 0
    private var line: [UInt8] = []
    private var hasInput = true
    private var hasOutput = true
    private var hasErrors = true

    init(child: consuming Child, limits: ProcessLimits, hearing: Hearing, header: [UInt8]) {
        self.child = child
        self.limits = limits
        self.hearing = hearing
        pending = header[...]
        deadline = Monotonic.milliseconds + limits.milliseconds
    }

    mutating func kill() { child.kill() }

    /// Until the program has ended, or failed.
    mutating func run(_ source: any ByteSource, into sink: inout some CollectingSink) throws(BytesError) {
        while hasOutput || hasErrors {
            if hasInput, pending.isEmpty {
                let block = try source.readAll(limit: 65_536)
                bytesIn += Int64(block.count)
                pending = block[...]
                if block.isEmpty { endInput() }
            }
            if Monotonic.milliseconds >= deadline { return fail(.tookTooLong, into: &sink) }
            child.wait(
                forInput: hasInput, output: hasOutput, errors: hasErrors,
                milliseconds: Int32(clamping: min(1000, deadline - Monotonic.milliseconds)))
            if hasInput, !pending.isEmpty {
                switch child.write(pending) {
                case .moved(let count): pending = pending.dropFirst(count)
                case .later: break
                case .over: endInput()
                }
            }
            if let failure = hear(into: &sink) { return fail(failure, into: &sink) }
            // What its children hold open is not waited for.
            if let status = child.ended() { return finish(status, into: &sink) }
        }
        while true {
            if let status = child.ended() { return finish(status, into: &sink) }
            if Monotonic.milliseconds >= deadline { return fail(.tookTooLong, into: &sink) }
            child.wait(forInput: false, output: false, errors: false, milliseconds: 2)
        }
    }

    private mutating func endInput() {
        hasInput = false
        pending = []
        child.closeInput()
    }

    /// Takes what it has said so far: lines to the sink, standard error counted alone.
    private mutating func hear(into sink: inout some CollectingSink) -> CollectorFault? {
        if hasErrors {
            var bytes: [UInt8] = []
            switch child.read(into: &bytes, errors: true) {
            case .moved(let count): bytesOfErrors += Int64(count)
            case .later: break
            case .over: hasErrors = false
            }
        }
        guard hasOutput else { return nil }
        let start = line.count
        switch child.read(into: &line) {
        case .later: return nil
        case .over: hasOutput = false
        case .moved(let count):
            bytesOut += Int64(count)
            if bytesOut > limits.outputBytes + 64 * bytesIn { return .saidTooMuch }
        }
        return takeLines(from: start, into: &sink)
    }

    /// Takes the whole lines of what is kept, of which the bytes before `start` are known to hold no end.
    private mutating func takeLines(from start: Int, into sink: inout some CollectingSink) -> CollectorFault? {
        var begin = 0
        for place in start..<line.count where line[place] == UInt8(ascii: "\n") {
            if let fault = hearing.take(Array(line[begin..<place]), into: &sink) { return fault }
            begin = place + 1
        }
        line.removeFirst(begin)
        return line.count > ConfinedProgram.longestLine ? .saidTooMuch : nil
    }

    /// After it has ended: what is still in the pipes, and whether it ended well.
    private mutating func finish(_ status: Int32, into sink: inout some CollectingSink) {
        // What it has left running is ended, so that the pipes run dry.
        child.kill()
        while hasOutput {
            let before = bytesOut
            if let failure = hear(into: &sink) { return fail(failure, into: &sink) }
            if hasOutput, bytesOut == before {
                if Monotonic.milliseconds >= deadline { return fail(.tookTooLong, into: &sink) }
                child.wait(forInput: false, output: true, errors: false, milliseconds: 10)
            }
        }
        while hasErrors {
            var bytes: [UInt8] = []
            guard case .moved(let count) = child.read(into: &bytes, errors: true) else { break }
            bytesOfErrors += Int64(count)
        }
        if status != 0 { return fail(.crashed(status), into: &sink) }
        if !line.isEmpty { return fail(.brokenOff, into: &sink) }
        if let fault = hearing.end() { fail(fault, into: &sink) }
    }

    private mutating func fail(_ fault: CollectorFault, into sink: inout some CollectingSink) {
        child.kill()
        sink.report(.collectorFailed(fault, bytesOfErrors: bytesOfErrors, at: hearing.place))
    }
}
