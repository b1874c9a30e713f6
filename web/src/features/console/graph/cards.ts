import type { Schemas } from '@/api/client';
import { groupsOf } from '../groups';
import { isBookkeeping, type EventNode } from './words';

type Graph = Schemas['CausationGraph'];

/** A node of the picture: what one command decided, or news that was taken in from another context. */
export interface Card {
  id: string;
  module: string;
  /** Who asked for it; null for news. */
  actor: string | null;
  /** What another context told or asked, to which this is the answer. */
  asked: EventNode | null;
  /** The context that told the news; null for a decision. */
  from: string | null;
  at: string;
  /** What is shown of it. */
  events: EventNode[];
  /** How many more there are, of the engine's bookkeeping. */
  folded: number;
  /** Streams that it wrote: cards of one stream are kept on one line. */
  stream: string;
  isProcess: boolean;
}

/** From cause to effect. */
export interface Link {
  id: string;
  from: string;
  to: string;
  isContinuation: boolean;
}

/** What is drawn. */
export interface Picture {
  cards: Card[];
  links: Link[];
}

const isProcessStream = (stream: string) => /^(purchase|refund)-/.test(stream);

/** For each command the news of another context that led to it. */
function newsBefore(graph: Graph) {
  const news = new Map(graph.events.filter((e) => e.acceptedFrom).map((e) => [e.id, e]));
  const causes = graph.edges.filter((e) => !e.isContinuation && news.has(e.from));
  return new Map(causes.map((e) => [e.to, news.get(e.from)!]));
}

function decisionsOf(graph: Graph, everything: boolean): Card[] {
  const decided = groupsOf(
    graph.events.filter((e) => !e.acceptedFrom),
    (e) => `${e.module}:command:${e.commandId.replaceAll('-', '')}`,
  );
  const told = newsBefore(graph);
  return graph.commands.map((command) => {
    const all = decided.get(command.id) ?? [];
    const events = everything ? all : all.filter((e) => !isBookkeeping(e.type));
    const shown = events.length > 0 ? events : all.slice(0, 1);
    const main = shown[0];
    return {
      id: command.id,
      module: command.module,
      actor: command.actor ?? null,
      asked: told.get(command.id) ?? null,
      from: null,
      at: command.at,
      events: shown,
      folded: all.length - shown.length,
      stream: main?.stream ?? command.id,
      isProcess: all.some((e) => e.type.startsWith('engine.process.') || isProcessStream(e.stream)),
    };
  });
}

/** The card of each event; news that is not shown of its own is passed through to what it led to. */
function throughOf(graph: Graph, hidden: ReadonlySet<string>) {
  const causes = groupsOf(graph.edges, (e) => e.to);
  return function sourcesOf(id: string): string[] {
    return hidden.has(id) ? (causes.get(id) ?? []).flatMap((e) => sourcesOf(e.from)) : [id];
  };
}

/** Makes the picture of a graph: folded, or with everything. */
export function pictureOf(graph: Graph, everything: boolean): Picture {
  const decisions = decisionsOf(graph, everything);
  const news = graph.events.filter((e) => e.acceptedFrom);
  const shownNews = everything ? news : [];
  const cardOf = new Map<string, string>(decisions.map((card) => [card.id, card.id]));
  for (const event of graph.events) {
    cardOf.set(
      event.id,
      event.acceptedFrom ? event.id : `${event.module}:command:${event.commandId.replaceAll('-', '')}`,
    );
  }
  const sourcesOf = throughOf(graph, new Set(everything ? [] : news.map((e) => e.id)));
  const links = new Map<string, Link>();
  for (const edge of graph.edges) {
    for (const source of sourcesOf(edge.from)) {
      const [from, to] = [cardOf.get(source), cardOf.get(edge.to)];
      const isShown = everything || !news.some((e) => e.id === edge.to);
      if (from && to && from !== to && isShown) {
        const id = `${from}>${to}`;
        links.set(id, { id, from, to, isContinuation: edge.isContinuation && (links.get(id)?.isContinuation ?? true) });
      }
    }
  }
  const cards = [
    ...decisions,
    ...shownNews.map((e) => ({
      id: e.id,
      module: e.module,
      actor: null,
      asked: null,
      from: e.acceptedFrom ?? null,
      at: e.at,
      events: [e],
      folded: 0,
      stream: e.stream,
      isProcess: false,
    })),
  ];
  return { cards: cards.toSorted((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0)), links: [...links.values()] };
}

/** The events that led to an event, and those that it led to: through the command between them. */
export function neighboursOf(graph: Graph, event: EventNode) {
  const events = new Map(graph.events.map((e) => [e.id, e]));
  const follow = (id: string, side: 'from' | 'to'): EventNode[] => {
    const other = side === 'from' ? 'to' : 'from';
    return graph.edges
      .filter((e) => e[other] === id)
      .flatMap((e) => {
        const found = events.get(e[side]);
        return found ? [found] : follow(e[side], side);
      });
  };
  const command = graph.commands.find((c) => c.commandId === event.commandId && c.module === event.module);
  return { causes: follow(event.id, 'from'), effects: follow(event.id, 'to'), command };
}
