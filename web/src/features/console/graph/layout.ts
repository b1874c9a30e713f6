import type { Card, Link, Picture } from './cards';
import { groupsOf } from '../groups';

export const cardWidth = 276;
const headHeight = 30;
const rowHeight = 26;
const cardPadding = 10;
const gapX = 44;
/** How far a card stands behind its cause in another lane: they may overlap in time, so that the picture stays short. */
const stepX = 184;
const gapY = 16;
const lanePadding = 18;
const left = 0;

export interface Placed {
  card: Card;
  x: number;
  y: number;
  height: number;
}

export interface Lane {
  module: string;
  y: number;
  height: number;
}

export interface Layout {
  placed: Placed[];
  lanes: Lane[];
  width: number;
  height: number;
}

export const heightOf = (card: Card) =>
  headHeight + cardPadding + rowHeight * (card.events.length + (card.folded > 0 ? 1 : 0));

function permutationsOf<T>(items: readonly T[]): T[][] {
  return items.length <= 1
    ? [[...items]]
    : items.flatMap((item, i) => permutationsOf(items.toSpliced(i, 1)).map((rest) => [item, ...rest]));
}

/** The order of lanes in which lines cross the fewest others; among equals that in which they came to play. */
function lanesOf({ cards, links }: Picture): string[] {
  const modules = [...new Set(cards.map((card) => card.module))];
  if (modules.length > 7) {
    return modules;
  }
  const moduleOf = new Map(cards.map((card) => [card.id, card.module]));
  const pairs = links.map((link) => [moduleOf.get(link.from)!, moduleOf.get(link.to)!] as const);
  const cost = (order: string[]) =>
    pairs.reduce((sum, [a, b]) => sum + Math.max(0, Math.abs(order.indexOf(a) - order.indexOf(b)) - 1), 0);
  let best = modules;
  for (const order of permutationsOf(modules)) {
    best = cost(order) < cost(best) ? order : best;
  }
  return best;
}

/** Left to right: behind every cause, and never over a card of the same line. */
function placeAcross({ cards, links }: Picture) {
  const causes = groupsOf(links, (link: Link) => link.to);
  const x = new Map<string, number>();
  const lines = new Map<string, { right: number; stream: string }[]>();
  const line = new Map<string, number>();
  const byId = new Map(cards.map((card) => [card.id, card]));
  for (const card of cards) {
    const behind = (causes.get(card.id) ?? []).map((link) => {
      const isNear = byId.get(link.from)?.module === card.module && byId.get(link.from)?.isProcess === card.isProcess;
      return (x.get(link.from) ?? 0) + (isNear || link.isContinuation ? cardWidth + gapX : stepX);
    });
    const at = Math.max(left, ...behind);
    const track = `${card.module}/${card.isProcess}`;
    const its = lines.get(track) ?? [];
    lines.set(track, its);
    const fits = (i: number) => its[i]!.right + gapX <= at;
    let found = its.findIndex((l, i) => l.stream === card.stream && fits(i));
    found = found >= 0 ? found : its.findIndex((_, i) => fits(i));
    found = found >= 0 ? found : its.length;
    its[found] = { right: at + cardWidth, stream: card.stream };
    x.set(card.id, at);
    line.set(card.id, found);
  }
  return { x, line };
}

/** Places cards: a lane for each context, time from left to right, processes below what they steer. */
export function layoutOf(picture: Picture): Layout {
  const { x, line } = placeAcross(picture);
  const placed: Placed[] = [];
  const lanes: Lane[] = [];
  let y = 0;
  for (const module of lanesOf(picture)) {
    const top = y;
    y += lanePadding;
    for (const isProcess of [false, true]) {
      const its = picture.cards.filter((card) => card.module === module && card.isProcess === isProcess);
      const rows = groupsOf(its, (card) => line.get(card.id) ?? 0);
      for (const row of [...rows.keys()].toSorted((a, b) => a - b)) {
        const cards = rows.get(row)!;
        placed.push(...cards.map((card) => ({ card, x: x.get(card.id)!, y, height: heightOf(card) })));
        y += Math.max(...cards.map(heightOf)) + gapY;
      }
    }
    y += lanePadding - gapY;
    lanes.push({ module, y: top, height: y - top });
  }
  return { placed, lanes, width: Math.max(0, ...x.values()) + cardWidth + gapX, height: y };
}
