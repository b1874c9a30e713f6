/** An arrow between two things by name. */
export interface Arrow {
  from: string;
  to: string;
}

/**
 * Puts things in columns so that arrows lead to the right. Where arrows go in a circle, the one that closes it leads back:
 * things are visited in their given order, those first that nobody leads to.
 */
export function layersOf(names: readonly string[], arrows: readonly Arrow[]): string[][] {
  const isTarget = new Set(
    arrows.filter((a) => !arrows.some((b) => b.from === a.to && b.to === a.from)).map((a) => a.to),
  );
  const order = [...names.filter((name) => !isTarget.has(name)), ...names.filter((name) => isTarget.has(name))];
  const forward = forwardOf(order, arrows);
  const column = new Map<string, number>();
  function columnOf(name: string): number {
    const known = column.get(name);
    if (known !== undefined) {
      return known;
    }
    const found = Math.max(0, ...forward.filter((a) => a.to === name).map((a) => columnOf(a.from) + 1));
    column.set(name, found);
    return found;
  }
  const layers: string[][] = [];
  for (const name of order) {
    (layers[columnOf(name)] ??= []).push(name);
  }
  return layers;
}

/** The arrows that close no circle. */
function forwardOf(order: readonly string[], arrows: readonly Arrow[]) {
  const forward: Arrow[] = [];
  const [open, done] = [new Set<string>(), new Set<string>()];
  function visit(name: string) {
    open.add(name);
    for (const arrow of arrows.filter((a) => a.from === name && !open.has(a.to))) {
      forward.push(arrow);
      if (!done.has(arrow.to)) {
        visit(arrow.to);
      }
    }
    open.delete(name);
    done.add(name);
  }
  for (const name of order) {
    if (!done.has(name)) {
      visit(name);
    }
  }
  return forward;
}
