const range = /^(\d{1,3})(?:-(\d{1,3}))?$/;

/** Rows as people write them, `1-12, 14-32`, one by one; undefined if it is not that. */
export function parseRows(text: string): string[] | undefined {
  const parts = text.split(/[\s,;]+/).filter(Boolean);
  const rows: string[] = [];
  for (const part of parts) {
    const [, first, last = first] = range.exec(part) ?? [];
    if (first === undefined || Number(last) < Number(first)) {
      return undefined;
    }
    for (let row = Number(first); row <= Number(last); row++) {
      rows.push(String(row));
    }
  }
  return rows;
}

/** Rows as people write them: what follows on each other is a range. */
export function writeRows(rows: readonly string[]) {
  const ranges: [string, string][] = [];
  for (const row of rows) {
    const current = ranges.at(-1);
    if (current && Number(row) === Number(current[1]) + 1) {
      current[1] = row;
    } else {
      ranges.push([row, row]);
    }
  }
  return ranges.map(([first, last]) => (first === last ? first : `${first}-${last}`)).join(', ');
}

/** Seats or rows one by one, separated by blanks or commas. */
export const parseList = (text: string) =>
  text
    .toUpperCase()
    .split(/[\s,;]+/)
    .filter(Boolean);
