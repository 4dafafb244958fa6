import stringWidth from 'string-width'

/** Lines of a table whose columns are as wide as they must be, Chinese characters counted as two. */
export function renderTable(rows: readonly (readonly string[])[]): string {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => stringWidth(row[column] ?? ''))))
  return rows.map((row) => renderColumns(row, widths)).join('\n')
}

/** One line, with the columns at least so wide. */
export function renderColumns(cells: readonly string[], widths: readonly number[]): string {
  return cells
    .map((cell, column) => cell + ' '.repeat(Math.max(0, (widths[column] ?? 0) - stringWidth(cell))))
    .join('  ')
    .trimEnd()
}
