/// How a cell looks, and whether it may be changed where its sheet is protected.
public struct CellStyle: Sendable, Hashable {
    /// Where a cell's content stands in it.
    public enum Alignment: Sendable, Hashable {
        /// Numbers right, text left.
        case usual
        /// At the left.
        case left
        /// In the middle.
        case center
        /// At the right.
        case right
    }

    /// Whether letters are thick.
    public var isBold = false
    /// Whether letters lean.
    public var isItalic = false
    /// The size of letters in points; `nil` for the usual 11.
    public var size: Double?
    /// The colour of letters, as 0xRRGGBB.
    public var color: UInt32?
    /// The colour behind them.
    public var fill: UInt32?
    /// The colour of a thin line around the cell.
    public var border: UInt32?
    /// Whether long text goes on in more lines.
    public var wraps = false
    /// Where the content stands from left to right.
    public var alignment = Alignment.usual
    /// How far the content stands from the cell's edge, in widths of about three letters, 0 to 15.
    public var indent = 0
    /// Whether it stands at the top, and not in the middle of its height.
    public var isAtTop = false
    /// Whether it may be changed where its sheet is protected.
    public var isUnlocked = false
    /// How numbers are shown: `0`, `#,##0`; `@` for text that stays text.
    public var numberFormat: String?

    /// The usual look.
    public init() {}

    /// The style with a change.
    public func with(_ change: (inout CellStyle) -> Void) -> CellStyle {
        var style = self
        change(&style)
        return style
    }
}

extension CellStyle {
    private static let ink: UInt32 = 0x1F2933
    private static let line: UInt32 = 0xC5CDD8

    /// The title of a sheet.
    public static let title = CellStyle().with {
        ($0.isBold, $0.size, $0.color, $0.indent) = (true, 16, 0x12466B, 1)
    }
    /// The heading of a column.
    public static let heading = CellStyle().with {
        ($0.isBold, $0.color, $0.fill, $0.border) = (true, 0xFFFFFF, 0x12466B, 0x12466B)
        ($0.wraps, $0.indent) = (true, 1)
    }
    /// Text that explains.
    public static let note = CellStyle().with {
        ($0.color, $0.wraps, $0.isAtTop, $0.indent) = (0x3E4C59, true, true, 1)
    }
    /// What a row is about.
    public static let label = CellStyle().with {
        ($0.color, $0.border, $0.wraps, $0.indent) = (ink, line, true, 1)
    }
    /// A cell to fill in.
    public static let input = CellStyle().with {
        ($0.isUnlocked, $0.fill, $0.border, $0.indent) = (true, 0xFFF8DB, 0xC9B458, 1)
        $0.alignment = .right
    }
    /// A figure that must not be changed.
    public static let locked = CellStyle().with {
        ($0.isBold, $0.fill, $0.border, $0.indent, $0.alignment) = (true, 0xEEF2F6, line, 1, .right)
    }
    /// Something that asks to be looked at again.
    public static let warning = CellStyle().with { ($0.isBold, $0.color, $0.fill) = (true, 0x8A1C1C, 0xFBE3E1) }
    /// Something that is as it should be.
    public static let agreed = CellStyle().with { ($0.color, $0.fill) = (0x1B5E36, 0xE3F4E8) }
}
