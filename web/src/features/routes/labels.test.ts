import { expect, test } from 'vitest';
import { placeLabels, type Placed } from './labels';

const width = (text: string) => text.length * 6;
const box = ({ labelX, labelY, anchor, text }: Placed) => {
  const left = labelX - (anchor === 'start' ? 0 : anchor === 'end' ? width(text) : width(text) / 2);
  return { left, right: left + width(text), top: labelY - 11, bottom: labelY + 3 };
};

// Thirty points in a heap, as the airports of Europe are on a map of the world.
const heap = Array.from({ length: 30 }, (_, i) => ({
  key: `${i}`,
  text: `Airport ${i}`,
  x: 150 + (i % 6) * 21,
  y: 80 + Math.floor(i / 6) * 13,
}));

test('no label covers another one or leaves the map, however dense it is', () => {
  const placed = placeLabels(heap, 400, 240, width).map(box);
  expect(placed.length).toBeGreaterThan(5);
  for (const [i, a] of placed.entries()) {
    expect(a.left >= 0 && a.right <= 400 && a.top >= 0 && a.bottom <= 240).toBe(true);
    for (const b of placed.slice(i + 1)) {
      expect(a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom).toBe(false);
    }
  }
});

test('the first of two that contend for room gets it', () => {
  const both = [
    { key: 'first', text: 'A long name', x: 40, y: 10 },
    { key: 'second', text: 'A long name', x: 20, y: 10 },
  ];
  expect(placeLabels(both, 120, 20, width).map(({ key }) => key)).toEqual(['first']);
});
