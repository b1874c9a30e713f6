import { layersOf, type Arrow } from './layers';

/** A place in columns; rows are counted from the middle. */
export interface Place {
  column: number;
  row: number;
}

export interface Layout {
  /** Where things are. */
  places: ReadonlyMap<string, Place>;
  /** Where an arrow passes the columns between its ends; by `from>to`. */
  lanes: ReadonlyMap<string, readonly Place[]>;
}

/** A lane is narrower than a thing. */
const laneHeight = 0.55;
const sweeps = 6;

/** A lane leads arrows with one target through one column: they share it. */
const laneOf = (column: number, to: string) => `${column}|${to}`;

/** Places things in columns, and leads arrows that pass a column around what stands in it. */
export function layoutOf(names: readonly string[], arrows: readonly Arrow[]): Layout {
  const columns = layersOf(names, arrows);
  const columnOf = new Map(columns.flatMap((column, at) => column.map((name) => [name, at] as const)));
  const paths = arrows.map(({ from, to }) => {
    const [start, end] = [columnOf.get(from) ?? 0, columnOf.get(to) ?? 0];
    const step = Math.sign(end - start);
    const between = Array.from({ length: Math.max(0, Math.abs(end - start) - 1) }, (_, i) => start + step * (i + 1));
    return { key: `${from}>${to}`, stops: [from, ...between.map((column) => laneOf(column, to)), to], between };
  });
  for (const { stops, between } of paths) {
    between.forEach((column, i) => {
      const lane = stops[i + 1]!;
      if (!columns[column]!.includes(lane)) {
        columns[column]!.push(lane);
      }
    });
  }
  const links = paths.flatMap(({ stops }) => stops.slice(1).map((to, i) => ({ from: stops[i]!, to })));
  const ordered = untangled(columns, links);
  const places = new Map(ordered.flatMap((column, at) => placed(column, at, columnOf)));
  const lanes = paths.map(({ key, stops }) => [key, stops.slice(1, -1).map((stop) => places.get(stop)!)] as const);
  return { places, lanes: new Map(lanes) };
}

/** Orders each column by what it is linked with in the column before, then in the one after, to and fro; the order with fewest crossings. */
function untangled(columns: readonly string[][], links: readonly Arrow[]) {
  const ordered = columns.map((column) => [...column]);
  let best = columns;
  for (let sweep = 0; sweep < sweeps; sweep++) {
    const [step, first] = sweep % 2 === 0 ? [1, 1] : [-1, ordered.length - 2];
    for (let at = first; ordered[at] && ordered[at - step]; at += step) {
      const beside = ordered[at - step]!;
      const pull = new Map(ordered[at]!.map((name, i) => [name, meanOf(name, links, beside) ?? i] as const));
      ordered[at] = ordered[at]!.toSorted((a, b) => pull.get(a)! - pull.get(b)!);
    }
    if (crossingsOf(ordered, links) < crossingsOf(best, links)) {
      best = ordered.map((column) => [...column]);
    }
  }
  return best;
}

/** Where the things of a column stand, on average, with which something is linked. */
function meanOf(name: string, links: readonly Arrow[], column: readonly string[]) {
  const others = links.flatMap((l) => (l.from === name ? [l.to] : l.to === name ? [l.from] : []));
  const rows = others.map((other) => column.indexOf(other)).filter((row) => row >= 0);
  return rows.length === 0 ? undefined : rows.reduce((sum, row) => sum + row, 0) / rows.length;
}

function crossingsOf(columns: readonly (readonly string[])[], links: readonly Arrow[]) {
  let count = 0;
  columns.slice(1).forEach((right, i) => {
    const ends = links
      .map(({ from, to }) => [
        columns[i]!.indexOf(from),
        right.indexOf(to),
        columns[i]!.indexOf(to),
        right.indexOf(from),
      ])
      .map(([a, b, c, d]) => (a! >= 0 && b! >= 0 ? [a!, b!] : [c!, d!]))
      .filter(([a, b]) => a! >= 0 && b! >= 0);
    for (const [a, b] of ends) {
      count += ends.filter(([c, d]) => c! < a! && d! > b!).length;
    }
  });
  return count;
}

function placed(column: readonly string[], at: number, things: ReadonlyMap<string, number>) {
  const heights = column.map((name) => (things.has(name) ? 1 : laneHeight));
  let top = -heights.reduce((sum, height) => sum + height, 0) / 2;
  return column.map((name, i) => {
    const row = top + heights[i]! / 2;
    top += heights[i]!;
    return [name, { column: at, row }] as const;
  });
}
