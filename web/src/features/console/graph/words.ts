import type { Schemas } from '@/api/client';
import { formatMoney, formatNumber } from '@/i18n/formats';

export type EventNode = Schemas['EventNode'];

type Data = Record<string, unknown>;

const sentence = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);

/** `On_FlightBooking_Reserved`, `flight_booking` and `FlightBooking` as words. */
const spaced = (name: string) =>
  name
    .replaceAll(/([a-z])([A-Z])/g, '$1 $2')
    .replaceAll(/[_.]/g, ' ')
    .toLowerCase();

/** The wire name of an event, command or contract in words: `booking.flight_booking.reserved.v1` is `Flight booking reserved`. */
export function wordsOf(type: string) {
  const [, ...parts] = type.replace(/\.v\d+$/, '').split('.');
  const last = parts.at(-1) ?? type;
  // `seats_held` says enough without its aggregate, `reserved` does not.
  return sentence(spaced(last.includes('_') ? last : parts.join(' ')));
}

/** A context by its name. */
export const contextOf = (module: string) => sentence(spaced(module));

/** What processes note for themselves, and claims of names: bookkeeping of the engine. */
export const isBookkeeping = (type: string) => /^engine\.(claim|command\.requested|process\.deadline)/.test(type);

const dataOf = (event: EventNode) => (event.data ?? {}) as Data;

interface StoredMoney {
  minor: number;
  currency: string;
}

const isMoney = (value: unknown): value is StoredMoney =>
  typeof value === 'object' && value !== null && 'minor' in value && 'currency' in value;

/** Money as events store it, in the smallest unit. */
function moneyOf({ minor, currency }: StoredMoney) {
  const decimals =
    new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions().maximumFractionDigits ?? 2;
  return formatMoney({ amount: (minor / 10 ** decimals).toFixed(decimals), currency });
}

const texts = (value: unknown) => (Array.isArray(value) ? value.filter((v) => typeof v === 'string') : []);

/** What an event says in a few characters: an amount, a ticket's number, seats, a subject. */
export function detailOf(event: EventNode): string | undefined {
  const data = dataOf(event);
  const money = data.amount ?? data.total ?? data.refund;
  if (event.type.startsWith('engine.command.requested')) {
    return wordsOf(String(data.type)).toLowerCase();
  }
  if (event.type.startsWith('engine.')) {
    return [data.name, data.outcome, data.reason, data.scope].find((v) => typeof v === 'string') as string | undefined;
  }
  if (typeof data.number === 'string') {
    return data.number;
  }
  if (isMoney(money)) {
    return moneyOf(money);
  }
  if (texts(data.seats).length > 0) {
    return texts(data.seats).join(' ');
  }
  if (typeof data.count === 'number') {
    return `× ${formatNumber(data.count)}`;
  }
  return typeof data.template === 'string' ? spaced(data.template) : undefined;
}

/** Who made a command, in words: people, processes, reactions. */
export function actorOf(actor: string | null | undefined): { key: 'guest' | 'person' } | { name: string } {
  if (!actor || actor.startsWith('guest')) {
    return { key: 'guest' };
  }
  if (actor.startsWith('user:')) {
    return { key: 'person' };
  }
  return { name: spaced(actor.replace(/^process:/, 'process ').replace(/^([a-z_]+)-[0-9a-f]{32}$/, 'process $1')) };
}

/** A time since the beginning: `+1.25 s`. */
export function since(start: string, at: string) {
  const milliseconds = Date.parse(at) - Date.parse(start);
  return milliseconds < 60_000
    ? `+${new Intl.NumberFormat(undefined, { maximumFractionDigits: 2, minimumFractionDigits: 2 }).format(milliseconds / 1000)} s`
    : `+${spanOf(milliseconds)}`;
}

/** A span of time in its largest fitting unit. */
export function spanOf(milliseconds: number) {
  const [value, unit] =
    milliseconds < 1000
      ? [milliseconds, 'millisecond']
      : milliseconds < 120_000
        ? [milliseconds / 1000, 'second']
        : milliseconds < 7_200_000
          ? [milliseconds / 60_000, 'minute']
          : milliseconds < 172_800_000
            ? [milliseconds / 3_600_000, 'hour']
            : [milliseconds / 86_400_000, 'day'];
  return new Intl.NumberFormat(undefined, {
    style: 'unit',
    unitDisplay: 'long',
    unit: unit as string,
    maximumFractionDigits: 1,
  }).format(value as number);
}
