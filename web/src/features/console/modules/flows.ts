import type { ModuleStatus } from '../queries';
import { pairOf } from './useArrivals';

/** What a module tells another, with how that is going. */
export interface FlowNow {
  from: string;
  to: string;
  events: readonly string[];
  commands: readonly string[];
  /** Messages taken in the last ten seconds; undefined while that is not known. */
  lately?: number;
  /** Events that the sender has not told yet. */
  lag: number;
}

/** Who tells whom. */
export const flowsOf = (modules: readonly ModuleStatus[], arrivals?: ReadonlyMap<string, number>): FlowNow[] =>
  modules.flatMap(({ name: from, tells, subscriptions }) =>
    tells.map(({ to, events, commands }) => ({
      from,
      to,
      events,
      commands,
      lately: arrivals && (arrivals.get(pairOf(from, to)) ?? 0),
      lag: subscriptions.find((s) => s.name === 'relay')?.lag ?? 0,
    })),
  );
