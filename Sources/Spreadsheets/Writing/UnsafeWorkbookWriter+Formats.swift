import CXLSXWriter

extension UnsafeWorkbookWriter {
    /// The format of a style, made at its first use.
    mutating func format(of style: CellStyle) throws(SpreadsheetError) -> UnsafeMutablePointer<lxw_format> {
        if let made = unsafe formats[style] { return unsafe made }
        guard let made = unsafe workbook_add_format(workbook) else { throw .notWritten("not enough memory") }
        if style.isBold { unsafe format_set_bold(made) }
        if style.isItalic { unsafe format_set_italic(made) }
        if let size = style.size { unsafe format_set_font_size(made, size) }
        // 0 means no colour to the library; black has a number of its own.
        let color = { (rgb: UInt32) in rgb == 0 ? UInt32(LXW_COLOR_BLACK.rawValue) : rgb }
        if let ink = style.color { unsafe format_set_font_color(made, color(ink)) }
        if let fill = style.fill {
            unsafe format_set_pattern(made, UInt8(LXW_PATTERN_SOLID.rawValue))
            // The background of a condition is what shows there, the foreground elsewhere; the library turns them round.
            unsafe format_set_bg_color(made, color(fill))
        }
        if let border = style.border {
            unsafe format_set_border(made, UInt8(LXW_BORDER_THIN.rawValue))
            unsafe format_set_border_color(made, color(border))
        }
        if style.wraps { unsafe format_set_text_wrap(made) }
        switch style.alignment {
        case .usual: break
        case .left: unsafe format_set_align(made, UInt8(LXW_ALIGN_LEFT.rawValue))
        case .center: unsafe format_set_align(made, UInt8(LXW_ALIGN_CENTER.rawValue))
        case .right: unsafe format_set_align(made, UInt8(LXW_ALIGN_RIGHT.rawValue))
        }
        if style.indent > 0 { unsafe format_set_indent(made, UInt8(clamping: min(style.indent, 15))) }
        let vertical = style.isAtTop ? LXW_ALIGN_VERTICAL_TOP : LXW_ALIGN_VERTICAL_CENTER
        unsafe format_set_align(made, UInt8(vertical.rawValue))
        if style.isUnlocked { unsafe format_set_unlocked(made) }
        if let numbers = style.numberFormat { unsafe format_set_num_format(made, numbers) }
        unsafe formats[style] = made
        return unsafe made
    }
}
