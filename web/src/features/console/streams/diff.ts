/** How a line of a state differs from the state before. */
export type Mark = 'same' | 'added' | 'removed' | 'changed';

/** A line of two states, one laid over the other. */
export interface Line {
  path: string;
  depth: number;
  mark: Mark;
  /** The member's name; none for items of lists and closing brackets. */
  name?: string;
  /** A bracket, or brackets with nothing between. */
  bracket?: string;
  /** A simple value; with `before` when it was another. */
  value?: unknown;
  before?: unknown;
  /** Whether this line, or one inside, differs. */
  differs: boolean;
}

type Container = Record<string, unknown> | unknown[];
const isContainer = (value: unknown): value is Container => typeof value === 'object' && value !== null;
const isList = Array.isArray;
const same = (a: unknown, b: unknown) => JSON.stringify(a) === JSON.stringify(b);

/** Lays a state over the one before it. */
export function compare(before: unknown, after: unknown, path = '', depth = 0, name?: string): Line[] {
  const line = { path, depth, name };
  if (isContainer(before) && isContainer(after) && isList(before) === isList(after)) {
    const inner = isList(before)
      ? items(before, after as unknown[], path, depth + 1)
      : members(before as Record<string, unknown>, after as Record<string, unknown>, path, depth + 1);
    return enclose(line, after, inner, 'same');
  }
  if (isContainer(before) || isContainer(after)) {
    return [...whole(before, `${path}-`, depth, 'removed', name), ...whole(after, path, depth, 'added', name)];
  }
  return same(before, after)
    ? [{ ...line, mark: 'same', value: after, differs: false }]
    : [{ ...line, mark: 'changed', value: after, before, differs: true }];
}

/** A value that is only in one of the states. */
function whole(value: unknown, path: string, depth: number, mark: Mark, name?: string): Line[] {
  const line = { path, depth, name };
  if (!isContainer(value)) {
    return [{ ...line, mark, value, differs: true }];
  }
  const inner = Object.entries(value).flatMap(([key, member]) =>
    whole(member, `${path}/${key}`, depth + 1, mark, isList(value) ? undefined : key),
  );
  return enclose(line, value, inner, mark);
}

function enclose(line: { path: string; depth: number; name?: string }, value: Container, inner: Line[], mark: Mark) {
  const [open, close] = isList(value) ? '[]' : '{}';
  const differs = mark !== 'same' || inner.some((l) => l.differs);
  if (inner.length === 0) {
    return [{ ...line, mark, bracket: `${open}${close}`, differs }];
  }
  return [
    { ...line, mark, bracket: open, differs },
    ...inner,
    { path: `${line.path}/${close}`, depth: line.depth, mark, bracket: close, differs },
  ];
}

function members(before: Record<string, unknown>, after: Record<string, unknown>, path: string, depth: number) {
  const names = [...Object.keys(after), ...Object.keys(before).filter((name) => !(name in after))];
  return names.flatMap((name) => {
    const at = `${path}/${name}`;
    if (!(name in before)) {
      return whole(after[name], at, depth, 'added', name);
    }
    return name in after
      ? compare(before[name], after[name], at, depth, name)
      : whole(before[name], at, depth, 'removed', name);
  });
}

/** Items that are in both lists stay where they are; what is between them was removed, added or changed. */
function items(before: unknown[], after: unknown[], path: string, depth: number) {
  const lines: Line[] = [];
  let [b, a] = [0, 0];
  for (const [keptBefore, keptAfter] of [...kept(before, after), [before.length, after.length] as const]) {
    for (; b < keptBefore && a < keptAfter; b++, a++) {
      lines.push(...compare(before[b], after[a], `${path}/${a}`, depth));
    }
    for (; b < keptBefore; b++) {
      lines.push(...whole(before[b], `${path}/${b}-`, depth, 'removed'));
    }
    for (; a < keptAfter; a++) {
      lines.push(...whole(after[a], `${path}/${a}`, depth, 'added'));
    }
    if (keptAfter < after.length) {
      lines.push(...compare(before[b++], after[a++], `${path}/${a}=`, depth));
    }
  }
  return lines;
}

/** The longest common subsequence of two lists, as places in both. */
function kept(before: unknown[], after: unknown[]): (readonly [number, number])[] {
  const [x, y] = [before.map((v) => JSON.stringify(v)), after.map((v) => JSON.stringify(v))];
  const lengths = x.map(() => y.map(() => 0));
  const lengthAt = (i: number, j: number) => lengths[i]?.[j] ?? 0;
  for (let i = x.length - 1; i >= 0; i--) {
    for (let j = y.length - 1; j >= 0; j--) {
      lengths[i]![j] = x[i] === y[j] ? lengthAt(i + 1, j + 1) + 1 : Math.max(lengthAt(i + 1, j), lengthAt(i, j + 1));
    }
  }
  const places: (readonly [number, number])[] = [];
  for (let i = 0, j = 0; i < x.length && j < y.length;) {
    if (x[i] === y[j]) {
      places.push([i++, j++]);
    } else if (lengthAt(i + 1, j) >= lengthAt(i, j + 1)) {
      i++;
    } else {
      j++;
    }
  }
  return places;
}

/** Lines that differ, with the brackets around them. */
export const changesOf = (lines: readonly Line[]) => lines.filter((line) => line.differs);

/** How many members and items differ: what is inside of something added or removed is part of it. */
export function countOf(lines: readonly Line[]) {
  const counts = { added: 0, removed: 0, changed: 0 };
  let inside: number | undefined;
  for (const line of lines) {
    if (inside !== undefined && line.depth > inside) {
      continue;
    }
    inside = undefined;
    const isEnd = line.bracket === '}' || line.bracket === ']';
    if (line.mark !== 'same' && !isEnd) {
      counts[line.mark]++;
      inside = line.depth;
    }
  }
  return counts;
}
