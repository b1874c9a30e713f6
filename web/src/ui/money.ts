import type { Schemas } from '@/api/client';

type Money = Schemas['Money'];

const decimalsOf = ({ amount }: Money) => amount.split('.')[1]?.length ?? 0;

const minorOf = ({ amount }: Money) => BigInt(amount.replace('.', ''));

function ofMinor(minor: bigint, like: Money): Money {
  const decimals = decimalsOf(like);
  const digits = (minor < 0n ? -minor : minor).toString().padStart(decimals + 1, '0');
  const whole = digits.slice(0, digits.length - decimals);
  const amount = decimals === 0 ? whole : `${whole}.${digits.slice(-decimals)}`;
  return { amount: minor < 0n ? `-${amount}` : amount, currency: like.currency };
}

/** An amount several times, in whole minor units: nothing is lost to rounding. */
export const timesMoney = (money: Money, count: number) => ofMinor(minorOf(money) * BigInt(count), money);

/** What is left of an amount; exact. */
export const minus = (from: Money, ...amounts: readonly Money[]) =>
  ofMinor(
    amounts.reduce((rest, amount) => rest - minorOf(amount), minorOf(from)),
    from,
  );

/** Amounts added up, one sum for each currency; exact. */
export function sumsOf(amounts: readonly Money[]): Money[] {
  const sums = new Map<string, Money>();
  for (const amount of amounts) {
    const before = sums.get(amount.currency);
    sums.set(amount.currency, before ? ofMinor(minorOf(before) + minorOf(amount), amount) : amount);
  }
  return [...sums.values()];
}

/** Less than zero, zero or more, as the first is less than, equal to or more than the second. */
export function compareMoney(one: Money, other: Money) {
  const difference = minorOf(one) - minorOf(other);
  return difference < 0n ? -1 : difference > 0n ? 1 : 0;
}

export const isNothing = (money: Money) => minorOf(money) === 0n;

/** An amount as somebody types it, `12`, `12.5` or `12,50`; undefined when it is none in this currency. */
export function parseAmount(text: string, like: Money): Money | undefined {
  const [, whole, fraction = ''] = /^(\d{1,12})(?:[.,](\d+))?$/.exec(text.trim()) ?? [];
  const decimals = decimalsOf(like);
  if (whole === undefined || fraction.length > decimals) {
    return undefined;
  }
  return ofMinor(BigInt(whole + fraction.padEnd(decimals, '0')), like);
}
