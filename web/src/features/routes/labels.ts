/** A label's text and the point that it is for. */
export interface Wanted {
  key: string;
  text: string;
  x: number;
  y: number;
}

/** Where a label goes. */
export interface Placed extends Wanted {
  labelX: number;
  labelY: number;
  anchor: 'start' | 'middle' | 'end';
}

interface Box {
  left: number;
  right: number;
  top: number;
  bottom: number;
}

const gap = 8;
const lineHeight = 14;
const dot = 5;

const overlap = (a: Box, b: Box) => a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;

/**
 * Places labels beside their points, the important first, so that none covers another label or a point. What finds no room is left out:
 * the list beside the map has it.
 */
export function placeLabels(
  wanted: readonly Wanted[],
  width: number,
  height: number,
  measure: (text: string) => number,
): Placed[] {
  const taken: Box[] = wanted.map(({ x, y }) => ({ left: x - dot, right: x + dot, top: y - dot, bottom: y + dot }));
  const placed: Placed[] = [];
  for (const label of wanted) {
    const size = measure(label.text);
    const { x, y } = label;
    const middle = y - lineHeight / 2;
    const places = [
      { left: x + gap, top: middle, anchor: 'start' as const },
      { left: x - gap - size, top: middle, anchor: 'end' as const },
      { left: x - size / 2, top: y - gap - lineHeight, anchor: 'middle' as const },
      { left: x - size / 2, top: y + gap, anchor: 'middle' as const },
      { left: x + gap, top: y - lineHeight - 2, anchor: 'start' as const },
      { left: x + gap, top: y + 2, anchor: 'start' as const },
      { left: x - gap - size, top: y - lineHeight - 2, anchor: 'end' as const },
      { left: x - gap - size, top: y + 2, anchor: 'end' as const },
    ];
    for (const { left, top, anchor } of places) {
      const box = { left, right: left + size, top, bottom: top + lineHeight };
      const isInside = left >= 2 && box.right <= width - 2 && top >= 2 && box.bottom <= height - 2;
      if (isInside && !taken.some((other) => overlap(box, other))) {
        taken.push(box);
        const labelX = anchor === 'start' ? left : anchor === 'end' ? box.right : x;
        placed.push({ ...label, labelX, labelY: top + lineHeight - 3, anchor });
        break;
      }
    }
  }
  return placed;
}
